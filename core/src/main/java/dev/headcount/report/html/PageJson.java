package dev.headcount.report.html;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.headcount.report.Report;
import dev.headcount.site.Site;
import java.io.IOException;
import java.io.OutputStream;

/** What the page asks for, and what stands in the report that is made of it. Writes UTF-8 and leaves streams open. */
public final class PageJson {

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .characterEscapes(new InScript())
            .build();

    private PageJson() {}

    /**
     * What it shows at a glance.
     *
     * @param since only younger readings are written, in seconds since counting began; 0 for all
     */
    public static void overview(PageView view, long since, OutputStream out) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            new OverviewJson(json, view, since).write();
        }
    }

    /** The flame graph of live bytes. */
    public static void flame(PageView view, OutputStream out) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            FlameJson.write(json, FlameNode.over(view.report().snapshot().sites()));
        }
    }

    /** One site; the report must have ages and listed blocks. */
    public static void site(Report report, Site site, OutputStream out) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            SiteJson.write(json, report, site);
        }
    }

    /** All of it: what a page needs that nobody serves. */
    static void everything(Report report, OutputStream out) throws IOException {
        PageView view = PageView.of(report);
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.writeStartObject();
            json.writeFieldName("overview");
            new OverviewJson(json, view, 0).write();
            json.writeFieldName("flame");
            FlameJson.write(json, FlameNode.over(report.snapshot().sites()));
            json.writeArrayFieldStart("sites");
            for (ShownSite site : view.sites()) {
                SiteJson.write(json, report, site.figures().site());
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }
}
