package dev.headcount.gate.allocator;

import dev.headcount.allocator.AllocatorLibrary;
import dev.headcount.gate.NativeFunctions;
import dev.headcount.memory.Symbols;
import dev.headcount.memory.Symbols.Symbol;
import java.util.Optional;

/**
 * Who really allocates: the addresses of its functions.
 *
 * @param name the name for people
 */
public record Backend(String name, long malloc, long calloc, long realloc, long free, long alignedAlloc) {

    private static final String LIBC = "libc";

    /** The C library's; where another malloc is preloaded, that, and it is named after its file. */
    public static Backend libc() {
        String file = Symbols.at(NativeFunctions.address("malloc"))
                .map(Symbol::fileName)
                .orElse(LIBC);
        return new Backend(
                file.startsWith(LIBC + ".") ? LIBC : file,
                NativeFunctions.address("malloc"),
                NativeFunctions.address("calloc"),
                NativeFunctions.address("realloc"),
                NativeFunctions.address("free"),
                NativeFunctions.address("aligned_alloc"));
    }

    /**
     * jemalloc; empty without {@code libjemalloc.so.2}. When it can be loaded: {@link
     * dev.headcount.allocator.SizedAllocators#jemalloc}.
     */
    public static Optional<Backend> jemalloc() {
        return of("jemalloc", AllocatorLibrary.JEMALLOC, "", "aligned_alloc");
    }

    /** mimalloc; empty without {@code libmimalloc.so.2}. */
    public static Optional<Backend> mimalloc() {
        return of("mimalloc", AllocatorLibrary.MIMALLOC, "mi_", "malloc_aligned_at")
                .flatMap(backend -> MimallocAlignedAlloc.over(backend.alignedAlloc)
                        .map(aligned -> new Backend(
                                backend.name, backend.malloc, backend.calloc, backend.realloc, backend.free, aligned)));
    }

    private static Optional<Backend> of(String name, AllocatorLibrary library, String prefix, String aligned) {
        String[] functions = {
            prefix + "malloc", prefix + "calloc", prefix + "realloc", prefix + "free", prefix + aligned
        };
        if (!library.has(functions)) {
            return Optional.empty();
        }
        return Optional.of(new Backend(
                name,
                library.address(functions[0]),
                library.address(functions[1]),
                library.address(functions[2]),
                library.address(functions[3]),
                library.address(functions[4])));
    }
}
