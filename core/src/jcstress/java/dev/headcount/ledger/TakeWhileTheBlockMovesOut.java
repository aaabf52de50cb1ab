package dev.headcount.ledger;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.headcount.ledger.LiveBlockTable.Put;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IJJ_Result;

/**
 * A thread enters a block, hands it over and enters another that wants the same slot, so that the first one moves to the
 * table. Meanwhile another thread frees it, and its address is handed out anew at once.
 */
@JCStressTest
@Outcome(id = "0, 60, -1", expect = ACCEPTABLE, desc = "not handed over yet: the first block lives")
@Outcome(id = "1, 80, -1", expect = ACCEPTABLE, desc = "freed, and the next block at its address lives")
@Outcome(id = "2, .*", expect = FORBIDDEN, desc = "handed over, but not found")
@Outcome(id = "3, .*", expect = FORBIDDEN, desc = "freed, but still in the way of the next block")
@Outcome(id = "1, -1, -1", expect = FORBIDDEN, desc = "the next block disappeared")
@Outcome(id = ".*, .*, .*", expect = FORBIDDEN, desc = "a block is known that does not live")
@State
public class TakeWhileTheBlockMovesOut {

    private static final CounterPages PAGES = new CounterPages();
    private static final LiveBlocks BLOCKS = new LiveBlocks(new LiveBlockTable(1L << 30, new DeadBlocks()), PAGES);
    private static final YoungBlocks SLOTS = YoungBlocks.few();
    private static final ThreadLocal<ThreadState> OWNER =
            ThreadLocal.withInitial(() -> new ThreadState(PAGES.pageFor(Thread.currentThread())));
    private static final ThreadLocal<ThreadState> SHARER =
            ThreadLocal.withInitial(() -> new ThreadState(CounterPage.shared(new AtomicLong())));

    private final long block = Addresses.newPage();
    private final long rival = rivalOf(block);
    private volatile boolean handedOver;

    private static long rivalOf(long block) {
        long rival = block + 16;
        while (SLOTS.slot(rival) != SLOTS.slot(block)) {
            rival += 16;
        }
        return rival;
    }

    @Actor
    public void moveOut() {
        ThreadState thread = OWNER.get();
        BLOCKS.put(thread, block, 60, 1, 1, thread.block);
        handedOver = true;
        BLOCKS.put(thread, rival, 70, 1, 1, thread.block);
    }

    @Actor
    public void freeAndReuse(IJJ_Result result) {
        ThreadState thread = SHARER.get();
        if (!handedOver) {
            result.r1 = 0;
        } else if (!BLOCKS.take(thread, block, thread.block)) {
            result.r1 = 2;
        } else {
            result.r1 = BLOCKS.put(thread, block, 80, 1, 1, thread.block) == Put.NEW ? 1 : 3;
        }
    }

    @Arbiter
    public void take(IJJ_Result result) {
        ThreadState thread = SHARER.get();
        result.r2 = BLOCKS.take(thread, block, thread.block) ? thread.block.size : -1;
        result.r3 = BLOCKS.take(thread, block, thread.block) ? thread.block.size : -1;
        BLOCKS.take(thread, rival, thread.block);
    }
}
