package dev.headcount.allocator;

import dev.headcount.memory.PageProbe;

/** Blocks of Headcount's native allocator, as they are met elsewhere: told by their {@link OwnHeader} alone. */
public final class NativeBlock {

    private static final int PAGE = 4096; // the smallest there is: within one, the header can be read if the block can

    private NativeBlock() {}

    /**
     * Whether a live one begins at {@code pointer}, which may be anybody's, as long as its memory is still there.
     */
    public static boolean beginsAt(long pointer) {
        return pointer != 0
                && pointer % OwnHeader.ALIGNMENT == 0
                && (pointer % PAGE != 0 || PageProbe.canRead(pointer - Long.BYTES))
                && OwnHeader.state(pointer) == HeaderState.LIVE
                && OwnHeader.isOfNativeCode(pointer);
    }
}
