package dev.headcount.gate.allocator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headcount.allocator.BlockMemory;
import dev.headcount.gate.code.Machine;
import dev.headcount.gate.code.Width;
import dev.headcount.memory.Pages;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The memory of a machine that is another process: whole blocks are written and checked over there. */
record MachineMemory(Machine machine) implements BlockMemory {

    private static final long PROT_NONE = 0; // <sys/mman.h>

    private long call(String function, long... arguments) {
        return machine.call(machine.function(function), arguments);
    }

    @Override
    public void write(long block, long bytes, int fill) {
        call("write_pattern", block, bytes, fill);
    }

    @Override
    public void check(long block, long bytes, int fill) {
        assertEquals(bytes, call("other_than_pattern", block, bytes, fill), "the first byte that was written over");
    }

    @Override
    public void checkZero(long block, long bytes) {
        assertEquals(bytes, call("other_than_zero", block, bytes), "the first byte that is not 0");
    }

    @Override
    public int loadByte(long address) {
        return (int) machine.load(address, Width.U8);
    }

    @Override
    public void storeByte(long address, int value) {
        machine.store(address, Width.U8, value);
    }

    @Override
    public long loadLong(long address) {
        return machine.load(address);
    }

    @Override
    public void storeLong(long address, long value) {
        machine.store(address, value);
    }

    @Override
    public long place(String string) {
        long address = machine.map(Pages.BYTES);
        byte[] bytes = string.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            storeByte(address + i, bytes[i]);
        }
        return address;
    }

    @Override
    public String string(long address) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (long at = address; loadByte(at) != 0; at++) {
            bytes.write(loadByte(at));
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Override
    public long foreignBlock(long bytes) {
        return call("malloc", bytes);
    }

    @Override
    public void freeForeignBlock(long block) {
        call("free", block);
    }

    @Override
    public long guardedPage() {
        long guard = machine.map(2 * Pages.BYTES);
        assertEquals(0, (int) call("mprotect", guard, Pages.BYTES, PROT_NONE));
        return guard + Pages.BYTES;
    }
}
