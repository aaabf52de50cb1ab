package dev.headcount.allocator;

import dev.headcount.memory.Memory;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How the header of a foreign allocator gives a block's size: the u64 at {@code user pointer + wordOffset} holds the
 * bytes requested plus {@code addend}. Such a header is read and never written.
 *
 * @param name the name in options and reports
 * @param wordOffset where the word is, seen from the user pointer: -8 or -16; 0 where there is none
 * @param addend what the word counts beyond the request: 0, or the bytes of the header
 */
public record HeaderFormat(String name, int wordOffset, long addend) {

    /** What {@link #requestedBytes} answers where there is no header, or none that may be read. */
    public static final long UNKNOWN = -1;

    /** The smallest page of both processors; larger ones begin at multiples of it. */
    static final long PAGE_BYTES = 4096;

    /** The furthest in front of a pointer that is ever looked. */
    private static final int REACH_BYTES = 16;

    /** No header, or none we know: the size is the one of the call. */
    public static final HeaderFormat NONE = new HeaderFormat("none", 0, 0);

    /** An 8-byte header with the size of the whole block: {@link Format#SIZE_8}, and Rust's way. */
    public static final HeaderFormat SIZE_8 = new HeaderFormat("size8", -8, 8);

    /** A 16-byte header that starts with the size of the whole block: {@link Format#OWN_16} among others. */
    public static final HeaderFormat SIZE_16 = new HeaderFormat("size16", -16, 16);

    /**
     * The formats that can be learned, preferred ones first. Two that fit the same blocks read different words, and
     * both are right; then the nearer word is better, as a write in front of the block meets it first.
     */
    public static final List<HeaderFormat> KNOWN = List.of(
            SIZE_8,
            new HeaderFormat("payload8", -8, 0),
            new HeaderFormat("size16at8", -8, 16),
            SIZE_16,
            new HeaderFormat("payload16", -16, 0),
            new HeaderFormat("size8at16", -16, 8));

    public HeaderFormat {
        if (wordOffset != 0 && wordOffset != -8 && wordOffset != -REACH_BYTES) {
            throw new IllegalArgumentException("a header word is at -8 or -16, wordOffset=" + wordOffset);
        }
    }

    /** The format an option names; empty for a name that is none. */
    public static Optional<HeaderFormat> named(String name) {
        return Stream.concat(Stream.of(NONE), KNOWN.stream())
                .filter(format -> format.name.equals(name))
                .findFirst();
    }

    /**
     * Whether what is in front of {@code userPointer} may be read. Not within 16 bytes of a page start: the page before
     * may be anybody's or nobody's.
     */
    public static boolean readable(long userPointer) {
        return userPointer >= PAGE_BYTES && (userPointer & (PAGE_BYTES - 1)) >= REACH_BYTES;
    }

    /**
     * The bytes that were requested according to the header, or {@link #UNKNOWN}. A damaged or a foreign header makes
     * any number of it.
     */
    public long requestedBytes(long userPointer) {
        return wordOffset != 0 && readable(userPointer) ? Memory.getLong(userPointer + wordOffset) - addend : UNKNOWN;
    }
}
