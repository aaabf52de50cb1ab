package dev.headcount.report.html;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The flame graph in JSON. What is too narrow to be seen is left out: its bytes are in the node above all the same. */
final class FlameJson {

    private static final double NARROWEST = 1 / 2000.0;

    private FlameJson() {}

    static void write(JsonGenerator json, FlameNode root) throws IOException {
        write(json, "all libraries", root, (long) (root.bytes() * NARROWEST));
    }

    private static void write(JsonGenerator json, String name, FlameNode node, long narrowest) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", name);
        json.writeNumberField("bytes", node.bytes());
        if (node.site() != FlameNode.NO_SITE) {
            json.writeNumberField("site", node.site());
        }
        List<Map.Entry<String, FlameNode>> wide = node.children().entrySet().stream()
                .filter(child -> child.getValue().bytes() > narrowest)
                .toList();
        if (!wide.isEmpty()) {
            json.writeArrayFieldStart("children");
            for (Map.Entry<String, FlameNode> child : wide) {
                write(json, child.getKey(), child.getValue(), narrowest);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }
}
