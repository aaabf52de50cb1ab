package dev.headcount.agent.apps;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.nio.file.Path;

/** A native library and the functions linked from it. */
@SuppressWarnings("restricted")
final class Native {

    private static final Linker LINKER = Linker.nativeLinker();

    private final SymbolLookup symbols;

    private Native(SymbolLookup symbols) {
        this.symbols = symbols;
    }

    /** The library that the loader finds by this name, or the one in this file. */
    static Native library(String name) {
        return new Native(
                name.contains("/")
                        ? SymbolLookup.libraryLookup(Path.of(name), Arena.global())
                        : SymbolLookup.libraryLookup(name, Arena.global()));
    }

    static Native libc() {
        return new Native(LINKER.defaultLookup());
    }

    MemorySegment symbol(String name) {
        return symbols.findOrThrow(name);
    }

    MethodHandle link(String name, FunctionDescriptor descriptor, Linker.Option... options) {
        return LINKER.downcallHandle(symbol(name), descriptor, options);
    }

    /** A function that is called by its address, which is the first argument of each call. */
    static MethodHandle linkUnbound(FunctionDescriptor descriptor, Linker.Option... options) {
        return LINKER.downcallHandle(descriptor, options);
    }

    /** A C function pointer to a method of {@code receiver}, valid as long as the JVM. */
    static MemorySegment pointer(
            MethodHandles.Lookup lookup, Object receiver, String method, FunctionDescriptor descriptor) {
        try {
            MethodHandle handle = lookup.bind(receiver, method, descriptor.toMethodType());
            return LINKER.upcallStub(handle, descriptor, Arena.global());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(method, e);
        }
    }

    /** Wraps what a handle is declared to throw, and a C function does not. */
    static IllegalStateException failed(Throwable thrown) {
        return new IllegalStateException("the call failed", thrown);
    }
}
