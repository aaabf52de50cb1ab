package dev.headcount.agent.jmx;

import dev.headcount.agent.http.Observed;
import dev.headcount.jmx.GrowthData;
import dev.headcount.jmx.HeadcountMXBean;
import dev.headcount.jmx.LibraryData;
import dev.headcount.jmx.SiteData;
import dev.headcount.jmx.SnapshotData;
import dev.headcount.jmx.TrackerData;
import dev.headcount.leak.Diagnosis;
import dev.headcount.leak.Growth;
import dev.headcount.leak.SiteRanking;
import dev.headcount.report.ReportFormat;
import dev.headcount.watch.Findings;
import dev.headcount.watch.Watch;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The MXBean. Each call is one of a reader's, who waits for what it asks for; nobody else does. */
final class Headcount implements HeadcountMXBean {

    private static final int TOP_SITES = 20;

    private final String version;
    private final Observed observed;
    private final Marks marks = new Marks(MARKS);
    private final Reports reports;
    private MeterValues meters;

    Headcount(String version, Observed observed) {
        this.version = version;
        this.observed = observed;
        this.reports = new Reports(observed);
    }

    @Override
    public String getVersion() {
        return version;
    }

    @Override
    public long getUptimeSeconds() {
        return observed.snapshot().uptimeSeconds();
    }

    @Override
    public List<LibraryData> getLibraries() {
        return observed.snapshot().libraries().stream().map(LibraryData::of).toList();
    }

    @Override
    public List<SiteData> getTopSites() {
        Diagnosis diagnosis = findings().diagnosis();
        return SiteRanking.live(observed.snapshot()).top(TOP_SITES).stream()
                .map(site -> SiteData.of(site, diagnosis.site(site.site().id())))
                .toList();
    }

    @Override
    public List<SiteData> getVerdicts() {
        return findings().diagnosis().sites().stream()
                .limit(TOP_SITES)
                .map(verdict -> SiteData.of(verdict.site(), Optional.of(verdict)))
                .toList();
    }

    @Override
    public TrackerData getTracker() {
        return TrackerData.of(observed.snapshot().tracker());
    }

    @Override
    public List<String> getNotes() {
        return observed.notes();
    }

    /** Made when it is first asked for: it loads some hundred classes. */
    @Override
    public synchronized Map<String, Double> getMeters() {
        if (meters == null) {
            meters = new MeterValues(observed::snapshot, this::findings);
        }
        return meters.now();
    }

    @Override
    public String getBaselineTaken() {
        return findings()
                .baseline()
                .map(baseline -> baseline.takenAt().toString())
                .orElse(null);
    }

    @Override
    public SnapshotData snapshot(int sites) {
        if (sites < 0) {
            throw new IllegalArgumentException("sites must not be negative, sites=" + sites);
        }
        return SnapshotData.of(observed.snapshot(), findings(), sites);
    }

    @Override
    public List<String> reportFormats() {
        return ReportFormat.keys();
    }

    @Override
    public String report(String format) {
        return reports.text(format);
    }

    @Override
    public byte[] reportFile(String format) {
        return reports.file(format);
    }

    @Override
    public String baseline() {
        return observed.watch()
                .map(watch -> watch.takeBaseline().takenAt().toString())
                .orElseThrow(() -> new IllegalStateException("nothing is tracked yet, so there is nothing to compare"));
    }

    @Override
    public String reportSinceBaseline() {
        return reports.sinceBaseline();
    }

    @Override
    public long mark() {
        return marks.add(observed.snapshot());
    }

    @Override
    public List<GrowthData> since(long mark) {
        return Growth.between(marks.of(mark), observed.snapshot()).sites().stream()
                .map(GrowthData::of)
                .toList();
    }

    @Override
    public void forget(long mark) {
        marks.remove(mark);
    }

    private Findings findings() {
        return observed.watch().map(Watch::findings).orElse(Findings.NONE);
    }
}
