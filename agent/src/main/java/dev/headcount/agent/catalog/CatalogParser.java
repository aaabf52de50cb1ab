package dev.headcount.agent.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Reads a catalog, see {@code catalog.txt}: sections that begin with the library's name in brackets and hold a field a line.
 * An entry that cannot be read is left out, with one line that names file, line and field; the others count.
 */
final class CatalogParser {

    private static final String NONE = "none";
    private static final String LIBC = "libc";
    private static final String NO = "no";
    private static final List<String> FIELDS = List.of(
            "file", "installer", "defaults", "init", "implied", "cleanup", "probe", "claims", "before", "install");

    private record Field(int line, String value) {}

    private final String file;
    private final Consumer<String> problems;
    private final List<CatalogEntry> entries = new ArrayList<>();
    private final Map<String, Field> fields = new LinkedHashMap<>();
    private String library = "";
    private int line;
    private boolean broken = true; // what stands before the first name belongs to nothing

    private CatalogParser(String file, Consumer<String> problems) {
        this.file = file;
        this.problems = problems;
    }

    /**
     * Reads the lines of a catalog.
     *
     * @param file what the problems call it
     */
    static List<CatalogEntry> parse(Stream<String> lines, String file, Consumer<String> problems) {
        CatalogParser parser = new CatalogParser(file, problems);
        lines.map(String::strip).forEach(parser::line);
        parser.endEntry();
        return parser.entries;
    }

    private void line(String text) {
        line++;
        if (text.isEmpty() || text.startsWith("#")) {
            return;
        }
        if (text.startsWith("[")) {
            beginEntry(text);
        } else if (library.isEmpty()) {
            problem(line, "'" + text + "' stands before the first library, which begins with its name: [acme]");
        } else {
            field(text);
        }
    }

    private void beginEntry(String text) {
        endEntry();
        broken = !text.endsWith("]") || text.length() == "[]".length();
        library = broken ? text : text.substring(1, text.length() - 1).strip();
        if (broken) {
            problem(line, "expected the name of a library, as in [acme], but found '" + text + "'");
        }
    }

    private void field(String text) {
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals).strip();
        if (!FIELDS.contains(name)) {
            entryProblem(line, "field '" + name + "' is unknown; there are " + String.join(", ", FIELDS));
        } else if (fields.containsKey(name)) {
            entryProblem(line, "field '" + name + "' is given twice");
        } else if (equals < 0 || equals == text.length() - 1) {
            entryProblem(line, "field '" + name + "' has no value");
        } else {
            fields.put(name, new Field(line, text.substring(equals + 1).strip()));
        }
    }

    private void endEntry() {
        if (!broken) {
            try {
                entries.add(entry());
            } catch (IllegalArgumentException e) {
                entryProblem(line, e.getMessage());
            }
        }
        fields.clear();
        broken = false;
    }

    private CatalogEntry entry() {
        Field installer = fields.get("installer");
        if (installer == null) {
            throw new IllegalArgumentException(
                    "field 'installer' is missing; '" + NONE + "' if there is no such function");
        }
        boolean hook = !installer.value.equals(NONE);
        if (!hook && !fields.containsKey("file")) {
            throw new IllegalArgumentException(
                    "field 'file' is missing: nothing else tells a library without installer");
        }
        return new CatalogEntry(
                library,
                list("file"),
                hook ? Optional.of(read("installer", false)) : Optional.empty(),
                fields.containsKey("defaults") ? Optional.of(read("defaults", true)) : Optional.empty(),
                initialisation(),
                list("claims"),
                hook && !fields.containsKey("install"),
                whyNot(),
                isOnly("before", LIBC));
    }

    private Optional<Initialisation> initialisation() {
        if (!fields.containsKey("init")) {
            return Optional.empty();
        }
        List<String> probe = list("probe");
        if (list("cleanup").size() != 1 || probe.size() != 2) {
            throw new IllegalArgumentException("field 'init' in line " + fields.get("init").line
                    + ": needs 'cleanup' with a function, and 'probe' with two");
        }
        return Optional.of(new Initialisation(
                fields.get("init").value,
                list("implied"),
                fields.get("cleanup").value,
                probe.getFirst(),
                probe.getLast()));
    }

    /** What follows the no. */
    private String whyNot() {
        Field field = fields.get("install");
        if (field == null) {
            return "";
        }
        String[] words = field.value.split(",", 2);
        if (!words[0].strip().equals(NO)) {
            throw new IllegalArgumentException(
                    "field 'install' in line " + field.line + ": expected no but found '" + field.value + "'");
        }
        return words.length == 1 ? "" : words[1].strip();
    }

    private Installer read(String name, boolean ofDefaults) {
        try {
            String text = fields.get(name).value;
            Installer read = ofDefaults ? InstallerParser.parseDefaults(text) : InstallerParser.parse(text);
            return new Installer(library, read.symbol(), read.arguments(), read.success());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "field '" + name + "' in line " + fields.get(name).line + ": " + e.getMessage(), e);
        }
    }

    /** Whether the field is there, which can have this value alone. */
    private boolean isOnly(String name, String value) {
        Field field = fields.get(name);
        if (field != null && !field.value.equals(value)) {
            throw new IllegalArgumentException("field '" + name + "' in line " + field.line + ": expected " + value
                    + " but found '" + field.value + "'");
        }
        return field != null;
    }

    private List<String> list(String name) {
        Field field = fields.get(name);
        return field == null
                ? List.of()
                : Stream.of(field.value.split(","))
                        .map(String::strip)
                        .filter(item -> !item.isEmpty())
                        .toList();
    }

    private void entryProblem(int where, String what) {
        broken = true;
        problem(where, "library '" + library + "' is ignored: " + what);
    }

    private void problem(int where, String what) {
        problems.accept("catalog " + file + ", line " + where + ": " + what);
    }
}
