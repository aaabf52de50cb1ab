package dev.headcount.allocator;

import static dev.headcount.allocator.HeaderState.DAMAGED_OR_FOREIGN;
import static dev.headcount.allocator.HeaderState.DEAD;
import static dev.headcount.allocator.HeaderState.LIVE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.headcount.memory.Libc;
import dev.headcount.memory.Memory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OwnHeaderTest {

    private long base;
    private long userPointer;

    @BeforeEach
    void allocate() {
        base = Libc.alignedAlloc(64, 1024);
        userPointer = base + 64;
    }

    @AfterEach
    void free() {
        Libc.free(base);
    }

    @Test
    void shouldHaveItsFieldsWhereTheDrawingHasThem() {
        assertEquals(16, OwnHeader.BYTES);
        assertEquals(-16, OwnHeader.SIZE_OFFSET);
        assertEquals(-8, OwnHeader.SITE_OFFSET);
        assertEquals(-4, OwnHeader.FLAGS_OFFSET);
        assertEquals(-2, OwnHeader.CHECK_OFFSET);
        assertEquals(0, OwnHeader.CHECK_OFFSET + Short.BYTES);
        assertEquals(16, OwnHeader.ALIGNMENT);
    }

    @Test
    void shouldWriteItsFieldsWhereTheOffsetsSay() {
        OwnHeader.write(userPointer, 76, 16, 0x01020304);
        assertEquals(76, Memory.getLong(userPointer - 16));
        assertEquals(0x01020304, Memory.getInt(userPointer - 8));
        assertEquals(0, u16(userPointer - 4));
        assertEquals(OwnHeader.liveCheck(userPointer), u16(userPointer - 2));
    }

    @Test
    void shouldReadBackWhatWasWritten() {
        OwnHeader.write(userPointer, 76, 16, 42);
        assertEquals(76, OwnHeader.sizeBytes(userPointer));
        assertEquals(60, OwnHeader.requestedBytes(userPointer));
        assertEquals(16, OwnHeader.alignment(userPointer));
        assertEquals(42, OwnHeader.site(userPointer));
        assertEquals(LIVE, OwnHeader.state(userPointer));
    }

    @Test
    void shouldSayWhereTheBaseOfAnOverAlignedBlockIs() {
        OwnHeader.write(userPointer, 64 + 60, 64, 42);
        assertEquals(6, u16(userPointer - 4));
        assertEquals(64, OwnHeader.alignment(userPointer));
        assertEquals(60, OwnHeader.requestedBytes(userPointer));
        assertEquals(LIVE, OwnHeader.state(userPointer));
    }

    @Test
    void shouldFoldTheCheckFromTheAddress() {
        assertEquals(0x89ab ^ 0x4567 ^ 0xc0de, OwnHeader.liveCheck(0x1234_5678_9abcL));
        assertNotEquals(OwnHeader.liveCheck(userPointer), OwnHeader.liveCheck(userPointer + 16));
    }

    @Test
    void shouldStayLiveAndDeadWithItsOtherFields() {
        OwnHeader.write(userPointer, 64 + 60, 64, 42);
        OwnHeader.markDead(userPointer);
        assertEquals(DEAD, OwnHeader.state(userPointer));
        assertEquals(OwnHeader.liveCheck(userPointer) ^ 0xffff, u16(userPointer - 2));
        assertEquals(64, OwnHeader.alignment(userPointer));
        assertEquals(42, OwnHeader.site(userPointer));
        OwnHeader.revive(userPointer, 64 + 100);
        assertEquals(LIVE, OwnHeader.state(userPointer));
        assertEquals(100, OwnHeader.requestedBytes(userPointer));
        assertEquals(64, OwnHeader.alignment(userPointer));
        assertEquals(42, OwnHeader.site(userPointer));
    }

    @Test
    void shouldNotBeMadeByZeroedMemory() {
        Memory.zero(base, 1024);
        assertEquals(DAMAGED_OR_FOREIGN, OwnHeader.state(userPointer));
    }

    @Test
    void shouldNotMoveWithACopyOfTheBytes() {
        OwnHeader.write(userPointer, 76, 16, 0);
        Memory.copy(userPointer - 16, userPointer + 16, 16);
        assertEquals(DAMAGED_OR_FOREIGN, OwnHeader.state(userPointer + 32));
    }

    @Test
    void shouldShowAWriteInFrontOfTheBlock() {
        OwnHeader.write(userPointer, 76, 16, 0);
        Memory.setByte(userPointer - 1, (byte) (Memory.getByte(userPointer - 1) + 1));
        assertEquals(DAMAGED_OR_FOREIGN, OwnHeader.state(userPointer));
    }

    @Test
    void shouldShowASizeThatCannotBe() {
        OwnHeader.write(userPointer, 76, 16, 0);
        Memory.setLong(userPointer - 16, 15);
        assertEquals(DAMAGED_OR_FOREIGN, OwnHeader.state(userPointer));
        Memory.setLong(userPointer - 16, -1);
        assertEquals(DAMAGED_OR_FOREIGN, OwnHeader.state(userPointer));
    }

    @Test
    void shouldShowAnAlignmentThePointerDoesNotHave() {
        OwnHeader.write(userPointer, 1L << 40, 1L << 30, 0);
        assertEquals(DAMAGED_OR_FOREIGN, OwnHeader.state(userPointer));
    }

    private static int u16(long address) {
        return Byte.toUnsignedInt(Memory.getByte(address)) + 256 * Byte.toUnsignedInt(Memory.getByte(address + 1));
    }
}
