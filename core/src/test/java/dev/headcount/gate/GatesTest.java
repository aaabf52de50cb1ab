package dev.headcount.gate;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.allocator.HeaderFormat;
import dev.headcount.gate.code.Processor;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@SuppressWarnings("restricted")
class GatesTest {

    private static final Linker LINKER = Linker.nativeLinker();
    private static final FunctionDescriptor ABS = FunctionDescriptor.of(JAVA_INT, JAVA_INT);

    private final Gates gates = Gates.open();
    private final long abs = LINKER.defaultLookup().findOrThrow("abs").address();

    @Test
    void shouldLeadToTheTrackedFunctionUntilClosedAndToTheNativeDelegateAfter() throws Throwable {
        long gate = gates.beforeNative(stub("negated"), abs);

        assertEquals(7, call(gate, -7));
        assertEquals(-7, call(gate, 7));
        gates.close(false);
        assertEquals(7, call(gate, 7));
    }

    @Test
    void shouldKeepGatesApart() throws Throwable {
        long first = gates.beforeNative(stub("negated"), abs);
        long second = gates.beforeNative(stub("plusOne"), abs);

        assertEquals(-7, call(first, 7));
        assertEquals(8, call(second, 7));
    }

    @Test
    void shouldLeadAGateThatIsMadeAfterClosingPastJava() throws Throwable {
        gates.close(false);

        assertEquals(7, call(gates.beforeNative(stub("negated"), abs), -7));
    }

    @Test
    void shouldBeEmptyUntilAGateIsMade() {
        assertTrue(gates.isEmpty());
        gates.beforeNative(abs, abs);
        assertFalse(gates.isEmpty());
    }

    @Test
    void shouldHaveNoneForAnUnknownProcessor() {
        assertNone(new Gates(Optional.empty(), (_, _) -> true));
    }

    @Test
    void shouldHaveNoneWhereTheSystemLetsNoMemoryBeExecuted() {
        Gates refused = new Gates(Processor.here(), (_, _) -> false);
        assertTrue(refused.isEnabled(), "not known yet");

        assertEquals(0, refused.beforeNative(abs, abs));

        assertNone(refused);
        refused.close(true);
    }

    @Test
    void shouldHaveNoneForAShapeWithArgumentsOnTheStack() {
        List<FunctionShape.Parameter> seven = Collections.nCopies(7, FunctionShape.Parameter.SIZE);

        assertEquals(0, gates.beforeUpcall(new FunctionShape(Role.MALLOC, seven), abs, () -> HeaderFormat.NONE));
        assertTrue(gates.isEnabled());
    }

    private void assertNone(Gates refused) {
        assertFalse(refused.isEnabled());
        assertEquals(0, refused.beforeNative(abs, abs));
        assertEquals(0, refused.beforeUpcall(FunctionShape.standard(Role.FREE), abs, () -> HeaderFormat.NONE));
        assertTrue(refused.isEmpty());
    }

    private static int call(long function, int argument) throws Throwable {
        MethodHandle handle = LINKER.downcallHandle(MemorySegment.ofAddress(function), ABS);
        return (int) handle.invokeExact(argument);
    }

    private static long stub(String method) throws ReflectiveOperationException {
        MethodHandle target = MethodHandles.lookup().findStatic(GatesTest.class, method, ABS.toMethodType());
        return LINKER.upcallStub(target, ABS, Arena.global()).address();
    }

    static int negated(int value) {
        return -value;
    }

    static int plusOne(int value) {
        return value + 1;
    }
}
