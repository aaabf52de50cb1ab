package dev.headcount.report.html;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headcount.leak.Snapshots;
import dev.headcount.ledger.LedgerSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FlameNodeTest {

    private final FlameNode root = FlameNode.over(Shown.NOW.sites());

    @Test
    void shouldHoldAllLiveBytesOfItsLibraries() {
        assertEquals(3_364, root.bytes());
        assertEquals(Set.of("sqlite3", "cassandra"), root.children().keySet());
        assertEquals(3_064, root.children().get("sqlite3").bytes());
    }

    @Test
    void shouldGoFromTheOutermostCallToTheFunction() {
        assertEquals(
                List.of(
                        "sqlite3 3064",
                        "com.acme.Orders.list(Orders.java:28) 64",
                        "com.acme.Database.prepare(Database.java:44) 64",
                        "sqlite3_prepare_v2 64"),
                way(root, "sqlite3", "com.acme.Orders.list(Orders.java:28)"));
    }

    @Test
    void shouldNameTheNativeThreadWhereNoJavaCalled() {
        FlameNode thread = root.children().get("cassandra").children().get("native thread cass-io-<0>");

        assertEquals(300, thread.bytes());
        assertEquals(9, thread.children().get("(no function seen)").site());
    }

    @Test
    void shouldBeEmptyWhereNothingIsLive() {
        LedgerSnapshot snapshot = new Snapshots().with(Snapshots.site(1), 0, 0).taken();

        assertEquals(0, FlameNode.over(snapshot.sites()).children().size());
    }

    /** The names and bytes from here down, by these children, and by the only ones below. */
    private static List<String> way(FlameNode from, String... names) {
        List<String> way = new ArrayList<>();
        FlameNode node = from;
        for (int depth = 0; !node.children().isEmpty(); depth++) {
            String name = depth < names.length
                    ? names[depth]
                    : node.children().keySet().iterator().next();
            node = node.children().get(name);
            way.add(name + " " + node.bytes());
        }
        return way;
    }
}
