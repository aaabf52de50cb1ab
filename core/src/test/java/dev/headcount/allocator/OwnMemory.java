package dev.headcount.allocator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headcount.memory.GuardedPage;
import dev.headcount.memory.Libc;
import dev.headcount.memory.Memory;
import java.lang.foreign.Arena;

/** The memory of this process. */
public final class OwnMemory implements BlockMemory {

    @Override
    public void write(long block, long bytes, int fill) {
        Pattern.write(block, bytes, fill);
    }

    @Override
    public void check(long block, long bytes, int fill) {
        Pattern.check(block, bytes, fill);
    }

    @Override
    public void checkZero(long block, long bytes) {
        for (long i = 0; i < bytes; i++) {
            assertEquals(0, Memory.getByte(block + i), "byte " + i + " of " + bytes);
        }
    }

    @Override
    public int loadByte(long address) {
        return Byte.toUnsignedInt(Memory.getByte(address));
    }

    @Override
    public void storeByte(long address, int value) {
        Memory.setByte(address, (byte) value);
    }

    @Override
    public long loadLong(long address) {
        return Memory.getLong(address);
    }

    @Override
    public void storeLong(long address, long value) {
        Memory.setLong(address, value);
    }

    @Override
    public long place(String string) {
        return Arena.global().allocateFrom(string).address();
    }

    @Override
    public String string(long address) {
        return Memory.getString(address);
    }

    @Override
    public long foreignBlock(long bytes) {
        return Libc.malloc(bytes);
    }

    @Override
    public void freeForeignBlock(long block) {
        Libc.free(block);
    }

    /** It stays: a test that ends here may have left a pointer to it anywhere. */
    @Override
    public long guardedPage() {
        try {
            return new GuardedPage().start();
        } catch (Throwable t) {
            throw new AssertionError("mmap cannot throw", t);
        }
    }
}
