package dev.headcount.gate.allocator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.headcount.gate.FunctionShape;
import dev.headcount.gate.FunctionShape.Parameter;
import dev.headcount.gate.Role;
import dev.headcount.gate.code.Machine;
import dev.headcount.gate.code.Machines;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Functions that the C standard does not have, as libgit2 wants them: of arrays, and of parts of strings. */
class FurtherShapesTest {

    private static final FunctionShape MALLOC_OF = shape(Role.MALLOC, Parameter.COUNT, Parameter.SIZE);
    private static final FunctionShape REALLOC_OF =
            shape(Role.REALLOC, Parameter.POINTER, Parameter.COUNT, Parameter.SIZE, Parameter.OTHER);
    private static final FunctionShape AT_MOST = shape(Role.STRDUP, Parameter.POINTER, Parameter.LIMIT);
    private static final FunctionShape EXACTLY = shape(Role.STRDUP, Parameter.POINTER, Parameter.SIZE);

    private static FunctionShape shape(Role role, Parameter... parameters) {
        return new FunctionShape(role, List.of(parameters));
    }

    @ParameterizedTest
    @EnumSource
    void shouldMultiplyWhatIsACountAndASize(Machines kind) {
        try (Machine machine = kind.start()) {
            MachineAllocator allocator = MachineAllocator.on(machine, MALLOC_OF, REALLOC_OF);
            long block = machine.call(allocator.function(MALLOC_OF), 3, 20);
            assertEquals(60, allocator.usableSize(block));
            machine.store(block, 1_999_993);
            long moved = machine.call(allocator.function(REALLOC_OF), block, 1_000, 61, 0);
            assertEquals(61_000, allocator.usableSize(moved));
            assertEquals(1_999_993, machine.load(moved));
            assertEquals(0, machine.call(allocator.function(REALLOC_OF), moved, 1L << 40, 1L << 40, 0));
            assertEquals(61_000, allocator.totals().liveBytes());
            assertEquals(0, machine.call(allocator.function(MALLOC_OF), -1, -1));
            assertEquals(0, machine.call(allocator.function(REALLOC_OF), moved, 0, 61, 0));
            assertEquals(0, allocator.totals().liveBlocks());
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldCopyNoMoreOfAStringThanWanted(Machines kind) {
        try (Machine machine = kind.start()) {
            MachineAllocator allocator = MachineAllocator.on(machine, AT_MOST, EXACTLY);
            long string = allocator.malloc(11);
            machine.store(string, "head\0count\0".getBytes(StandardCharsets.US_ASCII));
            assertCopy(allocator, machine.call(allocator.function(AT_MOST), string, 2), 2);
            assertCopy(allocator, machine.call(allocator.function(AT_MOST), string, -1), 4);
            assertCopy(allocator, machine.call(allocator.function(EXACTLY), string, 7), 7);
            assertCopy(allocator, machine.call(allocator.function(EXACTLY), string, 0), 0);
            assertEquals(0, machine.call(allocator.function(EXACTLY), string, -1));
            assertEquals(0, machine.call(allocator.function(AT_MOST), 0, 7));
        }
    }

    private static void assertCopy(MachineAllocator allocator, long copy, int length) {
        assertNotEquals(0, copy);
        assertEquals(length + 1, allocator.usableSize(copy));
        byte[] expected = "head\0count".substring(0, length).concat("\0").getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(Byte.toUnsignedInt(expected[i]), allocator.memory().loadByte(copy + i));
        }
    }
}
