package dev.headcount.gate.code;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;

/** What the operations do: the same on every machine. */
abstract class OnEveryMachine {

    static final long FINGERPRINT = 0x1234_5678_9abc_def0L;

    static final List<Long> NUMBERS = List.of(
            0L,
            1L,
            -1L,
            2L,
            127L,
            128L,
            4095L,
            (1L << 31) - 1,
            1L << 31,
            (1L << 32) - 1,
            1L << 32,
            3037000499L, // the largest whose square has 63 bits
            3037000500L,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            FINGERPRINT);

    @Parameter
    Machines kind;

    Machine machine;

    @BeforeEach
    final void startMachine() {
        machine = kind.start();
    }

    @AfterEach
    final void closeMachine() {
        if (machine != null) {
            machine.close();
        }
    }

    final long call(Program program, long... arguments) {
        return machine.load(program).call(program, arguments);
    }
}
