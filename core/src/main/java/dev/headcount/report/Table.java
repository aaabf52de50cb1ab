package dev.headcount.report;

import java.util.ArrayList;
import java.util.List;

/** Rows of cells, written with their columns aligned; a column without a text is left out. */
final class Table {

    private static final String GAP = "  ";

    private final String alignments;
    private final List<String[]> rows = new ArrayList<>();

    /** @param alignments a letter for each column: {@code l} for text, {@code r} for figures */
    Table(String alignments) {
        this.alignments = alignments;
    }

    void row(String... cells) {
        if (cells.length != alignments.length()) {
            throw new IllegalArgumentException("a row needs a cell for each column, cells=" + cells.length);
        }
        rows.add(cells);
    }

    /** One line for each row. */
    List<String> lines() {
        int[] widths = new int[alignments.length()];
        for (String[] row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row[column].length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private String line(String[] row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String padding = " ".repeat(widths[column] - row[column].length());
            boolean right = alignments.charAt(column) == 'r';
            line.append(column == 0 || widths[column] == 0 ? "" : GAP)
                    .append(right ? padding : "")
                    .append(row[column]);
            line.append(right ? "" : padding);
        }
        return line.toString().stripTrailing();
    }
}
