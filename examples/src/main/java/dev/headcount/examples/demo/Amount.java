package dev.headcount.examples.demo;

/** Native memory: blocks, and the bytes the library asked for in them. */
record Amount(long blocks, long bytes) {

    static final Amount NONE = new Amount(0, 0);

    Amount plus(Amount other) {
        return new Amount(blocks + other.blocks, bytes + other.bytes);
    }
}
