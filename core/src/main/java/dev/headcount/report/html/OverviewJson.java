package dev.headcount.report.html;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.headcount.history.HistoryView;
import dev.headcount.leak.SiteGrowth;
import dev.headcount.leak.SiteVerdict;
import dev.headcount.leak.Verdict;
import dev.headcount.ledger.Damage;
import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.ledger.LibrarySnapshot;
import dev.headcount.ledger.SiteSnapshot;
import dev.headcount.ledger.TrackerSnapshot;
import dev.headcount.report.Report;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the page shows at a glance, in JSON. */
final class OverviewJson {

    private static final int LIBRARY_POINTS = 600;
    private static final int SITE_POINTS = 80;
    private static final int FRAMES = 12; // the innermost: enough for a glance

    private final JsonGenerator json;
    private final PageView view;
    private final long since;

    /** @param since only younger readings are written, in seconds since counting began; 0 for all */
    OverviewJson(JsonGenerator json, PageView view, long since) {
        this.json = json;
        this.view = view;
        this.since = since;
    }

    void write() throws IOException {
        Report report = view.report();
        LedgerSnapshot snapshot = report.snapshot();
        json.writeStartObject();
        json.writeNumberField("takenAt", snapshot.takenAt().toEpochMilli());
        json.writeNumberField("uptimeSeconds", snapshot.uptimeSeconds());
        json.writeNumberField("since", since);
        json.writeNumberField("pid", ProcessHandle.current().pid());
        json.writeStringField("application", application());
        texts("notes", report.notes());
        texts("damage", snapshot.damage().stream().map(Damage::describe).toList());
        verdicts();
        libraries(snapshot.libraries());
        json.writeArrayFieldStart("sites");
        for (ShownSite site : view.sites()) {
            site(site);
        }
        json.writeEndArray();
        all(snapshot.sites());
        baseline();
        tracker(snapshot.tracker(), report.findings().history());
        json.writeEndObject();
    }

    /** The main class or the jar, without arguments, among which may be secrets. */
    private static String application() {
        return System.getProperty("sun.java.command", "").split(" ", 2)[0];
    }

    private void texts(String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    /** How many sites have which verdict. */
    private void verdicts() throws IOException {
        json.writeObjectFieldStart("verdicts");
        List<SiteVerdict> sites = view.report().findings().diagnosis().sites();
        for (Verdict verdict : Verdict.values()) {
            json.writeNumberField(
                    verdict.key(),
                    sites.stream()
                            .filter(site -> site.verdict() == verdict && !site.expected())
                            .count());
        }
        json.writeEndObject();
    }

    /** Libraries of the same name are one here, as they are in the history. */
    private void libraries(List<LibrarySnapshot> libraries) throws IOException {
        Map<String, List<LibrarySnapshot>> byName =
                libraries.stream().collect(Collectors.groupingBy(LibrarySnapshot::name));
        json.writeArrayFieldStart("libraries");
        for (String name :
                libraries.stream().map(LibrarySnapshot::name).distinct().toList()) {
            List<LibrarySnapshot> same = byName.get(name);
            json.writeStartObject();
            json.writeStringField("name", name);
            json.writeStringField("path", same.getFirst().path());
            json.writeStringField("allocator", same.getFirst().allocator());
            sum("liveBytes", same.stream().mapToLong(LibrarySnapshot::liveBytes).sum());
            sum(
                    "liveBlocks",
                    same.stream().mapToLong(LibrarySnapshot::liveBlocks).sum());
            sum(
                    "peakBytes",
                    same.stream().mapToLong(LibrarySnapshot::peakBytes).max().orElse(0));
            sum(
                    "allocations",
                    same.stream().mapToLong(LibrarySnapshot::allocations).sum());
            sum("frees", same.stream().mapToLong(LibrarySnapshot::frees).sum());
            CurveJson.write(json, "curve", history().library(name), since, LIBRARY_POINTS);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void sum(String name, long sum) throws IOException {
        json.writeNumberField(name, sum);
    }

    private HistoryView history() {
        return view.report().findings().history();
    }

    private void site(ShownSite site) throws IOException {
        SiteSnapshot figures = site.figures();
        json.writeStartObject();
        FrameJson.who(json, figures.site());
        json.writeStringField(
                "suspect", site.line().map(StackTraceElement::toString).orElse(null));
        FrameJson.stack(json, figures.site().stack().stream().limit(FRAMES).toList());
        json.writeNumberField("liveBytes", figures.liveBytes());
        json.writeNumberField("liveBlocks", figures.liveBlocks());
        json.writeNumberField("allocations", figures.allocations());
        if (site.verdict().isPresent()) {
            SiteVerdict verdict = site.verdict().get();
            json.writeStringField("verdict", verdict.verdict().key());
            json.writeStringField("words", verdict.verdict().words());
            json.writeNumberField("bytesPerHour", verdict.bytesPerHour());
            json.writeStringField("evidence", verdict.evidence());
            json.writeBooleanField("expected", verdict.expected());
        }
        json.writeNumberField(
                "grownBytes", site.growth().map(SiteGrowth::liveBytes).orElse(0L));
        CurveJson.write(json, "curve", history().site(site.id()), since, SITE_POINTS);
        json.writeEndObject();
    }

    /** All live sites together, to say what the list leaves out. */
    private void all(List<SiteSnapshot> sites) throws IOException {
        json.writeObjectFieldStart("all");
        json.writeNumberField(
                "sites", sites.stream().filter(site -> site.liveBlocks() > 0).count());
        json.writeNumberField(
                "liveBytes", sites.stream().mapToLong(SiteSnapshot::liveBytes).sum());
        json.writeEndObject();
    }

    private void baseline() throws IOException {
        json.writeFieldName("baseline");
        if (view.growth().isEmpty()) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeNumberField("takenAt", view.growth().get().since().toEpochMilli());
        json.writeNumberField(
                "grownBytes",
                view.growth().get().sites().stream()
                        .mapToLong(SiteGrowth::liveBytes)
                        .sum());
        json.writeEndObject();
    }

    private void tracker(TrackerSnapshot tracker, HistoryView history) throws IOException {
        json.writeObjectFieldStart("tracker");
        json.writeNumberField("bytes", tracker.bytes());
        json.writeNumberField("historyBytes", history.bytes());
        json.writeNumberField("sites", tracker.sites());
        json.writeNumberField("lost", tracker.lost());
        json.writeNumberField("faults", tracker.faults());
        json.writeNumberField("overflowed", tracker.overflowed());
        json.writeNumberField("ringLost", tracker.ringLost());
        json.writeBooleanField("gates", tracker.gates());
        json.writeEndObject();
    }
}
