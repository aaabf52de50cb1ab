package dev.headcount.agent.linker;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.invoke.MethodType.methodType;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeapCopiesTest {

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private final List<MemorySegment> seen = new ArrayList<>();
    private MethodHandle swap;

    @BeforeEach
    void makeHandle() throws ReflectiveOperationException {
        swap = HeapCopies.around(LOOKUP.bind(
                this, "swapFirst", methodType(int.class, MemorySegment.class, MemorySegment.class, int.class)));
    }

    /** What a C function might do: exchanges the first bytes, and answers the number. */
    int swapFirst(MemorySegment left, MemorySegment right, int number) {
        seen.add(left);
        seen.add(right);
        byte first = left.get(JAVA_BYTE, 0);
        left.set(JAVA_BYTE, 0, right.get(JAVA_BYTE, 0));
        right.set(JAVA_BYTE, 0, first);
        return number;
    }

    @Test
    void shouldHaveTheTypeOfTheHandle() {
        assertEquals(methodType(int.class, MemorySegment.class, MemorySegment.class, int.class), swap.type());
    }

    @Test
    void shouldCopySegmentsOfTheHeapThereAndBack() throws Throwable {
        byte[] left = {61, 2, 3};
        byte[] right = {127, 5};

        int answer = (int) swap.invokeExact(MemorySegment.ofArray(left), MemorySegment.ofArray(right), 61);

        assertEquals(61, answer);
        assertArrayEquals(new byte[] {127, 2, 3}, left);
        assertArrayEquals(new byte[] {61, 5}, right);
        assertTrue(seen.stream().allMatch(MemorySegment::isNative));
        assertTrue(seen.stream().allMatch(segment -> segment.address() % 16 == 0), "aligned like a malloc");
        assertEquals(List.of(3L, 2L), seen.stream().map(MemorySegment::byteSize).toList());
    }

    @Test
    void shouldHandNativeSegmentsOnAsTheyAre() throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment left = arena.allocateFrom(JAVA_BYTE, new byte[] {61});
            MemorySegment right = MemorySegment.ofArray(new byte[] {127});

            int answer = (int) swap.invokeExact(left, right, 0);

            assertEquals(0, answer);
            assertSame(left, seen.getFirst());
            assertEquals(127, left.get(JAVA_BYTE, 0));
        }
    }

    @Test
    void shouldTouchNothingOutsideASlice() throws Throwable {
        byte[] bytes = {1, 61, 3, 127, 5};
        MemorySegment whole = MemorySegment.ofArray(bytes);

        int answer = (int) swap.invokeExact(whole.asSlice(1, 1), whole.asSlice(3, 2), 0);

        assertEquals(0, answer);
        assertArrayEquals(new byte[] {1, 127, 3, 61, 5}, bytes);
    }

    @Test
    void shouldNotWriteIntoWhatIsReadOnly() throws Throwable {
        byte[] left = {61};
        byte[] right = {127};

        int answer = (int) swap.invokeExact(MemorySegment.ofArray(left).asReadOnly(), MemorySegment.ofArray(right), 0);

        assertEquals(0, answer);
        assertArrayEquals(new byte[] {61}, left);
        assertArrayEquals(new byte[] {61}, right);
    }

    /** Two copies would be written back one over the other. */
    @Test
    void shouldKeepWhatIsWrittenIntoASegmentThatIsPassedTwice() throws Throwable {
        MethodHandle write = HeapCopies.around(
                LOOKUP.bind(this, "writeFirst", methodType(void.class, MemorySegment.class, MemorySegment.class)));
        byte[] bytes = {1, 2, 3};
        MemorySegment segment = MemorySegment.ofArray(bytes);

        write.invokeExact(segment, segment);

        assertArrayEquals(new byte[] {61, 2, 3}, bytes);
    }

    void writeFirst(MemorySegment into, MemorySegment from) {
        into.set(JAVA_BYTE, 0, (byte) 61);
    }

    @Test
    void shouldThrowWhatTheHandleThrows() throws Throwable {
        MethodHandle fail = HeapCopies.around(LOOKUP.bind(this, "fail", methodType(void.class, MemorySegment.class)));
        MemorySegment segment = MemorySegment.ofArray(new byte[1]);

        IllegalStateException thrown = assertThrows(IllegalStateException.class, () -> {
            fail.invokeExact(segment);
        });
        assertEquals("on purpose", thrown.getMessage());
    }

    void fail(MemorySegment ignored) {
        throw new IllegalStateException("on purpose");
    }
}
