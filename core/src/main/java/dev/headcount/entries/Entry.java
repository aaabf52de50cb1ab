package dev.headcount.entries;

import java.util.Map;
import java.util.Optional;

/**
 * One entry of a file: a name in brackets, and the fields up to the next.
 *
 * @param line where it begins, from 1
 * @param fields by their names
 */
public record Entry(String name, int line, Map<String, Field> fields) {

    public Entry {
        fields = Map.copyOf(fields);
    }

    /**
     * A line {@code name = value} of an entry.
     *
     * @param line where it stands, from 1
     * @param value never empty
     */
    public record Field(String name, int line, String value) {

        /** To be thrown where the value means nothing. */
        public BadEntryException wrong(String why) {
            return new BadEntryException(line, "field '" + name + "': " + why);
        }
    }

    /** The field of this name, if the entry has it. */
    public Optional<Field> field(String field) {
        return Optional.ofNullable(fields.get(field));
    }

    /** The value of the field of this name. */
    public Optional<String> value(String field) {
        return field(field).map(Field::value);
    }

    /** To be thrown where the fields together mean nothing. */
    public BadEntryException wrong(String why) {
        return new BadEntryException(line, why);
    }
}
