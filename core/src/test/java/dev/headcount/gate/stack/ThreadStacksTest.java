package dev.headcount.gate.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The numbers that are drawn in the comments of the layouts. */
class ThreadStacksTest {

    @Test
    void shouldBeLaidOutAsDrawn() {
        assertEquals(0, ThreadStacks.STACK_BASE);
        assertEquals(8, ThreadStacks.COPY_TO);
        assertEquals(16, ThreadStacks.COPIED_FROM);
        assertEquals(24, ThreadStacks.RECORDS);
        assertEquals(152, ThreadStacks.BYTES);
        assertEquals(0, StackRecord.KEY);
        assertEquals(8, StackRecord.FRAME);
        assertEquals(16, StackRecord.SITE);
        assertEquals(24, StackRecord.END);
        assertEquals(32, StackRecord.NEXT);
        assertEquals(40, StackRecord.WORDS);
        assertEquals(16, StackRecord.WORD_BYTES);
    }

    @Test
    void shouldHaveAPlaceForEveryStack() {
        for (long frame = 0; frame < 4096; frame += 16) {
            int place = ThreadStacks.place(-1 ^ frame, 0x7fff_ffff_fff0L - frame);
            assertTrue(place >= ThreadStacks.RECORDS && place < ThreadStacks.BYTES, "place=" + place);
            assertEquals(0, place % Long.BYTES);
        }
    }
}
