package dev.headcount.examples.cassandra;

/** A Cassandra server that the driver can connect to. */
interface Server extends AutoCloseable {

    ContactPoint contact();

    /** Ends it, if it was started for the example. */
    @Override
    void close();

    /** One that the user has, and keeps. */
    record Given(ContactPoint contact) implements Server {

        @Override
        public void close() {
            // It is not ours.
        }
    }
}
