package dev.headcount.agent.linker;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;

/** Says which method a handle calls, where that can be found out. */
public final class MethodNames {

    private MethodNames() {}

    /** {@code " of com.acme.CassMemory"}, or nothing for a handle that was bound or put together. */
    static String suffix(MethodHandle handle) {
        try {
            return " of " + reveal(handle).getDeclaringClass().getName();
        } catch (ReflectiveOperationException | RuntimeException e) {
            return "";
        }
    }

    /**
     * The method that a direct handle calls.
     *
     * @throws IllegalArgumentException if the handle was bound or put together
     */
    public static MethodHandleInfo reveal(MethodHandle handle) throws ReflectiveOperationException {
        Field trusted = MethodHandles.Lookup.class.getDeclaredField("IMPL_LOOKUP");
        trusted.setAccessible(true);
        return ((MethodHandles.Lookup) trusted.get(null)).revealDirect(handle);
    }
}
