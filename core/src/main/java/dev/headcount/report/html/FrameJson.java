package dev.headcount.report.html;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.headcount.site.Site;
import java.io.IOException;
import java.util.List;

/** Who a site is, in JSON. A frame is written as the JDK prints it: {@code com.acme.Reports.monthly(Reports.java:88)}. */
final class FrameJson {

    private FrameJson() {}

    static void who(JsonGenerator json, Site site) throws IOException {
        json.writeNumberField("id", site.id());
        json.writeStringField("library", site.library());
        json.writeStringField("function", site.function());
        json.writeStringField("thread", site.thread());
    }

    static void stack(JsonGenerator json, List<StackTraceElement> frames) throws IOException {
        json.writeArrayFieldStart("stack");
        for (StackTraceElement frame : frames) {
            json.writeString(frame.toString());
        }
        json.writeEndArray();
    }
}
