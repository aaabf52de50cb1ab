package dev.headcount.report;

/**
 * The fields of the messages of a profile that we write, by their numbers: {@code proto/profile.proto} of
 * github.com/google/pprof.
 *
 * <pre>
 *  Profile
 *   +- sample_type    what the values of the samples are: type and unit
 *   +- sample         location ids, the innermost first; values; labels
 *   +- location       function and line, and the mapping it is in
 *   +- function       name and file
 *   +- mapping        a file with code: here a library, and "java" for all that is Java
 *   +- string_table   every text, referred to by its index; the first one is empty
 * </pre>
 */
final class ProfileProto {

    static final int SAMPLE_TYPE = 1;
    static final int SAMPLE = 2;
    static final int MAPPING = 3;
    static final int LOCATION = 4;
    static final int FUNCTION = 5;
    static final int STRING_TABLE = 6;
    static final int TIME_NANOS = 9;
    static final int DURATION_NANOS = 10;
    static final int COMMENT = 13;
    static final int DEFAULT_SAMPLE_TYPE = 14;

    static final int VALUE_TYPE_TYPE = 1;
    static final int VALUE_TYPE_UNIT = 2;

    static final int SAMPLE_LOCATION_ID = 1;
    static final int SAMPLE_VALUE = 2;
    static final int SAMPLE_LABEL = 3;

    static final int LABEL_KEY = 1;
    static final int LABEL_STR = 2;

    static final int MAPPING_ID = 1;
    static final int MAPPING_FILENAME = 5;
    static final int MAPPING_HAS_FUNCTIONS = 7;
    static final int MAPPING_HAS_FILENAMES = 8;
    static final int MAPPING_HAS_LINE_NUMBERS = 9;

    static final int LOCATION_ID = 1;
    static final int LOCATION_MAPPING_ID = 2;
    static final int LOCATION_LINE = 4;

    static final int LINE_FUNCTION_ID = 1;
    static final int LINE_LINE = 2;

    static final int FUNCTION_ID = 1;
    static final int FUNCTION_NAME = 2;
    static final int FUNCTION_SYSTEM_NAME = 3;
    static final int FUNCTION_FILENAME = 4;

    private ProfileProto() {}
}
