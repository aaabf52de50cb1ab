package dev.headcount.agent.linker;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.lang.reflect.Modifier;
import java.security.ProtectionDomain;
import java.util.function.Consumer;

/**
 * Lets every {@code downcallHandle} and {@code upcallStub} of the JDK's linker pass through the agent before it returns.
 *
 * <p>The linker's class is changed when it is loaded, so an application without FFM pays nothing; not even for the {@link
 * LinkerRewriter}, which is not loaded before.
 */
public final class LinkerTransformer implements ClassFileTransformer {

    private static final String LINKER = "jdk/internal/foreign/abi/AbstractLinker";

    private final String bridge;
    private final Consumer<String> warn;

    LinkerTransformer(String bridge, Consumer<String> warn) {
        this.bridge = bridge;
        this.warn = warn;
    }

    /**
     * Hooks the linker now if it is loaded, and otherwise when it is.
     *
     * @param bridge the name of a public class on the class path with a public constructor without arguments: a {@link
     *     java.util.function.BiFunction} of the result and the array of arguments
     * @param warn receives one line if the linker is not the one we know
     * @throws UnmodifiableClassException if it is loaded and the JVM does not let it be changed
     */
    public static void install(Instrumentation instrumentation, String bridge, Consumer<String> warn)
            throws UnmodifiableClassException {
        instrumentation.addTransformer(new LinkerTransformer(bridge, warn), true);
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            // Asked before the name, which most classes would have to make first.
            if (Modifier.isAbstract(loaded.getModifiers()) && loaded.getName().equals(LINKER.replace('/', '.'))) {
                instrumentation.retransformClasses(loaded);
            }
        }
    }

    @Override
    public byte[] transform(
            Module module,
            ClassLoader loader,
            String className,
            Class<?> redefined,
            ProtectionDomain domain,
            byte[] classFile) {
        if (!LINKER.equals(className)) {
            return null;
        }
        try {
            return new LinkerRewriter(bridge).hook(classFile);
        } catch (Throwable t) {
            warn.accept("nothing is tracked: this JDK's linker cannot be hooked (" + t + ")");
            return null;
        }
    }
}
