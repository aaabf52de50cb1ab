package dev.headcount.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.headcount.leak.SiteGrowth;
import dev.headcount.leak.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** What changed, for programs: every site whose figures differ, the largest growth first. All figures may be negative. */
final class GrowthJson {

    private GrowthJson() {}

    /** Writes UTF-8 and leaves the stream open. */
    static void write(GrowthReport report, OutputStream out) throws IOException {
        try (JsonGenerator json = JsonReport.FACTORY.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("since", report.earlier().takenAt().toString());
            json.writeStringField("takenAt", report.later().takenAt().toString());
            json.writeNumberField("seconds", report.seconds());
            json.writeArrayFieldStart("notes");
            for (String note : report.notes()) {
                json.writeString(note);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("libraries");
            for (Map.Entry<String, GrowthSum> library :
                    GrowthSum.byLibrary(report.growth().sites()).entrySet()) {
                GrowthSum sum = library.getValue();
                json.writeStartObject();
                json.writeStringField("name", library.getKey());
                figures(json, sum.liveBlocks(), sum.liveBytes(), sum.allocations(), sum.allocatedBytes());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("sites");
            Map<Integer, Verdict> verdicts = Profile.verdicts(report.diagnosis());
            for (SiteGrowth site : report.growth().sites()) {
                json.writeStartObject();
                SiteJson.facts(json, site.site());
                figures(json, site.liveBlocks(), site.liveBytes(), site.allocations(), site.allocatedBytes());
                Verdict verdict = verdicts.get(site.site().id());
                json.writeStringField("verdict", verdict == null ? null : verdict.key());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void figures(
            JsonGenerator json, long liveBlocks, long liveBytes, long allocations, long allocatedBytes)
            throws IOException {
        json.writeNumberField("liveBlocks", liveBlocks);
        json.writeNumberField("liveBytes", liveBytes);
        json.writeNumberField("allocations", allocations);
        json.writeNumberField("allocatedBytes", allocatedBytes);
    }
}
