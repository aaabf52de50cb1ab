package dev.headcount.agent.linker;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Says which method a handle calls, where that can be found out: for the report only. */
final class MethodNames {

    private MethodNames() {}

    /** {@code " of com.acme.CassMemory"}, or nothing for a handle that was bound or put together. */
    static String suffix(MethodHandle handle) {
        try {
            MethodHandles.Lookup own = MethodHandles.lookup();
            VarHandle trusted = MethodHandles.privateLookupIn(MethodHandles.Lookup.class, own)
                    .findStaticVarHandle(MethodHandles.Lookup.class, "IMPL_LOOKUP", MethodHandles.Lookup.class);
            MethodHandleInfo info = ((MethodHandles.Lookup) trusted.get()).revealDirect(handle);
            return " of " + info.getDeclaringClass().getName();
        } catch (ReflectiveOperationException | RuntimeException e) {
            return "";
        }
    }
}
