package dev.headcount.agent.linker;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;

/** Says which method a handle calls, where that can be found out: for the report only. */
final class MethodNames {

    private MethodNames() {}

    /** {@code " of com.acme.CassMemory"}, or nothing for a handle that was bound or put together. */
    static String suffix(MethodHandle handle) {
        try {
            Field trusted = MethodHandles.Lookup.class.getDeclaredField("IMPL_LOOKUP");
            trusted.setAccessible(true);
            MethodHandleInfo info = ((MethodHandles.Lookup) trusted.get(null)).revealDirect(handle);
            return " of " + info.getDeclaringClass().getName();
        } catch (ReflectiveOperationException | RuntimeException e) {
            return "";
        }
    }
}
