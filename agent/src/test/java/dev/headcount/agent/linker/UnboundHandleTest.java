package dev.headcount.agent.linker;

import static java.lang.invoke.MethodHandles.constant;
import static java.lang.invoke.MethodHandles.dropArguments;
import static java.lang.invoke.MethodType.methodType;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnboundHandleTest {

    /** An address and a number to a number, as the linker makes them of {@code long f(int)}. */
    private static final MethodType TYPE = methodType(long.class, MemorySegment.class, int.class);

    private static final MemorySegment FIRST = MemorySegment.ofAddress(61);
    private static final MemorySegment SECOND = MemorySegment.ofAddress(127);

    private final List<Long> asked = new ArrayList<>();
    private final MethodHandle handle =
            UnboundHandle.of(dropArguments(constant(long.class, -1L), 0, TYPE.parameterList()), this::choose);

    /** A handle that answers the address of its function. */
    private MethodHandle choose(MemorySegment symbol) {
        asked.add(symbol.address());
        return dropArguments(constant(long.class, symbol.address()), 0, TYPE.parameterList());
    }

    @Test
    void shouldHaveTheTypeOfTheHandle() {
        assertEquals(TYPE, handle.type());
    }

    @Test
    void shouldCallWhatWasChosenForTheAddress() throws Throwable {
        assertEquals(61, (long) handle.invokeExact(FIRST, 0));
        assertEquals(127, (long) handle.invokeExact(SECOND, 0));
        assertEquals(61, (long) handle.invokeExact(FIRST, 0));
    }

    @Test
    void shouldChooseOnceForEachAddress() throws Throwable {
        for (int i = 0; i < 61; i++) {
            assertEquals(61, (long) handle.invokeExact(FIRST, i));
            assertEquals(127, (long) handle.invokeExact(MemorySegment.ofAddress(127), i));
        }

        assertEquals(List.of(61L, 127L), asked);
    }

    @Test
    void shouldAskForNullAsForAnyOther() throws Throwable {
        assertEquals(0, (long) handle.invokeExact(MemorySegment.NULL, 0));
    }

    @Test
    void shouldThrowWithoutAnAddressAsTheLinkerDoes() {
        assertThrows(NullPointerException.class, () -> {
            long unreachable = (long) handle.invokeExact((MemorySegment) null, 0);
            assertEquals(0, unreachable);
        });
    }

    @Test
    void shouldGoOnWithMoreAddressesThanItKeeps() throws Throwable {
        for (long address = 1; address <= 4096; address++) {
            assertEquals(address, (long) handle.invokeExact(MemorySegment.ofAddress(address), 0));
        }
    }
}
