package dev.headcount.examples.cassandra;

import dev.headcount.examples.cassandra.app.DriverApplication;

/** What the application does about the driver's memory. */
enum Variant {
    NONE("none", "The application sets no allocator: Headcount gives the driver its own."),
    OWN(DriverApplication.OWN_ALLOCATOR, "The application gives the driver an allocator of its own, of Java upcalls.");

    private final String argument;
    private final String sentence;

    Variant(String argument, String sentence) {
        this.argument = argument;
        this.sentence = sentence;
    }

    String argument() {
        return argument;
    }

    String sentence() {
        return sentence;
    }
}
