package dev.headcount.gate.allocator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headcount.gate.Role;
import dev.headcount.gate.code.LoadedPrograms;
import dev.headcount.gate.code.Machine;
import dev.headcount.gate.code.Machines;
import dev.headcount.gate.code.Program;
import dev.headcount.gate.code.Register;
import dev.headcount.gate.code.Width;
import dev.headcount.gate.code.Word;
import java.util.function.ToLongFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A library may look at errno after it has freed what a failed call needed: free leaves it alone, as glibc's does. What cannot
 * be allocated says why.
 */
class ErrnoTest {

    private static final int ERROR = 1999;
    private static final Word ERRNO = Word.at("__errno_location", 0);
    private static final Word FREE = Word.at("free", 1);

    private static final Program ERRNO_AFTER_FREE = Program.named("errno after free(pointer)")
            .enter()
            .move(Register.S0, Register.A0)
            .call(ERRNO)
            .move(Register.S1, Register.RESULT)
            .set(Register.T0, ERROR)
            .store(Register.T0, Register.S1, 0, Width.U32)
            .move(Register.A0, Register.S0)
            .call(FREE)
            .load(Register.RESULT, Register.S1, 0, Width.U32)
            .leaveAndReturn()
            .build();

    private static final Word FUNCTION = Word.at("function", 1);
    private static final Program ERRNO_AFTER_FAILURE = Program.named("errno after a function of (a, b) answered NULL")
            .enter()
            .call(FUNCTION)
            .move(Register.S1, Register.RESULT)
            .call(ERRNO)
            .load(Register.RESULT, Register.RESULT, 0, Width.U32)
            .add(Register.RESULT, Register.S1)
            .because("a block would be seen")
            .leaveAndReturn()
            .build();

    private static void assertSet(Machines kind, int error, Role role, long first, long second) {
        try (Machine machine = kind.start()) {
            MachineAllocator allocator = MachineAllocator.on(machine);
            LoadedPrograms loaded = machine.load(ERRNO_AFTER_FAILURE);
            loaded.bind(ERRNO, "__errno_location").set(FUNCTION, allocator.function(role));
            assertEquals(error, loaded.call(ERRNO_AFTER_FAILURE, first, second));
        }
    }

    private static void assertKept(Machines kind, ToLongFunction<MachineAllocator> pointer) {
        try (Machine machine = kind.start()) {
            MachineAllocator allocator = MachineAllocator.on(machine);
            LoadedPrograms loaded = machine.load(ERRNO_AFTER_FREE);
            loaded.bind(ERRNO, "__errno_location").set(FREE, allocator.function(Role.FREE));
            assertEquals(ERROR, loaded.call(ERRNO_AFTER_FREE, pointer.applyAsLong(allocator)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldBeKeptByFree(Machines kind) {
        assertKept(kind, allocator -> allocator.malloc(60));
    }

    /** Whose free has to ask the kernel, which says so in errno. */
    @ParameterizedTest
    @EnumSource
    void shouldBeKeptByFreeOfABlockThatBeginsWithAPage(Machines kind) {
        assertKept(kind, allocator -> allocator.alignedAlloc(4096, 60));
    }

    @ParameterizedTest
    @EnumSource
    void shouldBeKeptByFreeOfAPageWithNothingReadableInFrontOfIt(Machines kind) {
        assertKept(kind, allocator -> allocator.memory().guardedPage());
    }

    @ParameterizedTest
    @EnumSource
    void shouldSayThatThereIsNoMemoryForASizeThatNothingHas(Machines kind) {
        assertSet(kind, LibraryData.ENOMEM, Role.MALLOC, -1, 0);
    }

    @ParameterizedTest
    @EnumSource
    void shouldSayThatThereIsNoMemoryForAProductThatOverflows(Machines kind) {
        assertSet(kind, LibraryData.ENOMEM, Role.CALLOC, 1L << 40, 1L << 40);
    }

    @ParameterizedTest
    @EnumSource
    void shouldSayThatAnAlignmentIsNone(Machines kind) {
        assertSet(kind, LibraryData.EINVAL, Role.ALIGNED_ALLOC, 24, 60);
    }
}
