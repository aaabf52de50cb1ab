package dev.headcount.site;

/**
 * Frames as their {@code toString} writes them, read back: {@code com.acme.Reports.monthly(Reports.java:88)}. What is in the
 * brackets is a file and a line, a file alone, or one of two words for none.
 */
public final class FrameText {

    private static final int NATIVE = -2; // as StackTraceElement has it

    private FrameText() {}

    /** A text that is none becomes a frame of that name. */
    public static StackTraceElement parse(String text) {
        int open = text.lastIndexOf('(');
        int dot = text.lastIndexOf('.', open);
        if (open < 0 || dot < 0 || !text.endsWith(")")) {
            return new StackTraceElement(text, "", null, -1);
        }
        String type = text.substring(0, dot);
        String method = text.substring(dot + 1, open);
        String place = text.substring(open + 1, text.length() - 1);
        return switch (place) {
            case "Native Method" -> new StackTraceElement(type, method, null, NATIVE);
            case "Unknown Source" -> new StackTraceElement(type, method, null, -1);
            default -> withFile(type, method, place);
        };
    }

    private static StackTraceElement withFile(String type, String method, String place) {
        int colon = place.lastIndexOf(':');
        try {
            int line = colon < 0 ? -1 : Integer.parseInt(place.substring(colon + 1));
            return new StackTraceElement(type, method, colon < 0 ? place : place.substring(0, colon), line);
        } catch (NumberFormatException e) {
            return new StackTraceElement(type, method, place, -1);
        }
    }
}
