package dev.headcount.gate;

import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.util.Locale;

/** The C library's own functions, by their pointers. */
class NativeDelegateTest extends TrackedFunctionContract {

    @Override
    FunctionShape shape(Role role) {
        return FunctionShape.standard(role);
    }

    @Override
    @SuppressWarnings("restricted")
    MethodHandle delegate(Role role) {
        String name = role == Role.SIZE ? "malloc_usable_size" : role.name().toLowerCase(Locale.ROOT);
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name), shape(role).descriptor());
    }
}
