package dev.headcount.report;

import static dev.headcount.report.ProfileProto.*;

import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the samples of a profile refer to by numbers: texts, files with code, functions, places. Each is there once. */
final class ProfileTables {

    private record Function(long mapping, String name, String file) {}

    private record Location(long mapping, long function, int line) {}

    private static final String JAVA = "java"; // the tools take the first mapping for the program

    private final Map<String, String> files;
    private final Map<String, Long> strings = new LinkedHashMap<>();
    private final Map<String, Long> mappings = new LinkedHashMap<>();
    private final Map<Function, Long> functions = new LinkedHashMap<>();
    private final Map<Location, Long> locations = new LinkedHashMap<>();

    /** @param files the files of the libraries, by their names */
    ProfileTables(Map<String, String> files) {
        this.files = files;
        string("");
        mapping(JAVA);
    }

    /** The number of a text; the empty one has 0, as all others are counted from there. */
    long string(String text) {
        return number(strings, text) - 1;
    }

    private long mapping(String file) {
        string(file);
        return number(mappings, file);
    }

    /** The numbers of the places of a call path. */
    long[] locations(List<ProfileFrame> frames) {
        long[] numbers = new long[frames.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = location(frames.get(i));
        }
        return numbers;
    }

    private long location(ProfileFrame frame) {
        String library = frame.library();
        long mapping = mapping(library == null ? JAVA : files.getOrDefault(library, library));
        string(frame.function());
        string(frame.file());
        long function = number(functions, new Function(mapping, frame.function(), frame.file()));
        return number(locations, new Location(mapping, function, frame.line()));
    }

    /** Counted from 1, since 0 stands for none. */
    private static <T> long number(Map<T, Long> table, T entry) {
        return table.computeIfAbsent(entry, _ -> table.size() + 1L);
    }

    /** Writes them all. What is asked for later is not in the profile. */
    void write(CodedOutputStream out) throws IOException {
        for (Map.Entry<String, Long> mapping : mappings.entrySet()) {
            ProtoMessage message = new ProtoMessage()
                    .number(MAPPING_ID, mapping.getValue())
                    .number(MAPPING_FILENAME, string(mapping.getKey()))
                    .flag(MAPPING_HAS_FUNCTIONS) // otherwise a tool would look for the names in the file
                    .flag(MAPPING_HAS_FILENAMES)
                    .flag(MAPPING_HAS_LINE_NUMBERS);
            out.writeByteArray(MAPPING, message.bytes());
        }
        for (Map.Entry<Function, Long> function : functions.entrySet()) {
            out.writeByteArray(
                    FUNCTION, message(function.getKey(), function.getValue()).bytes());
        }
        for (Map.Entry<Location, Long> location : locations.entrySet()) {
            out.writeByteArray(
                    LOCATION, message(location.getKey(), location.getValue()).bytes());
        }
        for (String text : strings.keySet()) {
            out.writeString(STRING_TABLE, text);
        }
    }

    private ProtoMessage message(Function function, long number) throws IOException {
        long name = string(function.name());
        return new ProtoMessage()
                .number(FUNCTION_ID, number)
                .number(FUNCTION_NAME, name)
                .number(FUNCTION_SYSTEM_NAME, name)
                .number(FUNCTION_FILENAME, string(function.file()));
    }

    private static ProtoMessage message(Location location, long number) throws IOException {
        ProtoMessage line =
                new ProtoMessage().number(LINE_FUNCTION_ID, location.function()).number(LINE_LINE, location.line());
        return new ProtoMessage()
                .number(LOCATION_ID, number)
                .number(LOCATION_MAPPING_ID, location.mapping())
                .message(LOCATION_LINE, line);
    }
}
