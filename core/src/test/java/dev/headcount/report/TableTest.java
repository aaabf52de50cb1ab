package dev.headcount.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void shouldAlignTextLeftAndFiguresRight() {
        Table table = new Table("lrl");
        table.row("library", "blocks", "where");
        table.row("uv", "12,345,678", "here");
        table.row("cassandra", "1", "");

        assertEquals(
                List.of(
                        "library        blocks  where", //
                        "uv         12,345,678  here",
                        "cassandra           1"),
                table.lines());
    }

    @Test
    void shouldRefuseARowWithoutACellForEachColumn() {
        Table table = new Table("lr");

        assertThrows(IllegalArgumentException.class, () -> table.row("one"));
    }
}
