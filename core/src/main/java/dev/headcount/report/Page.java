package dev.headcount.report;

/** Lines of text, no wider than {@value #WIDTH} columns. */
final class Page {

    static final int WIDTH = 110;

    private static final String CUT = "...";

    private final StringBuilder text = new StringBuilder();

    void blank() {
        text.append('\n');
    }

    /** A heading, after an empty line. */
    void heading(String heading) {
        blank();
        line("", heading);
    }

    /** A line; its end is cut off where it is too long. */
    void line(String indent, String line) {
        int room = WIDTH - indent.length();
        add(indent, line.length() <= room ? line : line.substring(0, room - CUT.length()) + CUT);
    }

    /** A line whose end matters most; its beginning is cut off where it is too long. */
    void lineEnd(String indent, String line) {
        int room = WIDTH - indent.length();
        add(indent, line.length() <= room ? line : CUT + line.substring(line.length() - room + CUT.length()));
    }

    /**
     * Sentences, over as many lines as they take. A word longer than a line, a path for instance, stays in one piece.
     *
     * @param lead in front of the first line, as many blanks in front of the others
     */
    void sentences(String lead, String sentences) {
        String indent = lead;
        StringBuilder line = new StringBuilder();
        for (String word : sentences.strip().split("\\s+", -1)) {
            if (!line.isEmpty() && indent.length() + line.length() + 1 + word.length() > WIDTH) {
                add(indent, line.toString());
                indent = " ".repeat(lead.length());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        add(indent, line.toString());
    }

    private void add(String indent, String line) {
        text.append(indent).append(line).append('\n');
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
