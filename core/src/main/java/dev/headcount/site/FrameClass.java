package dev.headcount.site;

import java.security.CodeSource;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a walk needs to know of a class, worked out once and kept with the class itself, so that nothing here keeps a
 * class loader alive.
 *
 * @param id unique among all classes ever asked for
 * @param machinery whether its frames, where they are innermost, are ours or the JDK's and not the application's
 */
record FrameClass(int id, boolean machinery) {

    private static final AtomicInteger LAST_ID = new AtomicInteger();
    private static final CodeSource OURS = codeSource(FrameClass.class);

    private static final ClassValue<FrameClass> KNOWN = new ClassValue<>() {
        @Override
        protected FrameClass computeValue(Class<?> type) {
            return new FrameClass(LAST_ID.incrementAndGet(), isMachinery(type));
        }
    };

    static FrameClass of(Class<?> type) {
        return KNOWN.get(type);
    }

    private static boolean isMachinery(Class<?> type) {
        String name = type.getName();
        return name.startsWith("java.lang.invoke.")
                || name.startsWith("jdk.internal.foreign.")
                || (OURS != null && OURS.equals(codeSource(type)));
    }

    private static CodeSource codeSource(Class<?> type) {
        return type.getProtectionDomain().getCodeSource();
    }
}
