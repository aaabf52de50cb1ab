package dev.headcount.report.html;

import dev.headcount.ledger.SiteSnapshot;
import dev.headcount.site.Site;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Live bytes by library and call path: each node holds what is below it. */
final class FlameNode {

    private final Map<String, FlameNode> children = new LinkedHashMap<>();
    private long bytes;
    private int site = NO_SITE;

    /** For a node that is not the end of a site's path. */
    static final int NO_SITE = -1;

    /** A root over all sites: library, call path from its outermost frame or native thread, API function. */
    static FlameNode over(List<SiteSnapshot> sites) {
        FlameNode root = new FlameNode();
        for (SiteSnapshot site : sites) {
            if (site.liveBytes() > 0) {
                root.add(site);
            }
        }
        return root;
    }

    private void add(SiteSnapshot snapshot) {
        long added = snapshot.liveBytes();
        Site who = snapshot.site();
        bytes += added;
        FlameNode node = child(who.library(), added);
        if (who.thread() != null) {
            node = node.child("native thread " + who.thread(), added);
        }
        for (StackTraceElement frame : who.stack().reversed()) {
            node = node.child(frame.toString(), added);
        }
        node = node.child(who.function() == null ? "(no function seen)" : who.function(), added);
        node.site = who.id();
    }

    private FlameNode child(String name, long added) {
        FlameNode child = children.computeIfAbsent(name, _ -> new FlameNode());
        child.bytes += added;
        return child;
    }

    long bytes() {
        return bytes;
    }

    /** The site whose path ends here, or {@link #NO_SITE}. */
    int site() {
        return site;
    }

    /** By name: a library, a frame, a native thread or a function. */
    Map<String, FlameNode> children() {
        return children;
    }
}
