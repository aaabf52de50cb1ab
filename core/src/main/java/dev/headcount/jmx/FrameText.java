package dev.headcount.jmx;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A frame of a stack as a stack trace shows it: {@code com.acme.Reports.monthly(Reports.java:88)}. */
final class FrameText {

    private static final Pattern FRAME =
            Pattern.compile("(?<type>.*?)\\.?(?<method>[^.]*)\\((?<file>[^:()]*)(:(?<line>\\d+))?\\)");
    private static final String NATIVE = "Native Method";
    private static final String UNKNOWN = "Unknown Source";
    private static final int NO_LINE = -1;
    private static final int NATIVE_LINE = -2; // as StackTraceElement marks a native method

    private FrameText() {}

    /** A text that is none of a frame becomes the name of a method of no class. */
    static StackTraceElement parse(String text) {
        Matcher frame = FRAME.matcher(text);
        if (!frame.matches()) {
            return new StackTraceElement("", text, null, NO_LINE);
        }
        String file = frame.group("file");
        String line = frame.group("line");
        return switch (file) {
            case NATIVE -> new StackTraceElement(frame.group("type"), frame.group("method"), null, NATIVE_LINE);
            case UNKNOWN -> new StackTraceElement(frame.group("type"), frame.group("method"), null, NO_LINE);
            default ->
                new StackTraceElement(
                        frame.group("type"), frame.group("method"), file, line == null ? NO_LINE : lineNumber(line));
        };
    }

    private static int lineNumber(String digits) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            return NO_LINE;
        }
    }
}
