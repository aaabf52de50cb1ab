package dev.headcount.agent;

import dev.headcount.agent.catalog.Catalog;
import dev.headcount.agent.catalog.CatalogEntry;
import dev.headcount.agent.linker.LoadedBefore;
import dev.headcount.report.Units;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What an agent that came late has not seen, in plain words, for the beginning of every report. */
final class LateAttach {

    private LateAttach() {}

    static String note(Catalog catalog, LoadedBefore before) {
        Instant now = Instant.now();
        Instant start = ProcessHandle.current().info().startInstant().orElse(now);
        return note(Duration.between(start, now), known(catalog, before.files()));
    }

    /** @param libraries the known ones that were loaded by then, each with its file */
    static String note(Duration running, List<String> libraries) {
        String note = "Attached " + Units.duration(Math.max(0, running.toSeconds()))
                + " after the JVM started: what libraries took before is not counted, and calls of functions that were"
                + " linked before are not told apart. ";
        return note
                + (libraries.isEmpty()
                        ? "No library that Headcount knows was loaded by then."
                        : "Loaded already, and left with the allocator they had: " + String.join(", ", libraries)
                                + ".");
    }

    static List<String> known(Catalog catalog, List<String> files) {
        List<String> known = new ArrayList<>();
        for (String file : files) {
            String name = file.substring(file.lastIndexOf('/') + 1);
            for (CatalogEntry entry : catalog.entries()) {
                if (entry.installs() && entry.isNamed(name)) {
                    known.add(entry.library() + " (" + file + ")");
                }
            }
        }
        return known;
    }
}
