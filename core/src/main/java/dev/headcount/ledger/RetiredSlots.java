package dev.headcount.ledger;

import dev.headcount.memory.Libc;
import dev.headcount.memory.Memory;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Slots that a shard has outgrown. They are freed at once, unless a reader is at work and may still be reading them: then
 * they are kept on a list, and the last reader to leave frees them.
 *
 * <p>The list runs through the retired memory itself: first word the next entry, second word the size.
 */
final class RetiredSlots {

    private static final long NEXT = 0;
    private static final long SIZE = NEXT + Long.BYTES;

    private final AtomicInteger readers = new AtomicInteger();
    private final AtomicLong head = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    void enterReader() {
        readers.incrementAndGet();
    }

    void exitReader() {
        if (readers.decrementAndGet() == 0) {
            freeUnlessRead(head.getAndSet(0));
        }
    }

    /** The shard must point to its new slots already; a reader that enters from now on cannot find the old ones. */
    void retire(long slots, long size) {
        VarHandle.fullFence(); // the new slots are visible before the readers are counted
        if (readers.get() == 0) {
            Libc.free(slots, size);
        } else {
            push(slots, size);
        }
    }

    private void push(long slots, long size) {
        Memory.setLong(slots + SIZE, size);
        bytes.addAndGet(size);
        long next;
        do {
            next = head.get();
            Memory.setLong(slots + NEXT, next);
        } while (!head.compareAndSet(next, slots));
    }

    /** A reader that entered after the list was taken may have met an entry of it: then all go back to wait for it. */
    private void freeUnlessRead(long first) {
        boolean read = readers.get() != 0;
        for (long slots = first; slots != 0; ) {
            long next = Memory.getLong(slots + NEXT);
            long size = Memory.getLong(slots + SIZE);
            bytes.addAndGet(-size);
            if (read) {
                push(slots, size);
            } else {
                Libc.free(slots, size);
            }
            slots = next;
        }
    }

    long bytes() {
        return bytes.get();
    }
}
