package dev.headcount.ledger;

import dev.headcount.memory.ThreadStack;

/**
 * How far down a thread's stack native code may still enter Java. An error that leaves Java there ends the JVM, so there must be
 * room for the search for a call path, beyond what HotSpot keeps free below each Java frame:
 *
 * <pre>
 *  lowest                                                          limit                              base
 *   +------+----------+--------+---------------------+--------------+----------------------------------+
 *   | red  | reserved | yellow | shadow              | room to      | Java is entered with the stack   |
 *   | 4 K  | 4 K      | 8 K    | 80 K                | search       | pointer in here                  |
 *   +------+----------+--------+---------------------+--------------+----------------------------------+
 * </pre>
 *
 * The room is 64 KiB at least; there is more of it, as far as 256 KiB above the lowest address or half of the stack go.
 *
 * <p>Each of HotSpot's zones is rounded up to whole pages of memory. Source: stackOverflow.cpp, and the defaults of StackRedPages,
 * StackReservedPages, StackYellowPages and StackShadowPages on x86-64 and aarch64.
 */
final class StackLimit {

    private static final long K = 1024;
    private static final long[] ZONES = {4 * K, 4 * K, 8 * K, 80 * K};
    private static final long ROOM = 64 * K;
    private static final long PLENTY = 256 * K;

    private StackLimit() {}

    /**
     * The address.
     *
     * @param pageBytes how large pages of memory are
     */
    static long of(ThreadStack stack, long pageBytes) {
        long zones = 0;
        for (long zone : ZONES) {
            zones += Math.ceilDiv(zone, pageBytes) * pageBytes;
        }
        long wanted = Math.min(PLENTY, stack.bytes() / 2);
        return stack.lowest() + Math.min(Math.max(wanted, zones + ROOM), stack.bytes());
    }
}
