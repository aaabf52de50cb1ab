package dev.headcount.gate.allocator;

import dev.headcount.allocator.AllocatorContractTest;
import dev.headcount.allocator.WrongPointersContractTest;
import dev.headcount.gate.code.Machine;
import dev.headcount.gate.code.Machines;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;

/**
 * The contract, kept by the programs of the native allocator on the processors that there are encoders for. In a process of
 * our own processor, {@link NativeAllocatorTest} and {@link CommonPageTest} have more of it.
 */
class AllocatorOnEveryMachineTest {

    private static final Map<Machines, Machine> STARTED = new EnumMap<>(Machines.class);

    /** Each test has allocator and ledger for itself; the machine is the same for all. */
    private static Machine machine(Machines kind) {
        return STARTED.computeIfAbsent(kind, Machines::start);
    }

    @AfterAll
    static void closeMachines() {
        STARTED.values().forEach(Machine::close);
        STARTED.clear();
    }

    @Nested
    class OnX86 extends AllocatorContractTest {
        OnX86() {
            super(MachineAllocator.on(machine(Machines.X86_64)));
        }
    }

    @Nested
    class OnArm extends AllocatorContractTest {
        OnArm() {
            super(MachineAllocator.on(machine(Machines.AARCH64)));
        }
    }

    @Nested
    class OnTheCommonPageOfArm extends AllocatorContractTest {
        OnTheCommonPageOfArm() {
            super(MachineAllocator.withCommonPageOnly(machine(Machines.AARCH64)));
        }
    }

    @Nested
    class ListingEveryBlockOnArm extends AllocatorContractTest {
        ListingEveryBlockOnArm() {
            super(MachineAllocator.listingEveryBlock(machine(Machines.AARCH64)));
        }
    }

    @Nested
    class GivenWrongPointersOnX86 extends WrongPointersContractTest {
        GivenWrongPointersOnX86() {
            super(MachineAllocator.keepingFreedBlocks(machine(Machines.X86_64)));
        }
    }

    @Nested
    class GivenWrongPointersOnArm extends WrongPointersContractTest {
        GivenWrongPointersOnArm() {
            super(MachineAllocator.keepingFreedBlocks(machine(Machines.AARCH64)));
        }
    }
}
