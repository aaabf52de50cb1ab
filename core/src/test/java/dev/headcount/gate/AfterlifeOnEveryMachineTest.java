package dev.headcount.gate;

import dev.headcount.allocator.HeaderFormat;
import dev.headcount.gate.code.LoadedPrograms;
import dev.headcount.gate.code.Machine;
import dev.headcount.gate.code.Machines;
import dev.headcount.gate.code.Program;
import dev.headcount.gate.code.Word;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;

/** The same on the processors that there are encoders for, by way of a gate that has been turned. */
class AfterlifeOnEveryMachineTest {

    private static final Map<Machines, Machine> STARTED = new EnumMap<>(Machines.class);
    private static final List<Word> FUNCTIONS = List.of(
            GateData.MALLOC,
            GateData.CALLOC,
            GateData.ALIGNED_ALLOC,
            GateData.MEMCPY,
            GateData.STRLEN,
            GateData.STRNLEN);

    private static Machine machine(Machines kind) {
        return STARTED.computeIfAbsent(kind, Machines::start);
    }

    @AfterAll
    static void closeMachines() {
        STARTED.values().forEach(Machine::close);
        STARTED.clear();
    }

    private static long turnedGate(Machine machine, FunctionShape shape, HeaderFormat format) {
        Program[] programs = Gate.programs(shape);
        LoadedPrograms loaded = machine.load(programs);
        FUNCTIONS.forEach(function -> loaded.bind(function, function.name()));
        loaded.set(GateData.HEADER_PLACE, format.wordOffset())
                .set(GateData.HEADER_ADDEND, format.addend())
                .bind(GateData.TARGET, programs[1]);
        return loaded.address(programs[0]);
    }

    @Nested
    class OnX86 extends AfterlifeContract {

        OnX86() {
            super(machine(Machines.X86_64));
        }

        @Override
        long function(FunctionShape shape, HeaderFormat format) {
            return turnedGate(machine(Machines.X86_64), shape, format);
        }
    }

    @Nested
    class OnArm extends AfterlifeContract {

        OnArm() {
            super(machine(Machines.AARCH64));
        }

        @Override
        long function(FunctionShape shape, HeaderFormat format) {
            return turnedGate(machine(Machines.AARCH64), shape, format);
        }
    }
}
