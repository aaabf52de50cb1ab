package dev.headcount.agent.linker;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.invoke.MethodHandles.constant;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.MethodHandle;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class UpcallTargetsTest {

    private static final long STUB = 0x7000_0000_1000L;
    private static final FunctionDescriptor OF_LONG = FunctionDescriptor.of(JAVA_LONG);
    private static final FunctionDescriptor OF_POINTER = FunctionDescriptor.ofVoid(ADDRESS);

    private final UpcallTargets targets = new UpcallTargets();

    @Test
    void shouldKnowTheMethodBehindAStub() {
        MethodHandle method = constant(long.class, 61L);
        targets.add(STUB, method, OF_LONG);

        assertEquals(Optional.of(new UpcallTargets.Target(method, OF_LONG)), targets.at(STUB));
    }

    @Test
    void shouldKnowNothingOfOtherAddresses() {
        targets.add(STUB, constant(long.class, 61L), OF_LONG);

        assertEquals(Optional.empty(), targets.at(STUB + 1));
        assertEquals(Optional.empty(), targets.at(0));
    }

    @Test
    void shouldTakeTheLastStubThatWasMadeAtAnAddress() {
        MethodHandle first = constant(long.class, 61L);
        MethodHandle last = constant(long.class, 127L);
        targets.add(STUB, first, OF_POINTER);
        targets.add(STUB, last, OF_LONG);

        assertEquals(Optional.of(new UpcallTargets.Target(last, OF_LONG)), targets.at(STUB));
    }

    @Test
    void shouldKeepNoMethodAliveThatNobodyElseKeeps() {
        targets.add(STUB, constant(long.class, 61L), OF_LONG);

        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            while (targets.at(STUB).isPresent()) {
                System.gc();
            }
        });
    }

    @Test
    void shouldKeepTheStubsThatAreAliveWhenItSweeps() {
        MethodHandle kept = constant(long.class, 61L);
        for (int i = 0; i < 4096; i++) {
            targets.add(STUB + i, i % 61 == 0 ? kept : constant(int.class, i), OF_LONG);
        }

        for (int i = 0; i < 4096; i += 61) {
            assertTrue(targets.at(STUB + i).isPresent(), "stub " + i);
        }
    }
}
