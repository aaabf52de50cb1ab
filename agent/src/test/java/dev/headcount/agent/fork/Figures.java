package dev.headcount.agent.fork;

import java.util.List;

/** What {@code /report.json} says. */
public record Figures(Json report) {

    /** The one library of this name. */
    public Json library(String name) {
        return only(
                name,
                report.list("libraries").stream()
                        .filter(library -> library.text("name").equals(name))
                        .toList());
    }

    public List<String> libraries() {
        return report.list("libraries").stream()
                .map(library -> library.text("name"))
                .toList();
    }

    /** The one site of this API function. */
    public Json siteOf(String function) {
        return only(function, sitesOf(function));
    }

    public List<Json> sitesOf(String function) {
        return sites().stream()
                .filter(site -> function.equals(site.text("function")))
                .toList();
    }

    /** The one site of the native thread of this name. */
    public Json siteOfThread(String thread) {
        return only(
                thread,
                sites().stream()
                        .filter(site -> thread.equals(site.text("thread")))
                        .toList());
    }

    public List<Json> sites() {
        return report.list("sites");
    }

    public List<Json> damage() {
        return report.list("damage");
    }

    /** Each damage in one sentence. */
    public List<String> damageTexts() {
        return damage().stream().map(damage -> damage.text("text")).toList();
    }

    public List<String> notes() {
        return report.texts("notes");
    }

    public Json tracker() {
        return report.member("tracker");
    }

    private Json only(String what, List<Json> found) {
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " times " + what + " in " + report.value());
        }
        return found.getFirst();
    }
}
