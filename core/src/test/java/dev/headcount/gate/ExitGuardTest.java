package dev.headcount.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headcount.gate.code.Harness;
import dev.headcount.gate.code.LoadedPrograms;
import dev.headcount.gate.code.Machine;
import dev.headcount.gate.code.Machines;
import dev.headcount.gate.code.Processor;
import dev.headcount.gate.code.Program;
import dev.headcount.gate.code.Register;
import dev.headcount.gate.code.Word;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the guard does in exit(3), on every machine, up to the end of a process. */
class ExitGuardTest {

    private static final int STATUS = 61;
    private static final Program HANDLER = ExitGuard.handler();
    private static final Program WATCHMAN = ExitGuard.watchman();

    // Behind the guard's own data: what the functions were called with that stand in for those of the C library.
    private static final Word STARTED = Word.at("started", 4001);
    private static final Word ROUTINE = Word.at("routine", 4002);
    private static final Word SLEPT = Word.at("slept", 4003);
    private static final Word EXITED = Word.at("exited", 4004);
    private static final Program START = Program.named("int pthread_create(thread, attributes, routine, argument)")
            .address(Register.T0, STARTED)
            .increment(Register.T0, 0)
            .store(Register.A2, ROUTINE)
            .set(Register.RESULT, 0)
            .returns()
            .build();
    private static final Program SLEEP = Program.named("unsigned sleep(unsigned seconds)")
            .store(Register.A0, SLEPT)
            .set(Register.RESULT, 0)
            .returns()
            .build();
    private static final Program EXIT = Program.named("void _exit(int status)")
            .store(Register.A0, EXITED)
            .returns()
            .build();

    /** With functions that only say how they were called. */
    private static LoadedPrograms rehearsal(Machine machine) {
        LoadedPrograms loaded = machine.load(HANDLER, WATCHMAN, START, SLEEP, EXIT);
        return loaded.bind(ExitGuard.WATCHMAN, WATCHMAN)
                .bind(ExitGuard.PTHREAD_CREATE, START)
                .bind(ExitGuard.SLEEP, SLEEP)
                .bind(ExitGuard.EXIT, EXIT);
    }

    /** Registered with on_exit(3), with the functions of the C library. */
    private static LoadedPrograms registered(Machine machine) {
        LoadedPrograms loaded = machine.load(HANDLER, WATCHMAN);
        loaded.bind(ExitGuard.WATCHMAN, WATCHMAN)
                .bind(ExitGuard.PTHREAD_CREATE, "pthread_create")
                .bind(ExitGuard.SLEEP, "sleep")
                .bind(ExitGuard.EXIT, "_exit");
        assertEquals(0, (int) machine.call(machine.function("on_exit"), loaded.address(HANDLER), 0));
        return loaded;
    }

    private static void pair(Machine machine, LoadedPrograms loaded, int index, long slot, long after) {
        long pair = loaded.address(ExitGuard.PAIRS) + index * (long) ExitGuard.PAIR_BYTES;
        machine.store(pair, slot);
        machine.store(pair + Long.BYTES, after);
        loaded.set(ExitGuard.COUNT, index + 1);
    }

    private static void registerAtExit(Machine machine, long function) {
        assertEquals(0, (int) machine.call(machine.function("atexit"), function));
    }

    @ParameterizedTest
    @EnumSource
    void shouldTurnEveryGateAndKeepTheStatus(Machines kind) {
        try (Machine machine = kind.start()) {
            LoadedPrograms loaded = rehearsal(machine);
            long slots = loaded.address(Word.at("slots", 5000));
            for (int i = 0; i < 61; i++) {
                pair(machine, loaded, i, slots + i * (long) Long.BYTES, 1000 + i);
            }
            loaded.call(HANDLER, STATUS, 0);
            for (int i = 0; i < 61; i++) {
                assertEquals(1000 + i, machine.load(slots + i * (long) Long.BYTES));
            }
            assertEquals(0, machine.load(slots + 61 * (long) Long.BYTES), "behind the last one");
            assertEquals(STATUS, loaded.get(ExitGuard.STATUS));
            assertEquals(0, loaded.get(STARTED));
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldStartOneWatchmanWhereOneIsWanted(Machines kind) {
        try (Machine machine = kind.start()) {
            LoadedPrograms loaded = rehearsal(machine).set(ExitGuard.WATCH, 1);
            loaded.call(HANDLER, STATUS, 0);
            loaded.call(HANDLER, STATUS, 0);
            assertEquals(1, loaded.get(STARTED));
            assertEquals(loaded.address(WATCHMAN), loaded.get(ROUTINE));
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldWaitBeforeItEndsTheProcess(Machines kind) {
        try (Machine machine = kind.start()) {
            LoadedPrograms loaded = rehearsal(machine).set(ExitGuard.STATUS, STATUS);
            loaded.call(WATCHMAN, 0);
            assertEquals(ExitGuard.PATIENCE_SECONDS, loaded.get(SLEPT));
            assertEquals(STATUS, loaded.get(EXITED));
        }
    }

    /** What a library calls in its destructor leads past Java, which would abort the process. */
    @ParameterizedTest
    @EnumSource
    void shouldTurnTheGatesBeforeLibrariesCallThem(Processor processor) {
        try (Harness machine = Harness.start(processor)) {
            Program[] gate = Gate.programs();
            LoadedPrograms loaded = machine.load(gate).bind(GateData.TARGET, "abort");
            registerAtExit(machine, loaded.address(gate[0]));
            LoadedPrograms guard = registered(machine);
            pair(machine, guard, 0, loaded.address(GateData.TARGET), machine.function("labs"));
            assertEquals(STATUS, machine.exit(STATUS));
        }
    }

    /** As libuv's destructor does, which joins threads that cannot end. */
    @ParameterizedTest
    @EnumSource
    void shouldEndAProcessWhoseExitHandlerDoesNotReturn(Processor processor) {
        try (Harness machine = Harness.start(processor)) {
            registerAtExit(machine, machine.function("pause"));
            registered(machine).set(ExitGuard.WATCH, 1);
            assertEquals(STATUS, machine.exit(STATUS));
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldLeaveAProcessAloneThatEndsByItself(Processor processor) {
        try (Harness machine = Harness.start(processor)) {
            registered(machine).set(ExitGuard.WATCH, 1);
            assertEquals(STATUS, machine.exit(STATUS));
        }
    }

    /** The status is an int: the upper half of its register is anything. */
    @ParameterizedTest
    @EnumSource
    void shouldEndWithTheStatusOfAFailure(Processor processor) {
        try (Harness machine = Harness.start(processor)) {
            registerAtExit(machine, machine.function("pause"));
            registered(machine).set(ExitGuard.WATCH, 1);
            assertEquals(255, machine.exit(-1));
        }
    }
}
