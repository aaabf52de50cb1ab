package dev.headcount.allocator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.memory.GuardedPage;
import dev.headcount.memory.Memory;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class HeaderFormatTest {

    private static final long PAGE = 0x7000_0000_0000L;

    @Test
    void shouldKnowEveryCommonWordOnce() {
        Set<List<Long>> words = HeaderFormat.KNOWN.stream()
                .map(format -> List.of((long) format.wordOffset(), format.addend()))
                .collect(Collectors.toSet());
        assertEquals(
                Set.of(
                        List.of(-8L, 0L),
                        List.of(-8L, 8L),
                        List.of(-8L, 16L),
                        List.of(-16L, 0L),
                        List.of(-16L, 8L),
                        List.of(-16L, 16L)),
                words);
    }

    @Test
    void shouldFindEachFormatByItsName() {
        HeaderFormat.KNOWN.forEach(format -> assertEquals(Optional.of(format), HeaderFormat.named(format.name())));
        assertEquals(Optional.of(HeaderFormat.NONE), HeaderFormat.named("none"));
        assertEquals(Optional.of(HeaderFormat.SIZE_8), HeaderFormat.named("size8"));
        assertEquals(Optional.of(HeaderFormat.SIZE_16), HeaderFormat.named("size16"));
        assertEquals(Optional.empty(), HeaderFormat.named("auto"));
    }

    @Test
    void shouldReadWhatOurOwnHeadersSay() {
        assertRequested(60, Format.SIZE_8, HeaderFormat.SIZE_8);
        assertRequested(60, Format.OWN_16, HeaderFormat.SIZE_16);
    }

    private static void assertRequested(long bytes, Format written, HeaderFormat read) {
        HeaderAllocator allocator = HeaderAllocator.over(SizedAllocators.libc(), written);
        long first = allocator.malloc(bytes);
        long second = allocator.malloc(bytes);
        long block = HeaderFormat.readable(first) ? first : second; // one in 256 begins where a page does
        assertEquals(bytes, read.requestedBytes(block));
        allocator.free(first);
        allocator.free(second);
    }

    @Test
    void shouldReadAWordOfAnyAlignment() throws Throwable {
        try (GuardedPage page = new GuardedPage()) {
            long userPointer = page.start() + 35;
            Memory.setLong(userPointer - 8, 68);
            assertEquals(60, HeaderFormat.SIZE_8.requestedBytes(userPointer));
        }
    }

    @Test
    void shouldNotLookInFrontOfAPage() {
        assertFalse(HeaderFormat.readable(PAGE));
        assertFalse(HeaderFormat.readable(PAGE + 15));
        assertTrue(HeaderFormat.readable(PAGE + 16));
        assertTrue(HeaderFormat.readable(PAGE + 4095));
        assertFalse(HeaderFormat.readable(PAGE + 4096));
    }

    @Test
    void shouldNotLookWhereNoPointerPoints() {
        assertFalse(HeaderFormat.readable(0));
        assertFalse(HeaderFormat.readable(4000));
        assertFalse(HeaderFormat.readable(-16));
    }

    @Test
    void shouldAnswerUnknownWhereItDoesNotLook() throws Throwable {
        try (GuardedPage page = new GuardedPage()) {
            assertEquals(HeaderFormat.UNKNOWN, HeaderFormat.SIZE_8.requestedBytes(page.start()));
            assertEquals(HeaderFormat.UNKNOWN, HeaderFormat.SIZE_16.requestedBytes(page.start() + 8));
            assertEquals(HeaderFormat.UNKNOWN, HeaderFormat.NONE.requestedBytes(page.start() + 64));
        }
    }

    @Test
    void shouldBeLimitedToWordsItCanSafelyRead() {
        assertThrows(IllegalArgumentException.class, () -> new HeaderFormat("far", -24, 0));
        assertThrows(IllegalArgumentException.class, () -> new HeaderFormat("inside", 8, 0));
    }
}
