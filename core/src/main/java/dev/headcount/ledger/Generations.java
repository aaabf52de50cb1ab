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

    private long[] ages = new long[1];
    private long blocks;
    private int oldestSeconds;

    Generations() {}

    /** One whose blocks have these ages, in seconds. */
    public static Generations ofAges(int... seconds) {
        Generations generations = new Generations();
        for (int age : seconds) {
            generations.add(age);
        }
        return generations;
    }

    void add(int ageSeconds) {
        int age = Math.max(0, ageSeconds);
        int bucket = bucket(age);
        if (bucket >>> 6 >= ages.length) {
            ages = Arrays.copyOf(ages, (bucket >>> 6) + 1);
        }
        ages[bucket >>> 6] |= 1L << bucket;
        blocks++;
        oldestSeconds = Math.max(oldestSeconds, age);
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
