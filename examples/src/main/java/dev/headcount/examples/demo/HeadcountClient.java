package dev.headcount.examples.demo;

import dev.headcount.examples.Http;
import java.net.URI;
import java.util.List;

/** Asks the agent in the application's JVM, over HTTP. */
record HeadcountClient(Http http, URI address) {

    Report report() {
        return Report.parse(http.get(address.resolve("/report.json")));
    }

    /** The lines of the Prometheus page. */
    List<String> metrics() {
        return http.get(address.resolve("/metrics")).lines().toList();
    }
}
