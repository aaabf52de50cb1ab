package dev.headcount.allocator;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A shared library with an allocator. It is opened for itself: the {@code malloc} it may also export replaces nobody's.
 *
 * @param soname the name the loader finds it by, in the library path or among what is loaded already
 */
public record AllocatorLibrary(String soname) {

    public static final AllocatorLibrary JEMALLOC = new AllocatorLibrary("libjemalloc.so.2");
    public static final AllocatorLibrary MIMALLOC = new AllocatorLibrary("libmimalloc.so.2");

    /** Whether the library can be opened and exports all these functions. */
    public boolean has(String... functions) {
        return open().filter(library -> Stream.of(functions)
                        .allMatch(function -> library.find(function).isPresent()))
                .isPresent();
    }

    @SuppressWarnings("restricted")
    MethodHandle link(String function, FunctionDescriptor descriptor) {
        return Linker.nativeLinker().downcallHandle(open().orElseThrow().findOrThrow(function), descriptor);
    }

    /** The address of an exported function that the library has. */
    public long address(String function) {
        return open().orElseThrow().findOrThrow(function).address();
    }

    /** Never closed: an allocator must outlive its blocks. */
    @SuppressWarnings("restricted")
    private Optional<SymbolLookup> open() {
        try {
            return Optional.of(SymbolLookup.libraryLookup(soname, Arena.global()));
        } catch (IllegalArgumentException absent) {
            return Optional.empty();
        }
    }
}
