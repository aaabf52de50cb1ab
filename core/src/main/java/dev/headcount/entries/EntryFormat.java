package dev.headcount.entries;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A kind of file: entries that begin with a name in brackets and hold a field a line, {@code name = value}; empty lines and
 * those that begin with {@code #} say nothing.
 *
 * @param option that names such a file
 * @param entry what an entry is: {@code library}
 * @param example a name such as one has
 * @param fields which it may have
 */
public record EntryFormat(String option, String entry, String example, List<String> fields) {

    public EntryFormat {
        fields = List.copyOf(fields);
    }

    /**
     * Reads a file. What cannot be read is left out, and the others count.
     *
     * @param file what the problems call it
     * @param meaning makes of an entry what it stands for, or throws what {@code isWrong} answers
     * @param problems receives one line for whatever cannot be read, with file, line and field
     */
    public <T> List<T> read(Stream<String> lines, String file, Function<Entry, T> meaning, Consumer<String> problems) {
        EntryReader<T> reader = new EntryReader<>(this, file, meaning, problems);
        lines.map(String::strip).forEach(reader::line);
        return reader.end();
    }
}
