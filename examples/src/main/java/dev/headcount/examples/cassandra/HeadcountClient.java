package dev.headcount.examples.cassandra;

import dev.headcount.examples.ExampleException;
import dev.headcount.examples.Http;
import java.net.URI;

/** Asks the agent in the application's JVM. */
record HeadcountClient(Http http, URI address) {

    private static final long REST_NANOSECONDS = 100_000_000;
    private static final long PATIENCE_NANOSECONDS = 10_000_000_000L;

    /** Once the driver's threads have come to rest: they free the last query's memory after they have answered it. */
    Figures atRest() {
        long start = System.nanoTime();
        long since = start;
        Figures last = now();
        while (System.nanoTime() - since < REST_NANOSECONDS) {
            Figures next = now();
            long asked = System.nanoTime();
            if (!next.equals(last)) {
                last = next;
                since = asked;
            }
            if (asked - start > PATIENCE_NANOSECONDS) {
                throw new ExampleException("the driver's threads do not come to rest");
            }
        }
        return last;
    }

    private Figures now() {
        return Figures.parse(http.get(address.resolve("/report.json")));
    }
}
