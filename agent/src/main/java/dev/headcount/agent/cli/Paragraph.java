package dev.headcount.agent.cli;

import java.util.ArrayList;
import java.util.List;

/** Text broken into lines at its blanks. */
final class Paragraph {

    private Paragraph() {}

    /** The lines, at least one, none longer than {@code width} unless a single word is. */
    static List<String> lines(String text, int width) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (rest.length() > width) {
            int end = rest.lastIndexOf(' ', width);
            if (end < 0) {
                end = rest.indexOf(' ');
            }
            if (end < 0) {
                break;
            }
            lines.add(rest.substring(0, end));
            rest = rest.substring(end + 1);
        }
        lines.add(rest);
        return lines;
    }
}
