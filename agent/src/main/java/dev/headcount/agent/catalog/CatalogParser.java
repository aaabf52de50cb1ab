package dev.headcount.agent.catalog;

import dev.headcount.entries.Entry;
import dev.headcount.entries.Entry.Field;
import dev.headcount.entries.EntryFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Reads a catalog, see {@code catalog.txt}: an entry is a library. */
final class CatalogParser {

    private static final String NONE = "none";
    private static final String LIBC = "libc";
    private static final String NO = "no";
    private static final EntryFormat FORMAT = new EntryFormat(
            "catalog",
            "library",
            "acme",
            List.of(
                    "file",
                    "installer",
                    "defaults",
                    "init",
                    "implied",
                    "cleanup",
                    "probe",
                    "claims",
                    "before",
                    "install"));

    private final Entry entry;

    private CatalogParser(Entry entry) {
        this.entry = entry;
    }

    /**
     * Reads the lines of a catalog.
     *
     * @param file what the problems call it
     */
    static List<CatalogEntry> parse(Stream<String> lines, String file, Consumer<String> problems) {
        return FORMAT.read(lines, file, entry -> new CatalogParser(entry).library(), problems);
    }

    private CatalogEntry library() {
        Optional<Field> installer = entry.field("installer");
        if (installer.isEmpty()) {
            throw entry.wrong("field 'installer' is missing; '" + NONE + "' if there is no such function");
        }
        Optional<Field> hook = installer.filter(field -> !field.value().equals(NONE));
        if (hook.isEmpty() && entry.field("file").isEmpty()) {
            throw entry.wrong("field 'file' is missing: nothing else tells a library without installer");
        }
        return new CatalogEntry(
                entry.name(),
                list("file"),
                hook.map(field -> read(field, false)),
                entry.field("defaults").map(field -> read(field, true)),
                entry.field("init").map(this::initialisation),
                list("claims"),
                hook.isPresent() && entry.field("install").isEmpty(),
                entry.field("install").map(CatalogParser::whyNot).orElse(""),
                entry.field("before").map(CatalogParser::isLibc).orElse(false));
    }

    private Initialisation initialisation(Field init) {
        List<String> cleanup = list("cleanup");
        List<String> probe = list("probe");
        if (cleanup.size() != 1 || probe.size() != 2) {
            throw init.wrong("needs 'cleanup' with a function, and 'probe' with two");
        }
        return new Initialisation(init.value(), list("implied"), cleanup.getFirst(), probe.getFirst(), probe.getLast());
    }

    /** What follows the no. */
    private static String whyNot(Field install) {
        String[] words = install.value().split(",", 2);
        if (!words[0].strip().equals(NO)) {
            throw install.wrong("expected " + NO + " but found '" + install.value() + "'");
        }
        return words.length == 1 ? "" : words[1].strip();
    }

    private static boolean isLibc(Field before) {
        if (!before.value().equals(LIBC)) {
            throw before.wrong("expected " + LIBC + " but found '" + before.value() + "'");
        }
        return true;
    }

    private Installer read(Field field, boolean ofDefaults) {
        try {
            Installer read =
                    ofDefaults ? InstallerParser.parseDefaults(field.value()) : InstallerParser.parse(field.value());
            return new Installer(entry.name(), read.symbol(), read.arguments(), read.success());
        } catch (IllegalArgumentException e) {
            throw field.wrong(e.getMessage());
        }
    }

    private List<String> list(String name) {
        return Stream.of(entry.value(name).orElse("").split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }
}
