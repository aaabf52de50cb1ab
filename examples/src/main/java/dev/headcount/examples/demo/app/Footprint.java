package dev.headcount.examples.demo.app;

/** Blocks of SQLite and the bytes SQLite asked for in them; negative where more was freed than allocated. */
record Footprint(long blocks, long bytes) {

    static final Footprint NONE = new Footprint(0, 0);

    Footprint plus(Footprint other) {
        return new Footprint(blocks + other.blocks, bytes + other.bytes);
    }

    Footprint minus(Footprint other) {
        return new Footprint(blocks - other.blocks, bytes - other.bytes);
    }
}
