package dev.headcount.ledger;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** Two threads enter blocks of one shard at the same time: both are found, each with its own size. */
@JCStressTest
@Outcome(id = "60, 80", expect = ACCEPTABLE, desc = "both are there")
@State
public class TwoPutsInOneShard {

    private static final LiveBlockTable TABLE = new LiveBlockTable(1L << 30, new DeadBlocks());

    private final long page = Addresses.newPage();

    @Actor
    public void put() {
        TABLE.put(page, 60, 1, 1, new BlockFacts());
    }

    @Actor
    public void putNextToIt() {
        TABLE.put(page + 16, 80, 1, 1, new BlockFacts());
    }

    @Arbiter
    public void take(JJ_Result sizes) {
        BlockFacts facts = new BlockFacts();
        sizes.r1 = TABLE.take(page, facts) ? facts.size : -1;
        sizes.r2 = TABLE.take(page + 16, facts) ? facts.size : -1;
    }
}
