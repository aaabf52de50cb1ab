package dev.headcount.ledger;

import dev.headcount.allocator.OwnHeader;
import dev.headcount.memory.Memory;
import dev.headcount.memory.ProcessMemory;
import dev.headcount.site.Site;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Empties the ring of {@link EventRecord}s that native code fills: keeps the list of listed blocks, and the first damage of
 * each kind. Readers wait for each other; the threads that leave events wait for none of them.
 *
 * <p>Where the ring was full, a block may have ended without an event. Then the headers of all listed blocks are looked at,
 * and those that are no longer what was listed are dropped.
 */
final class NativeEvents {

    private static final int MAX_LISTED = 1 << 20;
    private static final long FILLING_UP = (1L << CommonState.RING_BITS) / 16;
    private static final long RING_MASK = (1L << CommonState.RING_BITS) - 1;
    private static final long U32 = 0xffff_ffffL;
    private static final int CHECK_SHIFT = Integer.SIZE + Short.SIZE; // in the second word of a header

    private final Ledger ledger;
    private final NativeLedger natives;
    private final Map<Long, Listed> listed = new HashMap<>();
    private long lostEnds;
    private long unlisted;

    private record Listed(long size, int site, long bornSeconds) {}

    NativeEvents(Ledger ledger, NativeLedger natives) {
        this.ledger = ledger;
        this.natives = natives;
    }

    /** Takes all events out of the ring; true where it was filling up. */
    synchronized boolean drain() {
        long begin = natives.get(CommonState.READ);
        long written = natives.get(CommonState.WRITTEN);
        natives.nameSites(); // after that: whatever site an event has is there before the event
        for (long read = begin; read < written; read++) {
            take(natives.address(CommonState.RING) + (read & RING_MASK) * EventRecord.BYTES);
            natives.set(CommonState.READ, read + 1);
        }
        long lost = natives.get(CommonState.LOST_ENDS);
        if (lost != lostEnds) {
            lostEnds = lost;
            dropWhatHasEnded();
        }
        return written - begin > FILLING_UP;
    }

    private void take(long event) {
        long pointer = Memory.getLong(event + EventRecord.POINTER);
        switch ((int) Memory.getLong(event + EventRecord.KIND)) {
            case EventRecord.BORN -> born(event, pointer);
            case EventRecord.DIED -> listed.remove(pointer);
            case EventRecord.DOUBLE_FREE -> damage(DamageKind.DOUBLE_FREE, event, pointer);
            case EventRecord.DAMAGED_HEADER -> damage(DamageKind.DAMAGED_HEADER, event, pointer);
            default -> {} // native code leaves no others
        }
    }

    private void born(long event, long pointer) {
        if (listed.size() == MAX_LISTED) {
            unlisted++;
            return;
        }
        listed.put(
                pointer,
                new Listed(
                        Memory.getLong(event + EventRecord.SIZE),
                        (int) Memory.getLong(event + EventRecord.SITE),
                        Memory.getLong(event + EventRecord.SECONDS)));
    }

    private void damage(DamageKind kind, long event, long pointer) {
        int library = (int) Memory.getLong(event + EventRecord.LIBRARY);
        DamageLog log = ledger.libraryNumbered(library).damage();
        if (!log.hasRoom(kind)) {
            return;
        }
        long rest = Memory.getLong(event + EventRecord.HEADER_REST);
        Site bornAt = ledger.sites.find((int) (rest & U32)).orElse(null);
        Site foundAt = ledger.sites.site((int) Memory.getLong(event + EventRecord.SITE));
        long expected = OwnHeader.liveCheck(pointer);
        long found = rest >>> CHECK_SHIFT;
        if (found == expected) { // then it is the size that makes no sense
            expected = OwnHeader.BYTES;
            found = Memory.getLong(event + EventRecord.HEADER_SIZE);
        }
        log.keep(new Damage(kind, foundAt.library(), pointer, -1, expected, found, bornAt, null, foundAt, false));
    }

    /** Such a block may be anything by now, and its memory may go while we look. */
    private void dropWhatHasEnded() {
        try (ProcessMemory memory = ProcessMemory.open()) {
            listed.entrySet().removeIf(block -> !isStillListed(memory, block.getKey(), block.getValue()));
        } catch (IOException e) { // then nobody knows which have ended
            unlisted += listed.size();
            listed.clear();
        }
    }

    private static boolean isStillListed(ProcessMemory memory, long pointer, Listed block) {
        return memory.readTwoWords(pointer - OwnHeader.BYTES)
                && OwnHeader.isOfListed(pointer, block.size, memory.first(), memory.second());
    }

    /** The listed blocks that are alive. */
    synchronized List<ListedBlock> listed(BlockListing listing, long nowSeconds) {
        List<ListedBlock> blocks = new ArrayList<>();
        listed.forEach((pointer, block) -> ledger.sites
                .find(block.site)
                .ifPresent(site -> blocks.add(new ListedBlock(
                        pointer, block.size, site, nowSeconds - block.bornSeconds, 1 / listing.chance(block.size)))));
        return blocks;
    }

    /** Events that were not kept: the ring was full, or the list. */
    synchronized long lost() {
        return natives.get(CommonState.LOST) + unlisted;
    }
}
