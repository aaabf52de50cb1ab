package dev.headcount.gate;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.headcount.memory.Libc;
import dev.headcount.memory.Memory;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import org.junit.jupiter.api.Test;

@SuppressWarnings("restricted")
class JumpGatesTest {

    private static final Linker LINKER = Linker.nativeLinker();
    private static final FunctionDescriptor ABS = FunctionDescriptor.of(JAVA_INT, JAVA_INT);

    private final long abs = LINKER.defaultLookup().findOrThrow("abs").address();

    @Test
    void shouldLeadToTheTrackedFunctionUntilClosedAndToTheDelegateAfter() throws Throwable {
        JumpGates gates = JumpGates.open();
        long gate = gates.gate(stub("negated"), abs);

        assertEquals(7, call(gate, -7));
        assertEquals(-7, call(gate, 7));
        gates.close();
        assertEquals(7, call(gate, 7));
    }

    @Test
    void shouldKeepGatesApart() throws Throwable {
        JumpGates gates = JumpGates.open();
        long first = gates.gate(stub("negated"), abs);
        long second = gates.gate(stub("plusOne"), abs);

        assertEquals(-7, call(first, 7));
        assertEquals(8, call(second, 7));
    }

    @Test
    void shouldLeadAGateThatIsMadeAfterClosingToItsDelegate() throws Throwable {
        JumpGates gates = JumpGates.open();
        gates.close();

        assertEquals(7, call(gates.gate(stub("negated"), abs), -7));
    }

    @Test
    void shouldHaveNoGateForAnUnknownProcessor() {
        assertEquals(0, JumpGates.open("riscv64").gate(1, 2));
    }

    @Test
    void shouldHaveRoomForManyAndThenHaveNone() {
        JumpGates gates = JumpGates.open();
        long last = 0;
        for (int i = 0; i < 1024; i++) {
            last = gates.gate(1, 2);
        }
        assertNotEquals(0, last);
        assertEquals(0, gates.gate(1, 2));
    }

    /** {@code as} prints: f3 0f 1e fa endbr64; ff 25 f6 ff 00 00 jmp *0xfff6(%rip). */
    @Test
    void shouldEncodeTheJumpOfX86() {
        long entry = Libc.calloc(1, 16);
        JumpGates.writeX86(entry, 0x1_0000);
        assertEquals(0xfff6_25ff_fa1e_0ff3L, Memory.getLong(entry));
        assertEquals(0x0000_0000_0000_0000L, Memory.getLong(entry + 8));
        Libc.free(entry);
    }

    /** {@code as} prints: d503245f bti c; 5807fff0 ldr x16, .+0xfffc; d61f0200 br x16. */
    @Test
    void shouldEncodeTheJumpOfArm() {
        long entry = Libc.calloc(1, 16);
        JumpGates.writeArm(entry, 0x1_0000);
        assertEquals(0x5807_fff0_d503_245fL, Memory.getLong(entry));
        assertEquals(0xd61f_0200L, Memory.getLong(entry + 8));
        Libc.free(entry);
    }

    private static int call(long function, int argument) throws Throwable {
        MethodHandle handle = LINKER.downcallHandle(MemorySegment.ofAddress(function), ABS);
        return (int) handle.invokeExact(argument);
    }

    private static long stub(String method) throws ReflectiveOperationException {
        MethodHandle target = MethodHandles.lookup().findStatic(JumpGatesTest.class, method, ABS.toMethodType());
        return LINKER.upcallStub(target, ABS, Arena.global()).address();
    }

    static int negated(int value) {
        return -value;
    }

    static int plusOne(int value) {
        return value + 1;
    }
}
