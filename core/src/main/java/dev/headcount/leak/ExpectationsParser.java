package dev.headcount.leak;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Reads expected leaks: sections that begin with a name in brackets and hold a field a line, as docs/leak-detection.md shows.
 * An entry that cannot be read is left out, with one line that names file, line and field; the others count.
 */
final class ExpectationsParser {

    private static final List<String> FIELDS = List.of("library", "function", "thread", "frame");

    private final String file;
    private final Consumer<String> problems;
    private final List<Expectation> entries = new ArrayList<>();
    private final Map<String, String> fields = new LinkedHashMap<>();
    private String name = "";
    private int line;
    private int begun;
    private boolean broken = true; // what stands before the first name belongs to nothing

    private ExpectationsParser(String file, Consumer<String> problems) {
        this.file = file;
        this.problems = problems;
    }

    static List<Expectation> parse(Stream<String> lines, String file, Consumer<String> problems) {
        ExpectationsParser parser = new ExpectationsParser(file, problems);
        lines.map(String::strip).forEach(parser::line);
        parser.end();
        return parser.entries;
    }

    private void line(String text) {
        line++;
        if (text.isEmpty() || text.startsWith("#")) {
            return;
        }
        if (text.startsWith("[")) {
            end();
            begin(text);
        } else if (name.isEmpty()) {
            problem(line, "'" + text + "' stands before the first entry, which begins with its name: [known leak]");
        } else {
            field(text);
        }
    }

    private void begin(String text) {
        begun = line;
        name = text.endsWith("]") ? text.substring(1, text.length() - 1).strip() : "";
        broken = name.isEmpty();
        if (broken) {
            name = text;
            problem(line, "expected a name, as in [known leak], but found '" + text + "'");
        }
    }

    private void field(String text) {
        int equals = text.indexOf('=');
        String field = equals < 0 ? text : text.substring(0, equals).strip();
        String value = equals < 0 ? "" : text.substring(equals + 1).strip();
        if (!FIELDS.contains(field)) {
            entryProblem(line, "field '" + field + "' is unknown; there are " + String.join(", ", FIELDS));
        } else if (value.isEmpty()) {
            entryProblem(line, "field '" + field + "' has no pattern");
        } else if (fields.put(field, value) != null) {
            entryProblem(line, "field '" + field + "' is given twice");
        }
    }

    private void end() {
        if (!broken && fields.isEmpty()) {
            entryProblem(begun, "it would expect everything; give one of " + String.join(", ", FIELDS));
        }
        if (!broken) {
            entries.add(new Expectation(
                    name, pattern("library"), pattern("function"), pattern("thread"), pattern("frame")));
        }
        fields.clear();
    }

    private String pattern(String field) {
        return fields.getOrDefault(field, Expectation.ANY);
    }

    private void entryProblem(int where, String what) {
        broken = true;
        problem(where, "entry '" + name + "' is left out: " + what);
    }

    private void problem(int where, String what) {
        problems.accept("ignore " + file + ", line " + where + ": " + what);
    }
}
