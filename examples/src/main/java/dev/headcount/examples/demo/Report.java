package dev.headcount.examples.demo;

import dev.headcount.examples.Json;
import java.util.List;

/** What Headcount knows: the part of its {@code report.json} that the demo shows. */
record Report(List<Library> libraries, List<Site> sites) {

    record Library(String name, String path, Amount live) {}

    /**
     * Who allocated.
     *
     * @param stack the Java call path, innermost first, as {@code com.acme.Shop.sell(Shop.java:7)}
     */
    record Site(String library, String function, List<String> stack, Amount live) {}

    static Report parse(String text) {
        Json json = Json.parse(text);
        return new Report(
                json.get("libraries").elements().stream().map(Report::library).toList(),
                json.get("sites").elements().stream().map(Report::site).toList());
    }

    /** Of all libraries together. */
    Amount live() {
        return libraries.stream().map(Library::live).reduce(Amount.NONE, Amount::plus);
    }

    private static Library library(Json json) {
        return new Library(json.get("name").text(), json.get("path").text(), live(json));
    }

    private static Site site(Json json) {
        List<String> stack =
                json.get("stack").elements().stream().map(Json::text).toList();
        return new Site(json.get("library").text(), json.get("function").text(), stack, live(json));
    }

    private static Amount live(Json json) {
        return new Amount(json.get("liveBlocks").number(), json.get("liveBytes").number());
    }
}
