package dev.headcount.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.headcount.history.HistoryView;
import dev.headcount.leak.Expectations;
import dev.headcount.leak.SiteRanking;
import dev.headcount.leak.SiteVerdict;
import dev.headcount.ledger.Damage;
import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.ledger.LibrarySnapshot;
import dev.headcount.ledger.SiteSnapshot;
import dev.headcount.ledger.TrackerSnapshot;
import dev.headcount.watch.Findings;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/**
 * The report for programs: every figure there is, and every site that ever allocated, by live bytes. Sizes are bytes;
 * addresses and what headers say are texts in hexadecimal; what is not known is null.
 */
public final class JsonReport {

    static final JsonFactory FACTORY =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private JsonReport() {}

    /** Writes UTF-8 and leaves the stream open. */
    public static void write(Report report, OutputStream out) throws IOException {
        LedgerSnapshot snapshot = report.snapshot();
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("takenAt", snapshot.takenAt().toString());
            json.writeNumberField("uptimeSeconds", snapshot.uptimeSeconds());
            json.writeArrayFieldStart("notes");
            for (String note : report.notes()) {
                json.writeString(note);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("libraries");
            for (LibrarySnapshot library : snapshot.libraries()) {
                LibraryJson.write(json, library);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("sites");
            Map<Integer, SiteVerdict> verdicts = report.findings().diagnosis().byId();
            for (SiteSnapshot site : SiteRanking.all(snapshot).sites()) {
                SiteJson.write(
                        json, site, report.ages(), verdicts.get(site.site().id()));
            }
            json.writeEndArray();
            json.writeArrayFieldStart("damage");
            for (Damage damage : snapshot.damage()) {
                SiteJson.write(json, damage);
            }
            json.writeEndArray();
            SampleJson.write(json, report.sample());
            write(json, snapshot.tracker());
            write(json, report.findings());
            json.writeEndObject();
        }
    }

    private static void write(JsonGenerator json, TrackerSnapshot tracker) throws IOException {
        json.writeObjectFieldStart("tracker");
        json.writeNumberField("bytes", tracker.bytes());
        json.writeNumberField("pages", tracker.pages());
        json.writeNumberField("sites", tracker.sites());
        json.writeNumberField("overflowed", tracker.overflowed());
        json.writeNumberField("lost", tracker.lost());
        json.writeNumberField("faults", tracker.faults());
        json.writeStringField("firstFault", tracker.firstFault());
        json.writeBooleanField("gates", tracker.gates());
        json.writeNumberField("gateUpcalls", tracker.gateUpcalls());
        json.writeNumberField("ringLost", tracker.ringLost());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Findings findings) throws IOException {
        json.writeArrayFieldStart("expectations");
        for (Expectations.Matched matched : findings.diagnosis().expectations()) {
            json.writeStartObject();
            json.writeStringField("name", matched.expectation().name());
            json.writeNumberField("sites", matched.sites());
            json.writeEndObject();
        }
        json.writeEndArray();
        HistoryView history = findings.history();
        json.writeObjectFieldStart("history");
        json.writeNumberField("bytes", history.bytes());
        json.writeNumberField("maxBytes", history.maxBytes());
        json.writeNumberField("coarsened", history.coarsened());
        json.writeNumberField("forgotten", history.forgotten());
        json.writeEndObject();
    }
}
