package dev.headcount.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody is sent to look for a meter that does not exist, and none exists that nobody is told of. */
class DocumentedMetersTest {

    private static final Path DOCS = Files.isDirectory(Path.of("docs")) ? Path.of("docs") : Path.of("..", "docs");

    /** A row of the table of meters: the Micrometer name, the name on the page, the type, and the unit. */
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(headcount\\.[a-z.]+)` \\| `(headcount_[a-z_]+)` \\| (\\w+) \\|");

    private static final Pattern SERIES = Pattern.compile("\\bheadcount_[a-z_]+");

    @Test
    void shouldHaveARowForEveryMeterAndForNoOther() throws IOException {
        Set<String> meters =
                MeterNames.ALL.stream().map(MeterName::name).collect(Collectors.toCollection(TreeSet::new));

        assertEquals(meters, documented().keySet());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "metrics.md",
                "dashboards/headcount-dashboard.json",
                "dashboards/headcount-rules.yml",
                "dashboards/headcount-rules-test.yml"
            })
    void shouldAskForSeriesThatExist(String file) throws IOException {
        Set<String> series = SERIES.matcher(Files.readString(DOCS.resolve(file)))
                .results()
                .map(MatchResult::group)
                .map(name -> name.replaceFirst("(request_size_bytes)_(bucket|sum|count)$", "$1"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertFalse(series.isEmpty(), file);
        series.removeAll(documented().values());
        assertEquals(Set.of(), series, "named in " + file + ", and no meter");
    }

    @Test
    void shouldExplainEveryPanelAndEveryRule() throws IOException {
        String readme = Files.readString(DOCS.resolve("dashboards/README.md"));
        String dashboard = Files.readString(DOCS.resolve("dashboards/headcount-dashboard.json"));
        String rules = Files.readString(DOCS.resolve("dashboards/headcount-rules.yml"));
        // Rows have titles too; a panel is what has a description.
        List<String> panels = found("\"title\": \"([^\"]+)\",\\s+\"description\"", dashboard);
        List<String> alerts = found("- alert: (\\w+)", rules);

        assertFalse(panels.isEmpty() || alerts.isEmpty(), "no panel, or no alert");
        assertEquals(
                List.of(),
                panels.stream().filter(title -> !readme.contains(title)).toList());
        assertEquals(
                List.of(),
                alerts.stream()
                        .filter(alert -> !readme.contains("| `" + alert + "` |"))
                        .toList());
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    /** The names on the page, by Micrometer names. */
    private static Map<String, String> documented() throws IOException {
        return ROW.matcher(Files.readString(DOCS.resolve("metrics.md")))
                .results()
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2), (first, _) -> first, TreeMap::new));
    }
}
