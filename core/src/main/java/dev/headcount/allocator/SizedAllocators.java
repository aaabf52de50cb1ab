package dev.headcount.allocator;

import java.util.Optional;

/** The allocators of this process that blocks can be taken from. */
public final class SizedAllocators {

    private SizedAllocators() {}

    /** The C library's. It would not need the sizes. */
    public static SizedAllocator libc() {
        return new LibcAllocator();
    }

    /**
     * jemalloc's sized functions; empty without {@code libjemalloc.so.2} (Debian: {@code libjemalloc2}).
     *
     * <p>jemalloc wants 2.6 KB of static thread-local storage, more than glibc keeps for libraries that come after
     * program start. Either it is there from the start ({@code LD_PRELOAD=libjemalloc.so.2}) or room is made for it
     * ({@code GLIBC_TUNABLES=glibc.rtld.optional_static_tls=4096}); otherwise the loader refuses it.
     */
    public static Optional<SizedAllocator> jemalloc() {
        return AllocatorLibrary.JEMALLOC.has("mallocx", "rallocx", "sdallocx")
                ? Optional.of(new JemallocAllocator())
                : Optional.empty();
    }

    /** mimalloc's sized functions; empty without {@code libmimalloc.so.2} (Debian: {@code libmimalloc2.0}). */
    public static Optional<SizedAllocator> mimalloc() {
        return AllocatorLibrary.MIMALLOC.has(
                        "mi_malloc_aligned_at", "mi_zalloc_aligned", "mi_realloc_aligned", "mi_free_size_aligned")
                ? Optional.of(new MimallocAllocator())
                : Optional.empty();
    }
}
