package dev.headcount.memory;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/**
 * Raw access to the native memory of this process, by absolute address.
 *
 * <p>Everything off-heap in Headcount goes through here, so that no other class needs a segment, a bound or a restricted
 * method. Nothing is checked: an address that is not mapped ends the JVM. Plain accesses
 * take any address, which compiles to less code than one that is checked; those with a memory order, which stands in the name as
 * in {@link VarHandle}, need the natural alignment of their type.
 */
public final class Memory {

    /** The whole address space. Its scope is the global one, so the compiled access is a bare load or store. */
    private static final MemorySegment ALL = addressSpace();

    private static final VarHandle LONG = JAVA_LONG.varHandle();
    private static final VarHandle INT = JAVA_INT.varHandle();

    private Memory() {}

    @SuppressWarnings("restricted") // the one place where the whole address space is opened
    private static MemorySegment addressSpace() {
        return MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
    }

    public static long getLong(long address) {
        return ALL.get(JAVA_LONG_UNALIGNED, address);
    }

    public static void setLong(long address, long value) {
        ALL.set(JAVA_LONG_UNALIGNED, address, value);
    }

    public static long getLongAcquire(long address) {
        return (long) LONG.getAcquire(ALL, address);
    }

    public static void setLongRelease(long address, long value) {
        LONG.setRelease(ALL, address, value);
    }

    public static long getLongOpaque(long address) {
        return (long) LONG.getOpaque(ALL, address);
    }

    public static void setLongOpaque(long address, long value) {
        LONG.setOpaque(ALL, address, value);
    }

    public static long getAndAddLong(long address, long delta) {
        return (long) LONG.getAndAdd(ALL, address, delta);
    }

    public static boolean casLong(long address, long expected, long value) {
        return LONG.compareAndSet(ALL, address, expected, value);
    }

    public static int getInt(long address) {
        return ALL.get(JAVA_INT_UNALIGNED, address);
    }

    public static void setInt(long address, int value) {
        ALL.set(JAVA_INT_UNALIGNED, address, value);
    }

    public static int getIntAcquire(long address) {
        return (int) INT.getAcquire(ALL, address);
    }

    public static int getIntOpaque(long address) {
        return (int) INT.getOpaque(ALL, address);
    }

    public static void setIntRelease(long address, int value) {
        INT.setRelease(ALL, address, value);
    }

    public static boolean casInt(long address, int expected, int value) {
        return INT.compareAndSet(ALL, address, expected, value);
    }

    public static short getShort(long address) {
        return ALL.get(JAVA_SHORT_UNALIGNED, address);
    }

    public static void setShort(long address, short value) {
        ALL.set(JAVA_SHORT_UNALIGNED, address, value);
    }

    public static byte getByte(long address) {
        return ALL.get(JAVA_BYTE, address);
    }

    public static void setByte(long address, byte value) {
        ALL.set(JAVA_BYTE, address, value);
    }

    public static void copy(long from, long to, long bytes) {
        MemorySegment.copy(ALL, from, ALL, to, bytes);
    }

    public static void zero(long address, long bytes) {
        ALL.asSlice(address, bytes).fill((byte) 0);
    }

    /** The NUL-terminated UTF-8 string at {@code address}. */
    public static String getString(long address) {
        return ALL.getString(address);
    }

    /** Copies {@code count} words from {@code address} to the start of {@code into}. */
    public static void copyToArray(long address, long[] into, int count) {
        MemorySegment.copy(ALL, JAVA_LONG, address, into, 0, count);
    }

    /** Copies all words of {@code from} to {@code address}. */
    public static void copyFromArray(long[] from, long address) {
        MemorySegment.copy(from, 0, ALL, JAVA_LONG, address, from.length);
    }

    /** A view of {@code bytes} bytes at {@code address} that stays valid as long as the JVM. */
    public static MemorySegment segment(long address, long bytes) {
        return ALL.asSlice(address, bytes);
    }
}
