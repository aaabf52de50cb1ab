package dev.headcount.gate;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.headcount.allocator.HeaderFormat;
import dev.headcount.gate.FunctionShape.Parameter;
import dev.headcount.memory.Libc;
import dev.headcount.memory.Memory;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a library gets from its gates when Java can no more be called. */
class AfterlifeTest {

    private static final long PAGE_BYTES = 4096;

    @SuppressWarnings("unused") // by name
    private static final List<HeaderFormat> FORMATS = Stream.concat(
                    Stream.of(HeaderFormat.NONE), HeaderFormat.KNOWN.stream())
            .toList();

    @ParameterizedTest
    @FieldSource("FORMATS")
    void shouldAllocateBlocksWithTheHeaderOfTheApplication(HeaderFormat format) {
        for (long size : new long[] {0, 1, 61, 4099}) {
            long block = closed(Role.MALLOC, format, size);
            assertHeader(format, block, size);
            Memory.segment(block, size).fill((byte) 7);
            assertEquals(size, sizeOr(size, format, closed(Role.SIZE, format, block)));
        }
    }

    @ParameterizedTest
    @FieldSource("FORMATS")
    void shouldClearWhatCallocGives(HeaderFormat format) {
        long block = closed(Role.CALLOC, format, 7, 13);
        assertHeader(format, block, 91);
        for (int i = 0; i < 91; i++) {
            assertEquals(0, Memory.getByte(block + i));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 8, 16, 32, 256, 4096})
    void shouldAlign(long alignment) {
        long block = closed(Role.ALIGNED_ALLOC, HeaderFormat.SIZE_8, alignment, 61);
        assertEquals(0, block % Math.max(alignment, 16));
        assertHeader(HeaderFormat.SIZE_8, block, 61);
        Memory.segment(block, 61).fill((byte) 7);
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
        Memory.segment(string, 6).setString(0, "hello");
        long copy = closed(Role.STRDUP, format, string);
        assertNotEquals(string, copy);
        assertEquals("hello", Memory.getString(copy));
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
                assertEquals((byte) i, Memory.getByte(moved + i));
                assertEquals((byte) i, Memory.getByte(block + i));
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
        long block = Libc.malloc(61);
        assertEquals(0, closed(Role.REALLOC, HeaderFormat.NONE, block, 100));
        assertEquals(0, closed(Role.SIZE, HeaderFormat.NONE, block));
        Libc.free(block);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 8, 15})
    void shouldNotReadInFrontOfAPage(long offset) {
        long pages = Libc.alignedAlloc(PAGE_BYTES, 2 * PAGE_BYTES);
        long pointer = pages + PAGE_BYTES + offset;
        assertEquals(0, closed(Role.REALLOC, HeaderFormat.SIZE_16, pointer, 100));
        assertEquals(0, closed(Role.SIZE, HeaderFormat.SIZE_16, pointer));
        Libc.free(pages);
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
    void shouldTakeSizesOfTheTypeInt() throws Throwable {
        FunctionShape shape = FunctionShape.withIntSizes(Role.MALLOC);
        long function = function(shape, HeaderFormat.SIZE_8);
        assertHeader(HeaderFormat.SIZE_8, callInt(function, 61), 61);
        assertEquals(0, callInt(function, -61));
    }

    @Test
    void shouldFindItsArgumentsAmongOthers() {
        Parameter[] parameters = {Parameter.OTHER, Parameter.POINTER, Parameter.OTHER_INT, Parameter.SIZE};
        FunctionShape shape = new FunctionShape(Role.REALLOC, List.of(parameters));
        long block = ofApplication(HeaderFormat.SIZE_8, 61);
        long moved = call(function(shape, HeaderFormat.SIZE_8), 4711, block, 42, 100);
        assertHeader(HeaderFormat.SIZE_8, moved, 100);
        assertEquals(60, Memory.getByte(moved + 60));
    }

    private static long sizeOr(long size, HeaderFormat format, long answer) {
        return format.wordOffset() == 0 && answer == 0 ? size : answer;
    }

    private static void assertHeader(HeaderFormat format, long block, long size) {
        assertNotEquals(0, block);
        if (format.wordOffset() != 0) {
            assertEquals(size + format.addend(), Memory.getLong(block + format.wordOffset()), format.name());
        }
    }

    /** A block with the bytes 0, 1, 2 … in it, which has its header within its page. */
    private static long ofApplication(HeaderFormat format, long size) {
        long block = Libc.malloc(size + 64) + 32;
        while (block % PAGE_BYTES
                == 0) { // now and then; the one before stays where it is, so that the next is elsewhere
            block = Libc.malloc(size + 64) + 32;
        }
        Memory.setLong(block + format.wordOffset(), size + format.addend());
        for (int i = 0; i < size; i++) {
            Memory.setByte(block + i, (byte) i);
        }
        return block;
    }

    private static long closed(Role role, HeaderFormat format, long... arguments) {
        return call(function(FunctionShape.standard(role), format), arguments);
    }

    /** The function behind a gate that is closed. */
    private static long function(FunctionShape shape, HeaderFormat format) {
        Gates gates = Gates.open();
        long gate = gates.beforeUpcall(shape, 0, () -> format);
        gates.close(false);
        return gate;
    }

    @SuppressWarnings("restricted")
    private static long call(long function, long... arguments) {
        MemoryLayout[] longs =
                Stream.generate(() -> JAVA_LONG).limit(arguments.length).toArray(MemoryLayout[]::new);
        Object[] boxed = Arrays.stream(arguments).boxed().toArray();
        try {
            return (long) Linker.nativeLinker()
                    .downcallHandle(MemorySegment.ofAddress(function), FunctionDescriptor.of(JAVA_LONG, longs))
                    .invokeWithArguments(boxed);
        } catch (Throwable t) {
            throw new AssertionError("native code cannot throw", t);
        }
    }

    @SuppressWarnings("restricted")
    private static long callInt(long function, int argument) throws Throwable {
        return (long) Linker.nativeLinker()
                .downcallHandle(MemorySegment.ofAddress(function), FunctionDescriptor.of(JAVA_LONG, JAVA_INT))
                .invokeExact(argument);
    }
}
