package dev.headcount.examples.cassandra;

import dev.headcount.examples.ExampleException;
import dev.headcount.examples.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What Headcount knows of the driver's memory at one moment: the part of its {@code report.json} that the example shows. */
record Figures(Library library, List<Site> sites) {

    private static final String NAME = "cassandra";

    /** The driver's library. */
    record Library(String path, String allocator, String header, long liveBlocks, long allocations, long frees) {}

    /**
     * Who allocated.
     *
     * @param who the function of the driver, or the native thread
     * @param stack the Java call path, innermost first; empty for a native thread
     */
    record Site(long id, String who, List<String> stack, long liveBlocks, long liveBytes, long allocations) {

        Site minus(Site earlier) {
            return new Site(
                    id,
                    who,
                    stack,
                    liveBlocks - earlier.liveBlocks,
                    liveBytes - earlier.liveBytes,
                    allocations - earlier.allocations);
        }
    }

    static Figures parse(String text) {
        Json json = Json.parse(text);
        Library library = json.get("libraries").elements().stream()
                .filter(Figures::isDriver)
                .findFirst()
                .map(Figures::library)
                .orElseThrow(() -> new ExampleException("Headcount does not know the driver's library"));
        List<Site> sites = json.get("sites").elements().stream()
                .filter(site -> site.get("library").text().equals(NAME))
                .map(Figures::site)
                .toList();
        return new Figures(library, sites);
    }

    /** What became of each site since. */
    List<Site> since(Figures earlier) {
        return sites.stream()
                .map(site -> earlier.sites.stream()
                        .filter(before -> before.id == site.id)
                        .findFirst()
                        .map(site::minus)
                        .orElse(site))
                .toList();
    }

    long allocationsSince(Figures earlier) {
        return library.allocations - earlier.library.allocations;
    }

    /** The allocations of each function, and of each native thread, since. */
    Map<String, Long> allocationsByWhoSince(Figures earlier) {
        Map<String, Long> all = new TreeMap<>();
        since(earlier).forEach(site -> all.merge(site.who, site.allocations, Long::sum));
        return all;
    }

    private static boolean isDriver(Json library) {
        return library.get("name").text().equals(NAME);
    }

    private static Library library(Json json) {
        return new Library(
                json.get("path").text(),
                json.get("allocator").text(),
                json.get("headerFormat").text(),
                json.get("liveBlocks").number(),
                json.get("allocations").number(),
                json.get("frees").number());
    }

    private static Site site(Json json) {
        String function = json.get("function").text();
        return new Site(
                json.get("id").number(),
                function.isEmpty() ? "thread " + json.get("thread").text() : function,
                json.get("stack").elements().stream().map(Json::text).toList(),
                json.get("liveBlocks").number(),
                json.get("liveBytes").number(),
                json.get("allocations").number());
    }
}
