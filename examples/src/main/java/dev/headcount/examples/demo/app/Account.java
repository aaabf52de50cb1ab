package dev.headcount.examples.demo.app;

/** What the shop itself knows of SQLite's memory. */
interface Account {

    /** What SQLite holds, as far as the calling thread can tell: the difference over a call is what that call left behind. */
    Footprint now();

    /** Blocks that SQLite holds now, whoever allocated them. */
    long liveBlocks();
}
