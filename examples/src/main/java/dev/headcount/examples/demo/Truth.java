package dev.headcount.examples.demo;

import dev.headcount.examples.Json;
import java.util.List;

/**
 * What the application knows that it leaked.
 *
 * @param handler the class and method of the request handler that leaks
 */
record Truth(long statements, String handler, List<Leak> leaks) {

    /** What calls of one API function left behind. */
    record Leak(String function, Amount amount) {}

    static Truth parse(String text) {
        Json json = Json.parse(text);
        List<Leak> leaks =
                json.get("leaks").elements().stream().map(Truth::leak).toList();
        return new Truth(json.get("statements").number(), json.get("handler").text(), leaks);
    }

    private static Leak leak(Json json) {
        Amount amount =
                new Amount(json.get("blocks").number(), json.get("bytes").number());
        return new Leak(json.get("function").text(), amount);
    }
}
