package dev.headcount.ledger;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Which ages the live blocks of one site have: the intervals of time, its generations, that some of them were born in. Ages
 * up to two minutes are told apart by the second, older ones to a sixty-fourth of their age, so a site takes some bytes up
 * to 200.
 *
 * <p>The idea of counting generations rather than blocks: whatever is built up and given back comes from few of them, a leak
 * from ever more.
 */
public final class Generations {

    private static final int EXACT_BITS = 7;
    private static final int EXACT = 1 << EXACT_BITS;
    private static final int PER_OCTAVE = EXACT / 2;

    private final long[] ages; // a bit for each bucket
    private final long blocks;
    private final int oldestSeconds;

    private Generations(long[] ages, long blocks, int oldestSeconds) {
        this.ages = ages;
        this.blocks = blocks;
        this.oldestSeconds = oldestSeconds;
    }

    /** One whose blocks have these ages, in seconds. */
    public static Generations ofAges(int... seconds) {
        BySite one = new BySite(1);
        for (int age : seconds) {
            one.add(0, age);
        }
        return seconds.length == 0 ? new Generations(new long[1], 0, 0) : one.of(0);
    }

    /**
     * Those of many sites while blocks are counted, many millions of them, in no order. What is touched for each block is kept
     * close together.
     */
    static final class BySite {

        private final long[][] ages;
        private final int[] blocks;
        private final int[] oldestSeconds;

        /** @param idBound no site has this id or a larger one */
        BySite(int idBound) {
            ages = new long[idBound][];
            blocks = new int[idBound];
            oldestSeconds = new int[idBound];
        }

        void add(int site, int ageSeconds) {
            int age = Math.max(0, ageSeconds);
            int bucket = bucket(age);
            long[] known = ages[site];
            if (known == null || bucket >>> 6 >= known.length) {
                known = known == null ? new long[(bucket >>> 6) + 1] : Arrays.copyOf(known, (bucket >>> 6) + 1);
                ages[site] = known;
            }
            known[bucket >>> 6] |= 1L << bucket;
            blocks[site]++;
            if (age > oldestSeconds[site]) {
                oldestSeconds[site] = age;
            }
        }

        /** Null where the site has no block. */
        Generations of(int site) {
            return ages[site] == null ? null : new Generations(ages[site], blocks[site], oldestSeconds[site]);
        }
    }

    private static int bucket(int age) {
        if (age < EXACT) {
            return age;
        }
        int octave = Integer.SIZE - Integer.numberOfLeadingZeros(age) - EXACT_BITS; // 1 from EXACT on
        return octave * PER_OCTAVE + (age >>> octave);
    }

    /** The middle of the ages in a bucket. */
    private static double age(int bucket) {
        if (bucket < EXACT) {
            return bucket + 0.5;
        }
        int octave = bucket / PER_OCTAVE - 1;
        return (bucket - octave * PER_OCTAVE + 0.5) * (1L << octave);
    }

    /** How many blocks were looked at. */
    public long blocks() {
        return blocks;
    }

    /** The age of the oldest, in seconds. */
    public long oldestSeconds() {
        return oldestSeconds;
    }

    /** Of the last {@code windowSeconds}, cut into {@code count} generations of equal length: how many have blocks alive. */
    public int alive(double windowSeconds, int count) {
        BitSet alive = new BitSet(count);
        BitSet set = BitSet.valueOf(ages);
        for (int bucket = set.nextSetBit(0); bucket >= 0; bucket = set.nextSetBit(bucket + 1)) {
            double age = age(bucket);
            if (age < windowSeconds) {
                alive.set((int) (age / windowSeconds * count));
            }
        }
        return alive.cardinality();
    }
}
