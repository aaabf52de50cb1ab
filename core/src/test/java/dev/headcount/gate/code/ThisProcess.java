package dev.headcount.gate.code;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.headcount.memory.Memory;
import dev.headcount.memory.Pages;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/** Programs run where the tests do, called as the JVM calls every C function. */
final class ThisProcess implements Machine {

    private static final int ARGUMENTS = 6;

    private final MethodHandle call = sixLongs();

    @SuppressWarnings("restricted")
    private static MethodHandle sixLongs() {
        return Linker.nativeLinker()
                .downcallHandle(FunctionDescriptor.of(
                        JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));
    }

    @Override
    public Processor processor() {
        return Processor.here().orElseGet(() -> abort("no encoder for a processor like this machine's"));
    }

    @Override
    public long map(long bytes) {
        return Pages.map(bytes);
    }

    @Override
    public void makeExecutable(long address, long bytes) {
        assertTrue(Pages.makeExecutable(address, bytes), "the system does not allow code");
    }

    @Override
    public long function(String name) {
        return Linker.nativeLinker().defaultLookup().findOrThrow(name).address();
    }

    @Override
    public long call(long function, long... arguments) {
        long[] a = Arrays.copyOf(arguments, ARGUMENTS);
        try {
            return (long) call.invokeExact(MemorySegment.ofAddress(function), a[0], a[1], a[2], a[3], a[4], a[5]);
        } catch (Throwable t) {
            throw new AssertionError("machine code cannot throw", t);
        }
    }

    @Override
    public long load(long address, Width width) {
        return switch (width) {
            case U8 -> Memory.getByte(address) & 0xff;
            case U16 -> load(address, Width.U8) | load(address + 1, Width.U8) << Byte.SIZE;
            case U32 -> Memory.getInt(address) & 0xffff_ffffL;
            case U64 -> Memory.getLong(address);
        };
    }

    @Override
    public void store(long address, Width width, long value) {
        switch (width) {
            case U8 -> Memory.setByte(address, (byte) value);
            case U16 -> {
                store(address, Width.U8, value);
                store(address + 1, Width.U8, value >> Byte.SIZE);
            }
            case U32 -> Memory.setInt(address, (int) value);
            case U64 -> Memory.setLong(address, value);
        }
    }

    @Override
    public void close() {
        // What was mapped stays: a test that failed may still have code running.
    }
}
