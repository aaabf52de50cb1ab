package dev.headcount.gate.allocator;

import static dev.headcount.gate.allocator.BookkeepingData.CAPACITY;
import static dev.headcount.gate.allocator.BookkeepingData.FIND_SITE;
import static dev.headcount.gate.allocator.BookkeepingData.FIRST_THREAD_SITE;
import static dev.headcount.gate.allocator.BookkeepingData.PRCTL;
import static dev.headcount.gate.allocator.BookkeepingData.SET_SPECIFIC;
import static dev.headcount.gate.allocator.BookkeepingData.STATE;
import static dev.headcount.gate.allocator.BookkeepingData.THREADS;
import static dev.headcount.gate.allocator.BookkeepingData.THREAD_SITES;
import static dev.headcount.gate.code.Condition.BELOW;
import static dev.headcount.gate.code.Condition.EQUAL;
import static dev.headcount.gate.code.Condition.NOT_EQUAL;
import static dev.headcount.gate.code.Register.A0;
import static dev.headcount.gate.code.Register.A1;
import static dev.headcount.gate.code.Register.RESULT;
import static dev.headcount.gate.code.Register.S0;
import static dev.headcount.gate.code.Register.S1;
import static dev.headcount.gate.code.Register.S2;
import static dev.headcount.gate.code.Register.S3;
import static dev.headcount.gate.code.Register.T0;
import static dev.headcount.gate.code.Register.T1;
import static dev.headcount.gate.code.Width.U32;
import static dev.headcount.gate.code.Width.U64;

import dev.headcount.gate.code.Label;
import dev.headcount.gate.code.Program;
import dev.headcount.ledger.CommonState;
import dev.headcount.ledger.CounterRecord;
import dev.headcount.ledger.ThreadPage;
import dev.headcount.site.NativeContext;
import dev.headcount.site.SiteTable;

/** Which page a thread counts on, and which site it is charged at. */
final class ThreadPrograms {

    private static final int PR_GET_NAME = 16; // <linux/prctl.h>
    private static final int SECOND_HALF = Long.BYTES; // of a name, which is two words

    private ThreadPrograms() {}

    /**
     * {@code page()}: the {@link ThreadPage} of the calling thread; 0 where all are taken. A thread that has none gets that
     * of a thread that has ended, whose counters go on, or a new one.
     */
    static Program page() {
        Label next = new Label("next");
        Label found = new Label("found");
        Label absent = new Label("absent");
        Label fresh = new Label("fresh");
        Label have = new Label("have a page");
        Label none = new Label("none");
        Program.Builder code = Program.named("books: page()").enter().threadPointer(S1);
        CounterCode.threadEntry(code, T0, S1, T1, THREADS);
        code.mark(next)
                .load(T1, T0, CommonState.THREAD_POINTER, U64)
                .branch(T1, EQUAL, S1, found)
                .branch(T1, EQUAL, 0, absent)
                .add(T0, CommonState.THREAD_BYTES)
                .jump(next)
                .mark(found)
                .load(RESULT, T0, CommonState.THREAD_PAGE, U64)
                .leaveAndReturn()
                .mark(absent);
        CounterCode.lock(code);
        code.load(S0, STATE)
                .load(S2, S0, CommonState.FREE_PAGES, U64)
                .branch(S2, EQUAL, 0, fresh)
                .load(T0, S2, ThreadPage.NEXT, U64)
                .store(T0, S0, CommonState.FREE_PAGES, U64)
                .jump(have)
                .mark(fresh)
                .load(T0, S0, CommonState.PAGES, U64)
                .load(T1, S0, CommonState.MAX_PAGES, U64)
                .branch(T0, EQUAL, T1, none)
                .add(T0, 1)
                .store(T0, S0, CommonState.PAGES, U64)
                .load(S2, S0, CommonState.NEXT_PAGE, U64)
                .load(T1, S0, CommonState.STRIDE, U64)
                .add(T1, S2)
                .store(T1, S0, CommonState.NEXT_PAGE, U64)
                .mark(have);
        forgetThread(code);
        enterThread(code);
        CounterCode.unlock(code);
        code.load(A0, S0, CommonState.KEY, U64)
                .move(A1, S2)
                .call(SET_SPECIFIC)
                .because("its destructor is ended(page)")
                .move(RESULT, S2)
                .leaveAndReturn()
                .mark(none);
        CounterCode.unlock(code);
        return code.set(RESULT, 0).leaveAndReturn().build();
    }

    /** Clears what the page s2 knows of the thread that had it before. */
    private static void forgetThread(Program.Builder code) {
        Label each = new Label("each library");
        Label forgotten = new Label("forgotten");
        code.set(T0, 0)
                .store(T0, S2, ThreadPage.CONTEXT + NativeContext.SITE, U64)
                .store(T0, S2, ThreadPage.CONTEXT + NativeContext.CALLABLE, U64)
                .store(T0, S2, ThreadPage.STACK_LIMIT, U64)
                .load(T0, S0, CommonState.LIBRARIES, U64)
                .move(T1, S2)
                .set(A0, 0)
                .mark(each)
                .branch(T0, EQUAL, 0, forgotten)
                .add(T1, -CounterRecord.BYTES)
                .store(A0, T1, CounterRecord.OUTSIDE_SITE, U64)
                .add(T0, -1)
                .jump(each)
                .mark(forgotten);
    }

    /** Puts the thread s1 with its page s2 into the first free place. */
    private static void enterThread(Program.Builder code) {
        Label next = new Label("next place");
        Label free = new Label("free place");
        CounterCode.threadEntry(code, T0, S1, T1, THREADS);
        code.mark(next)
                .load(T1, T0, CommonState.THREAD_POINTER, U64)
                .branch(T1, BELOW, CommonState.ENDED + 1, free)
                .add(T0, CommonState.THREAD_BYTES)
                .jump(next)
                .mark(free)
                .store(S2, T0, CommonState.THREAD_PAGE, U64)
                .release()
                .store(S1, T0, CommonState.THREAD_POINTER, U64);
    }

    /** {@code ended(page)}: the calling thread ends; the next new thread may have its page. */
    static Program ended() {
        Label next = new Label("next");
        Label found = new Label("found");
        Label done = new Label("done");
        Program.Builder code =
                Program.named("books: ended(page)").enter().move(S2, A0).threadPointer(S1);
        CounterCode.lock(code);
        code.load(S0, STATE);
        CounterCode.threadEntry(code, T0, S1, T1, THREADS);
        code.mark(next)
                .load(T1, T0, CommonState.THREAD_POINTER, U64)
                .branch(T1, EQUAL, S1, found)
                .branch(T1, EQUAL, 0, done)
                .add(T0, CommonState.THREAD_BYTES)
                .jump(next)
                .mark(found)
                .set(T1, CommonState.ENDED)
                .store(T1, T0, CommonState.THREAD_POINTER, U64)
                .load(T1, S0, CommonState.FREE_PAGES, U64)
                .store(T1, S2, ThreadPage.NEXT, U64)
                .store(S2, S0, CommonState.FREE_PAGES, U64)
                .mark(done);
        CounterCode.unlock(code);
        return code.leaveAndReturn().build();
    }

    /**
     * {@code forked()}: in the child of fork(2), whose only thread is the one that called it. There is no Java to call, and
     * whoever held the lock is not there to give it back.
     */
    static Program forked() {
        return Program.named("books: forked()")
                .enter()
                .load(T1, STATE)
                .set(T0, 0)
                .store(T0, T1, CommonState.OPEN, U64)
                .store(T0, T1, CommonState.LOCK, U64)
                .leaveAndReturn()
                .build();
    }

    /**
     * {@code site(page, library)}: the site to charge for what the thread with this page, or without one, allocates for the
     * library. The only way into Java: within a downcall that may be called back from, to walk its stack, where that leaves room to do so. It is kept in the
     * page until the downcall ends; outside of all, as long as no other library asks.
     */
    static Program site() {
        Label outside = new Label("outside");
        Label known = new Label("known");
        Label noPage = new Label("no page");
        Program.Builder code = Program.named("books: site(page, library)")
                .enter()
                .move(S0, A0)
                .move(S1, A1)
                .branch(S0, EQUAL, 0, noPage)
                .load(T0, S0, ThreadPage.CONTEXT + NativeContext.LIBRARY, U32)
                .load(RESULT, S0, ThreadPage.CONTEXT + NativeContext.SITE, U32)
                .branch(T0, EQUAL, S1, known)
                .load(T0, S0, ThreadPage.CONTEXT + NativeContext.CALLABLE, U64)
                .branch(T0, EQUAL, 0, outside)
                .load(T1, STATE)
                .load(T0, T1, CommonState.OPEN, U64)
                .branch(T0, EQUAL, 0, outside)
                .because("Java is ending, or not in this process")
                .stackPointer(T0)
                .load(T1, S0, ThreadPage.STACK_LIMIT, U64)
                .branch(T0, BELOW, T1, outside)
                .because("Java would find no room, and an error of it would end the JVM")
                .increment(S0, ThreadPage.UPCALLS)
                .move(A0, S1)
                .add(A0, -1)
                .call(FIND_SITE)
                .signExtend(RESULT)
                .because("an int's upper half is anything")
                .branch(RESULT, NOT_EQUAL, 0, known)
                .mark(outside)
                .move(T0, S1);
        CounterCode.libraryRecord(code, S2, S0, T0);
        code.load(RESULT, S2, CounterRecord.OUTSIDE_SITE, U64).branch(RESULT, NOT_EQUAL, 0, known);
        threadSite(code);
        return code.store(RESULT, S2, CounterRecord.OUTSIDE_SITE, U64)
                .mark(known)
                .store(RESULT, S0, ThreadPage.CONTEXT + NativeContext.SITE, U32)
                .store(S1, S0, ThreadPage.CONTEXT + NativeContext.LIBRARY, U32)
                .leaveAndReturn()
                .mark(noPage)
                .load(RESULT, CAPACITY)
                .add(RESULT, S1)
                .because("the library's site for all that finds no place")
                .leaveAndReturn()
                .build();
    }

    /** Result = the site of this thread, by its name, for the library s1; s0 is its page. */
    private static void threadSite(Program.Builder code) {
        Label next = new Label("next site");
        Label other = new Label("another one");
        Label added = new Label("new site");
        Label full = new Label("table full");
        Label done = new Label("site found");
        code.set(A0, PR_GET_NAME).move(A1, S0).add(A1, ThreadPage.NAME).call(PRCTL);
        CounterCode.lock(code);
        code.load(S3, T1, CommonState.THREAD_SITE_COUNT, U64)
                .load(A1, THREAD_SITES)
                .set(A0, 0)
                .mark(next)
                .branch(A0, EQUAL, S3, added)
                .load(T0, A1, CommonState.THREAD_SITE_LIBRARY, U64)
                .branch(T0, NOT_EQUAL, S1, other);
        for (int half : new int[] {0, SECOND_HALF}) {
            code.load(T0, A1, CommonState.THREAD_SITE_NAME + half, U64)
                    .load(T1, S0, ThreadPage.NAME + half, U64)
                    .branch(T0, NOT_EQUAL, T1, other);
        }
        code.jump(done)
                .mark(other)
                .add(A0, 1)
                .add(A1, CommonState.THREAD_SITE_BYTES)
                .jump(next)
                .mark(added)
                .branch(A0, EQUAL, SiteTable.MAX_THREAD_SITES, full)
                .store(S1, A1, CommonState.THREAD_SITE_LIBRARY, U64);
        for (int half : new int[] {0, SECOND_HALF}) {
            code.load(T0, S0, ThreadPage.NAME + half, U64).store(T0, A1, CommonState.THREAD_SITE_NAME + half, U64);
        }
        code.add(S3, 1)
                .load(T1, STATE)
                .release()
                .store(S3, T1, CommonState.THREAD_SITE_COUNT, U64)
                .mark(done)
                .load(T0, FIRST_THREAD_SITE)
                .add(A0, T0)
                .move(S3, A0);
        Label unlocked = new Label("unlocked");
        code.jump(unlocked).mark(full).load(S3, CAPACITY).add(S3, S1).mark(unlocked);
        CounterCode.unlock(code);
        code.move(RESULT, S3);
    }
}
