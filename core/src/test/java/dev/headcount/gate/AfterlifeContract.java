package dev.headcount.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.headcount.allocator.HeaderFormat;
import dev.headcount.gate.FunctionShape.Parameter;
import dev.headcount.gate.code.Machine;
import dev.headcount.gate.code.Width;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a library gets from its gates when Java can no more be called. */
abstract class AfterlifeContract {

    private static final long PAGE_BYTES = 4096;
    private static final long UPPER_HALF = 0xdead_beefL << Integer.SIZE; // of a register that an int comes in

    @SuppressWarnings("unused") // by name
    private static final List<HeaderFormat> FORMATS = Stream.concat(
                    Stream.of(HeaderFormat.NONE), HeaderFormat.KNOWN.stream())
            .toList();

    private final Machine machine;

    AfterlifeContract(Machine machine) {
        this.machine = machine;
    }

    /** The address of the function behind a gate that is closed. */
    abstract long function(FunctionShape shape, HeaderFormat format);

    @ParameterizedTest
    @FieldSource("FORMATS")
    void shouldAllocateBlocksWithTheHeaderOfTheApplication(HeaderFormat format) {
        for (long size : new long[] {0, 1, 61, 4099}) {
            long block = closed(Role.MALLOC, format, size);
            assertHeader(format, block, size);
            fill(block, size);
            boolean told = format.wordOffset() != 0 && block % PAGE_BYTES >= 16; // the page before may be anybody's
            assertEquals(told ? size : 0, closed(Role.SIZE, format, block));
        }
    }

    @ParameterizedTest
    @FieldSource("FORMATS")
    void shouldClearWhatCallocGives(HeaderFormat format) {
        long block = closed(Role.CALLOC, format, 7, 13);
        assertHeader(format, block, 91);
        for (int i = 0; i < 91; i++) {
            assertEquals(0, byteAt(block + i));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 8, 16, 32, 256, 4096})
    void shouldAlign(long alignment) {
        long block = closed(Role.ALIGNED_ALLOC, HeaderFormat.SIZE_8, alignment, 61);
        assertEquals(0, block % Math.max(alignment, 16));
        assertHeader(HeaderFormat.SIZE_8, block, 61);
        fill(block, 61);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE - 15})
    void shouldAnswerNullForSizesThatNoMemoryHas(long size) {
        assertEquals(0, closed(Role.MALLOC, HeaderFormat.SIZE_16, size));
        assertEquals(0, closed(Role.CALLOC, HeaderFormat.SIZE_16, 1, size));
        assertEquals(0, closed(Role.CALLOC, HeaderFormat.SIZE_16, size, 2));
        assertEquals(0, closed(Role.ALIGNED_ALLOC, HeaderFormat.SIZE_16, 64, size));
        long block = closed(Role.MALLOC, HeaderFormat.SIZE_16, 61);
        assertEquals(0, closed(Role.REALLOC, HeaderFormat.SIZE_16, block, size));
    }

    @ParameterizedTest
    @FieldSource("FORMATS")
    void shouldCopyStrings(HeaderFormat format) {
        long string = closed(Role.MALLOC, format, 6);
        machine.store(string, "hello\0".getBytes(StandardCharsets.US_ASCII));
        long copy = closed(Role.STRDUP, format, string);
        assertNotEquals(string, copy);
        assertEquals(0, (int) callLibc("strcmp", string, copy));
        assertHeader(format, copy, 6);
        assertEquals(0, closed(Role.STRDUP, format, 0));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 60, 61, 62, 10_007})
    void shouldMoveWhatWasInABlockAndLeaveTheOldOne(long newSize) {
        for (HeaderFormat format : HeaderFormat.KNOWN) {
            long block = ofApplication(format, 61);
            long moved = closed(Role.REALLOC, format, block, newSize);
            assertNotEquals(block, moved);
            assertHeader(format, moved, newSize);
            for (int i = 0; i < Math.min(61, newSize); i++) {
                assertEquals(i, byteAt(moved + i));
                assertEquals(i, byteAt(block + i));
            }
        }
    }

    @Test
    void shouldReallocateNullAsMallocAndToNothingAsFree() {
        assertHeader(HeaderFormat.SIZE_8, closed(Role.REALLOC, HeaderFormat.SIZE_8, 0, 61), 61);
        assertEquals(0, closed(Role.REALLOC, HeaderFormat.SIZE_8, ofApplication(HeaderFormat.SIZE_8, 61), 0));
    }

    @Test
    void shouldNotMoveBlocksWhoseSizeIsNotKnown() {
        long block = callLibc("malloc", 61);
        assertEquals(0, closed(Role.REALLOC, HeaderFormat.NONE, block, 100));
        assertEquals(0, closed(Role.SIZE, HeaderFormat.NONE, block));
        callLibc("free", block);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 8, 15})
    void shouldNotReadInFrontOfAPage(long offset) {
        long pages = callLibc("aligned_alloc", PAGE_BYTES, 2 * PAGE_BYTES);
        long pointer = pages + PAGE_BYTES + offset;
        assertEquals(0, closed(Role.REALLOC, HeaderFormat.SIZE_16, pointer, 100));
        assertEquals(0, closed(Role.SIZE, HeaderFormat.SIZE_16, pointer));
        callLibc("free", pages);
    }

    @Test
    void shouldLeaveFreedBlocksWhereTheyAre() {
        long block = ofApplication(HeaderFormat.SIZE_8, 61);
        closed(Role.FREE, HeaderFormat.SIZE_8, block);
        closed(Role.FREE, HeaderFormat.SIZE_8, block);
        closed(Role.FREE, HeaderFormat.SIZE_8, 0);
        closed(Role.FREE, HeaderFormat.NONE, 12_345);
        assertHeader(HeaderFormat.SIZE_8, block, 61);
    }

    @Test
    void shouldTakeSizesOfTheTypeInt() {
        long function = function(FunctionShape.withIntSizes(Role.MALLOC), HeaderFormat.SIZE_8);
        assertHeader(HeaderFormat.SIZE_8, machine.call(function, UPPER_HALF | 61), 61);
        assertEquals(0, machine.call(function, UPPER_HALF | Integer.toUnsignedLong(-61)));
    }

    @Test
    void shouldFindItsArgumentsAmongOthers() {
        Parameter[] parameters = {Parameter.OTHER, Parameter.POINTER, Parameter.OTHER_INT, Parameter.SIZE};
        FunctionShape shape = new FunctionShape(Role.REALLOC, List.of(parameters));
        long block = ofApplication(HeaderFormat.SIZE_8, 61);
        long moved = machine.call(function(shape, HeaderFormat.SIZE_8), 4711, block, 42, 100);
        assertHeader(HeaderFormat.SIZE_8, moved, 100);
        assertEquals(60, byteAt(moved + 60));
    }

    @Test
    void shouldMultiplyWhatIsACountAndASize() {
        FunctionShape malloc = new FunctionShape(Role.MALLOC, List.of(Parameter.COUNT, Parameter.SIZE));
        assertHeader(HeaderFormat.SIZE_8, machine.call(function(malloc, HeaderFormat.SIZE_8), 7, 13), 91);
        Parameter[] parameters = {Parameter.POINTER, Parameter.COUNT, Parameter.SIZE};
        long realloc = function(new FunctionShape(Role.REALLOC, List.of(parameters)), HeaderFormat.SIZE_8);
        long moved = machine.call(realloc, ofApplication(HeaderFormat.SIZE_8, 61), 10, 10);
        assertHeader(HeaderFormat.SIZE_8, moved, 100);
        assertEquals(60, byteAt(moved + 60));
        assertEquals(0, machine.call(realloc, moved, 1L << 40, 1L << 40));
    }

    @Test
    void shouldCopyNoMoreOfAStringThanWanted() {
        long string = closed(Role.MALLOC, HeaderFormat.SIZE_8, 6);
        machine.store(string, "he\0lo\0".getBytes(StandardCharsets.US_ASCII));
        long limited = function(ofStrings(Parameter.LIMIT), HeaderFormat.SIZE_8);
        assertHeader(HeaderFormat.SIZE_8, machine.call(limited, string, 1), 2);
        assertHeader(HeaderFormat.SIZE_8, machine.call(limited, string, 5), 3);
        long sized = function(ofStrings(Parameter.SIZE), HeaderFormat.SIZE_8);
        long copy = machine.call(sized, string, 4);
        assertHeader(HeaderFormat.SIZE_8, copy, 5);
        assertEquals('l', byteAt(copy + 3));
        assertEquals(0, byteAt(copy + 4));
        assertEquals(0, machine.call(sized, string, -1));
    }

    private static FunctionShape ofStrings(Parameter length) {
        return new FunctionShape(Role.STRDUP, List.of(Parameter.POINTER, length));
    }

    private void assertHeader(HeaderFormat format, long block, long size) {
        assertNotEquals(0, block);
        if (format.wordOffset() != 0) {
            assertEquals(size + format.addend(), machine.load(block + format.wordOffset()), format.name());
        }
    }

    /** A block with the bytes 0, 1, 2 … in it, which has its header within its page. */
    private long ofApplication(HeaderFormat format, long size) {
        long block = callLibc("malloc", size + 64) + 32;
        while (block % PAGE_BYTES == 0) { // that one stays where it is, so that the next is elsewhere
            block = callLibc("malloc", size + 64) + 32;
        }
        machine.store(block + format.wordOffset(), size + format.addend());
        for (int i = 0; i < size; i++) {
            machine.store(block + i, Width.U8, i);
        }
        return block;
    }

    private void fill(long block, long size) {
        callLibc("memset", block, 7, size);
    }

    private int byteAt(long address) {
        return (int) machine.load(address, Width.U8);
    }

    private long callLibc(String name, long... arguments) {
        return machine.call(machine.function(name), arguments);
    }

    private long closed(Role role, HeaderFormat format, long... arguments) {
        return machine.call(function(FunctionShape.standard(role), format), arguments);
    }
}
