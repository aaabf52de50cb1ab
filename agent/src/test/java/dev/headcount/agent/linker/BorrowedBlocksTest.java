package dev.headcount.agent.linker;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.invoke.MethodType.methodType;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.headcount.gate.FunctionShape;
import dev.headcount.gate.FunctionShape.Parameter;
import dev.headcount.gate.Role;
import dev.headcount.gate.allocator.NativeAllocator;
import dev.headcount.gate.allocator.NativeAllocators;
import dev.headcount.ledger.Ledger;
import dev.headcount.ledger.LedgerOptions;
import dev.headcount.memory.Libc;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An application's functions around those of Headcount's allocator, in each of the ways that they may be written. */
class BorrowedBlocksTest {

    private static final FunctionDescriptor LONG_OF_LONG = FunctionDescriptor.of(JAVA_LONG, JAVA_LONG);

    private final Ledger ledger = Ledger.open(LedgerOptions.DEFAULT);
    private final NativeAllocator own = NativeAllocators.over(ledger)
            .orElseGet(() -> abort("no encoder for a processor like this machine's, or no code allowed"))
            .forLibrary("lib")
            .orElseThrow();
    private final BorrowedBlocks borrowed = new BorrowedBlocks(ledger, own);
    private final Around around = new Around(own);
    private long before;

    /** What pointers and sizes are in Java. */
    enum Style {
        LONGS(long.class, long.class),
        SEGMENTS(MemorySegment.class, long.class),
        INTS(MemorySegment.class, int.class);

        private final Class<?> pointer;
        private final Class<?> size;

        Style(Class<?> pointer, Class<?> size) {
            this.pointer = pointer;
            this.size = size;
        }
    }

    /** Passes on, unless it fails, and counts what reaches it. */
    private static final class Around {

        private final MethodHandle malloc;
        private final MethodHandle realloc;
        private final MethodHandle free;
        private int reached;
        private boolean failing;

        private Around(NativeAllocator own) {
            malloc = link(own.malloc(), LONG_OF_LONG);
            realloc = link(own.realloc(), FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG));
            free = link(own.free(), FunctionDescriptor.ofVoid(JAVA_LONG));
        }

        @SuppressWarnings("restricted")
        private static MethodHandle link(MemorySegment function, FunctionDescriptor descriptor) {
            return Linker.nativeLinker().downcallHandle(function, descriptor);
        }

        long malloc(long size) throws Throwable {
            reached++;
            return failing ? 0 : (long) malloc.invokeExact(size);
        }

        long realloc(long block, long size) throws Throwable {
            reached++;
            return failing ? 0 : (long) realloc.invokeExact(block, size);
        }

        long reallocArray(long block, long count, long size) throws Throwable {
            return realloc(block, count * size);
        }

        void free(long block) throws Throwable {
            reached++;
            free.invokeExact(block);
        }

        /** Not what the header says. */
        long size(long block) {
            reached++;
            return block == 0 ? 0 : 4711;
        }
    }

    @BeforeEach
    void allocateBefore() throws Throwable {
        before = (long) around.malloc.invokeExact(61L);
    }

    private long malloc(Style style, long size) throws Throwable {
        FunctionShape shape = sized(style, Role.MALLOC);
        MethodType type = methodType(style.pointer, style.size);
        return (long) minded(shape, "malloc", type, LONG_OF_LONG.toMethodType()).invokeExact(size);
    }

    private long realloc(Style style, long block, long size) throws Throwable {
        FunctionShape shape = sized(style, Role.REALLOC);
        MethodType type = methodType(style.pointer, style.pointer, style.size);
        return (long) minded(shape, "realloc", type, methodType(long.class, long.class, long.class))
                .invokeExact(block, size);
    }

    private long reallocArray(Style style, long block, long count, long size) throws Throwable {
        FunctionShape shape =
                new FunctionShape(Role.REALLOC, List.of(Parameter.POINTER, Parameter.COUNT, Parameter.SIZE));
        MethodType type = methodType(style.pointer, style.pointer, long.class, long.class);
        MethodType longs = methodType(long.class, long.class, long.class, long.class);
        return (long) minded(shape, "reallocArray", type, longs).invokeExact(block, count, size);
    }

    private void free(Style style, long block) throws Throwable {
        MethodType type = methodType(void.class, style.pointer);
        minded(FunctionShape.standard(Role.FREE), "free", type, methodType(void.class, long.class))
                .invokeExact(block);
    }

    private long size(Style style, long block) throws Throwable {
        MethodType type = methodType(style.size, style.pointer);
        return (long) minded(FunctionShape.standard(Role.SIZE), "size", type, LONG_OF_LONG.toMethodType())
                .invokeExact(block);
    }

    private static FunctionShape sized(Style style, Role role) {
        return style.size == int.class ? FunctionShape.withIntSizes(role) : FunctionShape.standard(role);
    }

    /** The function as the library gets it, to be called with longs: of that name in {@link Around}, and of this type. */
    private MethodHandle minded(FunctionShape shape, String name, MethodType type, MethodType longs)
            throws ReflectiveOperationException {
        MethodHandle function = MethodHandles.lookup().bind(around, name, longs);
        return converted(borrowed.minded(converted(function, type), shape), longs);
    }

    private static MethodHandle converted(MethodHandle handle, MethodType type) throws ReflectiveOperationException {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        MethodHandle segment =
                lookup.findStatic(MemorySegment.class, "ofAddress", methodType(MemorySegment.class, long.class));
        MethodHandle address = lookup.findVirtual(MemorySegment.class, "address", methodType(long.class));
        MethodHandle converted = handle;
        for (int i = 0; i < type.parameterCount(); i++) {
            boolean has = handle.type().parameterType(i) == MemorySegment.class;
            boolean wants = type.parameterType(i) == MemorySegment.class;
            if (has != wants) {
                converted = MethodHandles.filterArguments(converted, i, has ? segment : address);
            }
        }
        boolean has = handle.type().returnType() == MemorySegment.class;
        boolean wants = type.returnType() == MemorySegment.class;
        if (has != wants) {
            converted = MethodHandles.filterReturnValue(converted, has ? address : segment);
        }
        return MethodHandles.explicitCastArguments(converted, type);
    }

    private void assertReached(int times) {
        assertEquals(times, around.reached);
        around.reached = 0;
    }

    private void assertLive(long blocks, long bytes) {
        assertEquals(blocks, ledger.snapshot().libraries().getFirst().liveBlocks());
        assertEquals(bytes, ledger.snapshot().libraries().getFirst().liveBytes());
    }

    @ParameterizedTest
    @EnumSource
    void shouldGiveBackWhatWasHandedOut(Style style) throws Throwable {
        long block = malloc(style, 127);
        assertReached(1);
        assertEquals(4711, size(style, block));
        block = realloc(style, block, 100_000);
        block = reallocArray(style, block, 3, 50);
        assertReached(3);
        assertLive(2, 61 + 150);
        free(style, block);
        assertReached(1);
        assertLive(1, 61);
    }

    @ParameterizedTest
    @EnumSource
    void shouldSendHomeWhatWasThereBefore(Style style) throws Throwable {
        assertEquals(61, size(style, before));
        long block = realloc(style, before, 100_000);
        block = reallocArray(style, block, 3, 50);
        assertLive(1, 150);
        free(style, block);
        assertReached(0);
        assertLive(0, 0);
    }

    @ParameterizedTest
    @EnumSource
    void shouldGiveBackABlockThatCouldNotBeReallocated(Style style) throws Throwable {
        long block = malloc(style, 127);
        around.failing = true;
        assertEquals(0, realloc(style, block, 100_000));
        assertEquals(0, reallocArray(style, block, 3, 50));
        assertEquals(0, malloc(style, 10));
        assertReached(4);
        around.failing = false;
        free(style, block);
        assertReached(1);
        assertLive(1, 61);
    }

    @ParameterizedTest
    @EnumSource
    void shouldLeaveBlocksOfOthersToTheApplication(Style style) throws Throwable {
        long other = Libc.malloc(127);
        assertNotEquals(0, other);
        assertEquals(4711, size(style, other));
        assertEquals(0, size(style, 0));
        assertReached(2);
        Libc.free(other);
    }
}
