package dev.headcount.allocator;

import dev.headcount.memory.PageProbe;

/**
 * The headers {@link HeaderAllocator} can write. In both the base is as far in front of the user pointer as it is
 * aligned.
 */
public enum Format {

    /**
     * The plain 8 bytes: 60 requested, 68 stored. User pointers are aligned to 8 only, and the header cannot tell a
     * freed or foreign block.
     */
    SIZE_8(SizeHeader.ALIGNMENT) {
        @Override
        void write(long userPointer, long sizeBytes, long alignment) {
            SizeHeader.write(userPointer, sizeBytes, alignment);
        }

        @Override
        long sizeBytes(long userPointer) {
            return SizeHeader.sizeBytes(userPointer);
        }

        @Override
        long alignment(long userPointer) {
            return SizeHeader.alignment(userPointer);
        }

        @Override
        void markDead(long userPointer) {}

        @Override
        void revive(long userPointer, long sizeBytes) {
            SizeHeader.setSizeBytes(userPointer, sizeBytes);
        }

        @Override
        HeaderState stateInHeader(long userPointer) {
            return SizeHeader.state(userPointer);
        }
    },

    /** Headcount's own 16 bytes, see {@link OwnHeader}. User pointers are aligned to 16, as C wants it. */
    OWN_16(OwnHeader.ALIGNMENT) {
        private static final int NO_SITE = 0;

        @Override
        void write(long userPointer, long sizeBytes, long alignment) {
            OwnHeader.write(userPointer, sizeBytes, alignment, NO_SITE);
        }

        @Override
        long sizeBytes(long userPointer) {
            return OwnHeader.sizeBytes(userPointer);
        }

        @Override
        long alignment(long userPointer) {
            return OwnHeader.alignment(userPointer);
        }

        @Override
        void markDead(long userPointer) {
            OwnHeader.markDead(userPointer);
        }

        @Override
        void revive(long userPointer, long sizeBytes) {
            OwnHeader.revive(userPointer, sizeBytes);
        }

        @Override
        HeaderState stateInHeader(long userPointer) {
            return OwnHeader.state(userPointer);
        }
    };

    private final long naturalAlignment;

    Format(long naturalAlignment) {
        this.naturalAlignment = naturalAlignment;
    }

    /** What every user pointer is aligned to, and how many bytes its header has. */
    public long naturalAlignment() {
        return naturalAlignment;
    }

    /**
     * What the header says; for any pointer at all, also one of another allocator.
     *
     * <p>A pointer that can be used is in a mapped page, and so is its header, except where the pointer is the first
     * byte of its page. That is where page-aligned blocks of other allocators begin, with anything or nothing in front
     * of them, and where blocks of our own begin as well: then, one time in hundreds, the kernel is asked first.
     */
    public HeaderState state(long userPointer) {
        boolean possible = userPointer >= HeaderFormat.PAGE_BYTES // as a signed number: no pointer has the top bit
                && (userPointer & naturalAlignment - 1) == 0
                && (userPointer % HeaderFormat.PAGE_BYTES != 0 || PageProbe.canRead(userPointer - Long.BYTES));
        return possible ? stateInHeader(userPointer) : HeaderState.DAMAGED_OR_FOREIGN;
    }

    abstract void write(long userPointer, long sizeBytes, long alignment);

    abstract long sizeBytes(long userPointer);

    abstract long alignment(long userPointer);

    /** Before a block is freed or moved. */
    abstract void markDead(long userPointer);

    /** After a block was moved, or could not be. */
    abstract void revive(long userPointer, long sizeBytes);

    abstract HeaderState stateInHeader(long userPointer);
}
