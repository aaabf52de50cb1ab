package dev.headcount.gate.allocator;

import dev.headcount.gate.NativeFunctions;

/** Backends for tests. */
final class Backends {

    private Backends() {}

    /** The C library, but that freed blocks stay as they are and are never given out again. */
    static Backend keepingFreedBlocks() {
        Backend libc = Backend.libc();
        return new Backend(
                "keeping",
                libc.malloc(),
                libc.calloc(),
                libc.realloc(),
                NativeFunctions.address("labs"), // does nothing to what it gets
                libc.alignedAlloc());
    }
}
