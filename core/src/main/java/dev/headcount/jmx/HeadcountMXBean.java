package dev.headcount.jmx;

import java.util.List;
import java.util.Map;

/**
 * What the agent shows over JMX, as {@value #NAME} on the platform's MBean server. Clients see open data only and need no
 * class of ours; what is added later is an item more, nothing is ever renamed or taken away.
 */
public interface HeadcountMXBean {

    /** The name it is registered under. */
    String NAME = "dev.headcount:type=Headcount";

    /** The agent's version. */
    String getVersion();

    /** Seconds since counting began; 0 as long as nothing is tracked. */
    long getUptimeSeconds();

    /** The tracked libraries in the order in which they were met. */
    List<LibraryData> getLibraries();

    /** The 20 sites that hold the most, the largest first. */
    List<SiteData> getTopSites();

    /** The 20 sites with the worst verdicts, the worst first. */
    List<SiteData> getVerdicts();

    /** What the tracking itself costs and loses. */
    TrackerData getTracker();

    /** Plain sentences on what the figures do not show. */
    List<String> getNotes();

    /** Every meter with its value, by name and tags: <code>headcount.live.bytes{library=sqlite3}</code>. */
    Map<String, Double> getMeters();

    /** When the baseline was taken, as ISO 8601 says it; null where there is none. */
    String getBaselineTaken();

    /**
     * All figures of one moment, with those sites that are among the {@code sites} largest or have one of the {@code sites}
     * worst verdicts.
     */
    SnapshotData snapshot(int sites);

    /** The formats there are: {@code text}, {@code json} and so on. */
    List<String> reportFormats();

    /** The report in a format that is text. */
    String report(String format);

    /** The report in any format, as the bytes of a file. */
    byte[] reportFile(String format);

    /** Makes this moment the one to compare with, and answers when that was. */
    String baseline();

    /** What changed since the baseline, for people: the largest growth first. */
    String reportSinceBaseline();

    /** Remembers this moment, and answers a number for it. The last {@value #MARKS} are kept. */
    long mark();

    /** The sites whose figures changed since the moment with that number, the largest growth in live bytes first. */
    List<GrowthData> since(long mark);

    /** Forgets a moment; one that is forgotten already is no error. */
    void forget(long mark);

    /** How many moments are remembered at most. */
    int MARKS = 64;
}
