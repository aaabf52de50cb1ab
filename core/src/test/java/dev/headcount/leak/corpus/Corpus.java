package dev.headcount.leak.corpus;

import java.util.List;

/** Every program of the corpus, what is to be found in it, and after how many snapshots at the latest. */
enum Corpus {
    EVERY_REQUEST("a leak on every request", "SQLite", 1, 25, 1, Leaks.EveryRequest::new),
    ONE_IN_A_THOUSAND("a leak in one request of a thousand", "jansson", 1, 100, 1, Leaks.OneInAThousand::new),
    FEW_BYTES("a leak of a few bytes a minute under heavy churn", "jansson", 60, 300, 1, Leaks.FewBytesUnderChurn::new),
    BURSTS("a leak in bursts", "libxml2", 1, 200, 2, Leaks.Bursts::new),
    NATIVE_THREAD("a leak on a native thread only", "jansson", 1, 25, 1, Leaks.OnANativeThread::new),
    REALLOCATED("a leak of blocks that are reallocated now and then", "SQLite", 1, 60, 2, Leaks.Reallocated::new),
    HALF_THE_LOAD(
            "a leak on every tenth request, while requests fall to a half",
            "jansson",
            1,
            25,
            1,
            Leaks.HalfTheLoad::new),
    WAVES_OF_LOAD("a leak on every tenth request, under waves of load", "jansson", 1, 25, 1, Leaks.WavesOfLoad::new),
    BOUNDED_CACHE("a filling bounded cache", "jansson", 1, Innocents.BoundedCache::new),
    POOL("a pool warming up", "libxml2", 1, Innocents.Pool::new),
    SAWTOOTH("a sawtooth batch job", "libxml2", 1, Innocents.Sawtooth::new),
    LONG_SESSION("a long-lived session", "SQLite", 1, Innocents.LongSession::new),
    DROPPED_AT_NIGHT("a table that grows and is dropped at night", "SQLite", 1800, Innocents.DroppedAtNight::new),
    INITIALISATION("one-time initialisation", "libxml2", 1, Innocents.Initialisation::new),
    STEP_IN_LOAD("a step in load", "jansson", 1, Innocents.StepInLoad::new),
    RISING_LOAD("a load that rises steadily", "jansson", 1, Innocents.RisingLoad::new),
    SLOW_DRAIN("a slow drain", "jansson", 1, Innocents.SlowDrain::new);

    /** Printed with every result: the programs' choices are the same each time, unless {@code -Dcorpus.seed} says otherwise. */
    static final long SEED = Long.getLong("corpus.seed", 20261128);

    /** How long a program is watched, in snapshots. */
    static final int WATCHED = 400;

    private static final int NEVER = 0;

    final String words;
    final String library;
    final int intervalSeconds;
    final int foundWithin;
    final int sites;
    final Program.Start start;

    /**
     * @param foundWithin how many snapshots it may take to find the leak, on either route
     * @param sites how many sites leak
     */
    Corpus(String words, String library, int intervalSeconds, int foundWithin, int sites, Program.Start start) {
        this.words = words;
        this.library = library;
        this.intervalSeconds = intervalSeconds;
        this.foundWithin = foundWithin;
        this.sites = sites;
        this.start = start;
    }

    Corpus(String words, String library, int intervalSeconds, Program.Start start) {
        this(words, library, intervalSeconds, NEVER, 0, start);
    }

    boolean leaks() {
        return foundWithin != NEVER;
    }

    /** The rows of the table in docs/leak-detection.md. */
    static List<String> table() {
        return List.of(values()).stream()
                .map(program -> "| " + program.words + " | " + program.library + " | " + interval(program) + " | "
                        + (program.leaks()
                                ? "`leaking` within " + program.foundWithin
                                : "never `leaking` in " + WATCHED)
                        + " |")
                .toList();
    }

    private static String interval(Corpus program) {
        return program.intervalSeconds < 60 ? program.intervalSeconds + " s" : program.intervalSeconds / 60 + " min";
    }
}
