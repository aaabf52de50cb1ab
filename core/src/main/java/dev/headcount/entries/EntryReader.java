package dev.headcount.entries;

import dev.headcount.entries.Entry.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** Reads the entries of one file, line by line. */
final class EntryReader<T> {

    private final EntryFormat format;
    private final String file;
    private final Function<Entry, T> meaning;
    private final Consumer<String> problems;
    private final List<T> read = new ArrayList<>();
    private final Map<String, Field> fields = new LinkedHashMap<>();
    private int line;
    private int begun; // 0 before the first entry
    private String name = "";
    private boolean broken;

    EntryReader(EntryFormat format, String file, Function<Entry, T> meaning, Consumer<String> problems) {
        this.format = format;
        this.file = file;
        this.meaning = meaning;
        this.problems = problems;
    }

    void line(String text) {
        line++;
        if (text.isEmpty() || text.startsWith("#")) {
            return;
        }
        if (text.startsWith("[")) {
            endEntry();
            begin(text);
        } else if (begun == 0) {
            problem(
                    line,
                    "'" + text + "' stands before the first " + format.entry() + ", which begins with its name: ["
                            + format.example() + "]");
        } else {
            field(text);
        }
    }

    /** All that could be read, after the last line. */
    List<T> end() {
        endEntry();
        return read;
    }

    private void begin(String text) {
        begun = line;
        name = text.endsWith("]") ? text.substring(1, text.length() - 1).strip() : "";
        broken = name.isEmpty();
        if (broken) {
            name = text;
            problem(line, "expected a name, as in [" + format.example() + "], but found '" + text + "'");
        }
    }

    private void field(String text) {
        int equals = text.indexOf('=');
        String field = equals < 0 ? text : text.substring(0, equals).strip();
        String value = equals < 0 ? "" : text.substring(equals + 1).strip();
        if (!format.fields().contains(field)) {
            leaveOut(line, "field '" + field + "' is unknown; there are " + String.join(", ", format.fields()));
        } else if (value.isEmpty()) {
            leaveOut(line, "field '" + field + "' has no value");
        } else if (fields.put(field, new Field(field, line, value)) != null) {
            leaveOut(line, "field '" + field + "' is given twice");
        }
    }

    private void endEntry() {
        if (begun > 0 && !broken) {
            try {
                read.add(meaning.apply(new Entry(name, begun, fields)));
            } catch (BadEntryException e) {
                leaveOut(e.line(), e.getMessage());
            }
        }
        fields.clear();
    }

    private void leaveOut(int where, String why) {
        broken = true;
        problem(where, format.entry() + " '" + name + "' is left out: " + why);
    }

    private void problem(int where, String what) {
        problems.accept(format.option() + " " + file + ", line " + where + ": " + what);
    }
}
