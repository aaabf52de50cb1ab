package dev.headcount.agent.apps.libraries;

import static dev.headcount.agent.apps.libraries.Foreign.memory;
import static dev.headcount.agent.apps.libraries.Foreign.string;

import java.io.IOException;

/** Started with what to do with libcurl, one word after the other. */
public final class CurlSteps {

    private static final int ALL = 3; // CURL_GLOBAL_ALL

    private final Foreign curl = new Foreign("libcurl.so.4");
    private final Foreign libc = new Foreign("libc.so.6");
    private long handle;
    private long list;

    private CurlSteps() {}

    public static void main(String[] arguments) throws IOException {
        CurlSteps steps = new CurlSteps();
        for (String step : arguments) {
            steps.go(step);
        }
        System.out.println("done");
        int _ = System.in.read(); // until it is told to end
    }

    private void go(String step) {
        switch (step) {
            case "initialise" -> curl.expect(0, "curl_global_init", ALL);
            case "initialise-natively" -> // as a callback, which answers 0, of a function in C
                libc.call("qsort", memory(16), 2, 8, curl.address("curl_global_init"));
            case "install" ->
                curl.expect(
                        0,
                        "curl_global_init_mem",
                        ALL,
                        libc.address("malloc"),
                        libc.address("free"),
                        libc.address("realloc"),
                        libc.address("strdup"),
                        libc.address("calloc"));
            case "clean-up" -> curl.call("curl_global_cleanup");
            case "open" -> handle = curl.call("curl_easy_init");
            case "close" -> curl.call("curl_easy_cleanup", handle);
            case "add" -> list = curl.call("curl_slist_append", list, string("headcount")); // two blocks
            case "free-list" -> curl.call("curl_slist_free_all", list);
            default -> throw new IllegalArgumentException(step);
        }
    }
}
