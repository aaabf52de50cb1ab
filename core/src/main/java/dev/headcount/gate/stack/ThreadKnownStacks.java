package dev.headcount.gate.stack;

import dev.headcount.memory.Libc;
import dev.headcount.memory.Memory;
import dev.headcount.site.CallContext;
import dev.headcount.site.KnownStacks;

/**
 * The known stacks of one thread.
 *
 * <p>A stack becomes known in two steps, since it can only be read as it was while the program looked at it: the first one
 * that is unknown makes room for a copy, the next one that is unknown is copied and learned. Learning costs as much as some
 * walks; a thread whose stacks are never seen again learns ever less often.
 */
final class ThreadKnownStacks implements KnownStacks {

    private static final int WORTH_LEARNING = 16; // answers for each stack that was learned
    private static final int MAX_CAUTION = 1023;
    private static final int TRIED_AGAIN = 1024; // one of so many answers is compared with a walk
    private static final int LIBRARY_BITS = 10;

    private final NativeStacks all;
    private final long threadStacks;

    private int answers;
    private int answersWhenLearned;
    private int caution;
    private int walksToWait;
    private int doubted = CallContext.NO_SITE;

    private ThreadKnownStacks(NativeStacks all, long threadStacks) {
        this.all = all;
        this.threadStacks = threadStacks;
    }

    /** Null where there is no memory. */
    static ThreadKnownStacks on(NativeStacks all, long stackBase) {
        long threadStacks = Libc.calloc(1, ThreadStacks.BYTES);
        if (threadStacks == 0) {
            return null;
        }
        all.took(ThreadStacks.BYTES);
        Memory.setLong(threadStacks + ThreadStacks.STACK_BASE, stackBase);
        return new ThreadKnownStacks(all, threadStacks);
    }

    @Override
    public int site(int library, int function) {
        int site = (int) NativeStacks.known(threadStacks, key(library, function));
        if (site == CallContext.NO_SITE) {
            return site;
        }
        answers++;
        return answers % TRIED_AGAIN != 0 && all.isTrusted() ? site : doubt(site);
    }

    private int doubt(int site) {
        doubted = site;
        return CallContext.NO_SITE;
    }

    @Override
    public void learn(int library, int function, int site) {
        if (doubted != CallContext.NO_SITE) {
            compare(site);
        } else if (walksToWait > 0) {
            walksToWait--;
        } else if (Memory.getLong(threadStacks + ThreadStacks.COPY_TO) == 0) {
            makeRoomForCopy();
        } else {
            learnFromCopy(key(library, function), site);
        }
    }

    private void compare(int walked) {
        int told = doubted;
        doubted = CallContext.NO_SITE;
        if (told != walked && all.isTrusted()) {
            all.distrust();
            throw new IllegalStateException("a stack was taken for another one, from now on all are walked: told="
                    + told + ", walked=" + walked);
        }
    }

    private void makeRoomForCopy() {
        if (all.isTrusted()) {
            Memory.setLong(threadStacks + ThreadStacks.COPY_TO, Libc.malloc(ThreadStacks.COPY_BYTES));
        }
    }

    private void learnFromCopy(long key, int site) {
        long from = Memory.getLong(threadStacks + ThreadStacks.COPIED_FROM);
        long base = Memory.getLong(threadStacks + ThreadStacks.STACK_BASE);
        long copy = Memory.getLong(threadStacks + ThreadStacks.COPY_TO);
        if (from != 0) {
            keep(key, from, site, FrameChain.read(all.layout(), new StackCopy(from, base, copy)));
        }
        Memory.setLong(threadStacks + ThreadStacks.COPIED_FROM, 0);
        Memory.setLong(threadStacks + ThreadStacks.COPY_TO, 0);
        Libc.free(copy);
        caution = answers - answersWhenLearned < WORTH_LEARNING ? Math.min(2 * caution + 1, MAX_CAUTION) : 0;
        walksToWait = caution;
        answersWhenLearned = answers;
    }

    private void keep(long key, long frame, int site, long[] words) {
        if (words.length == 0) {
            return;
        }
        long bytes = StackRecord.WORDS + words.length * (long) Long.BYTES;
        long kept = Libc.malloc(bytes);
        if (kept == 0) {
            return;
        }
        Memory.setLong(kept + StackRecord.KEY, key);
        Memory.setLong(kept + StackRecord.FRAME, frame);
        Memory.setLong(kept + StackRecord.SITE, site);
        Memory.setLong(kept + StackRecord.END, kept + bytes - StackRecord.WORDS);
        Memory.copyFromArray(words, kept + StackRecord.WORDS);
        long place = threadStacks + ThreadStacks.place(key, frame);
        Memory.setLong(kept + StackRecord.NEXT, Memory.getLong(place));
        Memory.setLong(place, kept);
        all.took(bytes);
        dropAfter(place, ThreadStacks.RECORDS_A_PLACE);
    }

    /** Leaves the first {@code count} records of those that the word at {@code first} begins. */
    private void dropAfter(long first, int count) {
        long link = first;
        for (int i = 0; i < count && Memory.getLong(link) != 0; i++) {
            link = Memory.getLong(link) + StackRecord.NEXT;
        }
        long dropped = Memory.getLong(link);
        Memory.setLong(link, 0);
        while (dropped != 0) {
            long next = Memory.getLong(dropped + StackRecord.NEXT);
            all.took(-StackRecord.bytes(dropped));
            Libc.free(dropped);
            dropped = next;
        }
    }

    @Override
    public void release() {
        for (int i = 0; i < ThreadStacks.PLACES; i++) {
            dropAfter(threadStacks + ThreadStacks.RECORDS + i * (long) Long.BYTES, 0);
        }
        Libc.free(Memory.getLong(threadStacks + ThreadStacks.COPY_TO));
        Libc.free(threadStacks);
        all.took(-ThreadStacks.BYTES);
    }

    private static long key(int library, int function) {
        return (long) function << LIBRARY_BITS | library;
    }
}
