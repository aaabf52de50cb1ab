package dev.headcount.agent.linker;

import static java.lang.invoke.MethodHandles.dropArguments;
import static java.lang.invoke.MethodHandles.throwException;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headcount.gate.FunctionShape;
import dev.headcount.gate.Gates;
import dev.headcount.gate.Role;
import dev.headcount.ledger.Ledger;
import dev.headcount.ledger.LedgerOptions;
import dev.headcount.ledger.LibraryFacts;
import dev.headcount.ledger.LibraryLedger;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.SwitchPoint;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrackedAllocatorTest {

    private static final FunctionShape MALLOC = FunctionShape.standard(Role.MALLOC);

    private final Ledger ledger = Ledger.open(LedgerOptions.DEFAULT);
    private final LibraryLedger library = ledger.library(LibraryFacts.named("acme"), Optional.empty());
    private final SwitchPoint current = new SwitchPoint();
    private final MethodHandle function = new TrackedAllocator(new UpcallTargets(), Gates.open(), () -> {}, false)
            .function(throwing(), MALLOC, library, current, Optional.empty());

    private static MethodHandle throwing() {
        MethodHandle thrower = throwException(MemorySegment.class, Throwable.class);
        return dropArguments(thrower.bindTo(new IllegalStateException("out of order")), 0, long.class);
    }

    private void assertAnswersNull() throws Throwable {
        assertEquals(MemorySegment.NULL, (MemorySegment) function.invokeExact(61L));
        assertEquals(1, ledger.snapshot().tracker().faults());
        assertEquals(
                "java.lang.IllegalStateException: out of order",
                ledger.snapshot().tracker().firstFault());
    }

    @Test
    void shouldLetNothingOutThatTheDelegateThrows() throws Throwable {
        assertAnswersNull();
    }

    @Test
    void shouldLetNothingOutWhereAnotherAllocatorIsInstalled() throws Throwable {
        SwitchPoint.invalidateAll(new SwitchPoint[] {current});
        assertAnswersNull();
    }
}
