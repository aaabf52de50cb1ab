package dev.headcount.gate.allocator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headcount.allocator.AllocatorStubs;
import dev.headcount.allocator.Format;
import dev.headcount.allocator.HeaderAllocator;
import dev.headcount.allocator.SizedAllocators;
import dev.headcount.ledger.DamageKind;
import java.lang.foreign.Arena;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A library that allocated before it got our allocator gives those blocks back to ours. */
class ForeignBlocksTest {

    private final TestLedger ledger = TestLedger.open();
    private final NativeAllocator allocator = ledger.allocator(Backend.libc());
    private final NativeCalls calls = NativeCalls.of(allocator);
    private final HeaderAllocator before = HeaderAllocator.over(SizedAllocators.libc(), Format.OWN_16);
    private final Arena arena = Arena.ofConfined();

    @BeforeEach
    void passForeignBlocksOn() {
        AllocatorStubs stubs = AllocatorStubs.of(before, arena);
        allocator.passForeignBlocksTo(stubs.free(), stubs.realloc());
    }

    @AfterEach
    void shouldHaveNothingLeft() {
        assertEquals(0, ledger.figures(allocator).liveBlocks());
        assertEquals(0, before.liveBlocks());
        assertEquals(0, before.refused());
        arena.close();
    }

    @Test
    void shouldGoBackToWhereTheyCameFrom() {
        calls.free(before.malloc(60));
        assertEquals(1, ledger.figures(allocator).foreignFrees());
    }

    /** The ring has room for 8,192 events, and others need it. */
    @Test
    void shouldLeaveNoEventsHoweverManyTheyAre() {
        for (int i = 0; i < 20_000; i++) {
            calls.free(before.malloc(60));
        }
        assertEquals(20_000, ledger.figures(allocator).foreignFrees());
        assertEquals(0, ledger.ledger().snapshot().tracker().ringLost());
    }

    @Test
    void shouldBeResizedWhereTheyCameFrom() {
        long moved = calls.realloc(before.malloc(60), 1000);
        assertEquals(1000, before.usableSize(moved));
        assertEquals(1000, before.liveBytes());
        assertEquals(0, calls.realloc(moved, 0));
    }

    @Test
    void shouldBeCountedWhereTheBlockIsAnotherLibrarys() {
        NativeAllocator other = ledger.allocator(Backend.libc());
        NativeCalls others = NativeCalls.of(other);
        long block = others.malloc(60);
        long kept = others.malloc(70);
        calls.free(block);
        assertEquals(70, ledger.figures(other).liveBytes());
        assertEquals(1, ledger.figures(other).frees());
        long moved = calls.realloc(kept, 80);
        assertEquals(0, ledger.figures(other).liveBlocks());
        assertEquals(0, ledger.figures(other).reallocations());
        assertEquals(80, ledger.figures(allocator).liveBytes());
        calls.free(moved);
        assertEquals(0, ledger.figures(allocator).foreignFrees());
    }

    @Test
    void shouldNotIncludeABlockThatWasFreedBefore() {
        NativeCalls keeping = NativeCalls.of(ledger.allocator(Backends.keepingFreedBlocks()));
        long block = calls.malloc(60);
        keeping.free(block);
        calls.free(block);
        assertEquals(0, ledger.figures(allocator).foreignFrees());
        assertEquals(1, ledger.figures(allocator).damage().get(DamageKind.DOUBLE_FREE));
    }
}
