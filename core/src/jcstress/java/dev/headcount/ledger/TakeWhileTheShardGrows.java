package dev.headcount.ledger;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JII_Result;

/**
 * One thread enters so many blocks that their shard grows again and again, another takes a block out of the same shard:
 * it gets its block, and no other is lost. Emptied again, the shard shrinks for the next state.
 */
@JCStressTest
@Outcome(id = "80, 0, 60", expect = ACCEPTABLE, desc = "taken once, all others there")
@State
public class TakeWhileTheShardGrows {

    private static final LiveBlockTable TABLE = new LiveBlockTable(1L << 30, new DeadBlocks());
    private static final int BLOCKS = 60;

    private final long page = Addresses.newPage();

    public TakeWhileTheShardGrows() {
        TABLE.put(page, 80, 1, 1, new BlockFacts());
    }

    @Actor
    public void put() {
        BlockFacts facts = new BlockFacts();
        for (int i = 1; i <= BLOCKS; i++) {
            TABLE.put(page + 16L * i, i, 1, 1, facts);
        }
    }

    @Actor
    public void take(JII_Result result) {
        BlockFacts facts = new BlockFacts();
        result.r1 = TABLE.take(page, facts) ? facts.size : -1;
    }

    @Arbiter
    public void count(JII_Result result) {
        BlockFacts facts = new BlockFacts();
        result.r2 = TABLE.take(page, facts) ? 1 : 0;
        for (int i = 1; i <= BLOCKS; i++) {
            result.r3 += TABLE.take(page + 16L * i, facts) && facts.size == i ? 1 : 0;
        }
    }
}
