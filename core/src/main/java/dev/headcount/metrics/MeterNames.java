package dev.headcount.metrics;

import java.util.List;

/**
 * The meters there are.
 *
 * <p>Registries that put the base unit into the name do so where the name does not end with it already. So a unit here is
 * either the last word of the name, or {@code bytes}, or none: a Prometheus page then shows {@code headcount_live_bytes},
 * {@code headcount_allocations_total} and {@code headcount_allocated_bytes_total}.
 */
public final class MeterNames {

    /** Tag of every meter of a library: its name. Libraries of the same name are added up. */
    public static final String LIBRARY = "library";

    /** Tag of {@link #DAMAGE}: which kind, {@code double_free} for instance. */
    public static final String KIND = "kind";

    /** Tag of {@link #SITES}: which verdict, {@code leaking} for instance, or {@code expected}. */
    public static final String VERDICT = "verdict";

    /** Tag of the meters of a site: the API function that was entered. */
    public static final String FUNCTION = "function";

    /** Tag of the meters of a site: the site's number, which never changes while the JVM lives. */
    public static final String SITE = "site";

    /** Tag of the meters of a site: the innermost Java frame that is not the JDK's, or the native thread. */
    public static final String CALLER = "caller";

    public static final MeterName LIVE_BLOCKS =
            new MeterName("headcount.live.blocks", "blocks", "Blocks that the library holds now");
    public static final MeterName LIVE_BYTES = new MeterName(
            "headcount.live.bytes", "bytes", "Bytes that the library holds now, as it asked for them, without headers");
    public static final MeterName PEAK_BYTES =
            new MeterName("headcount.peak.bytes", "bytes", "The most bytes that the library ever held at once");
    public static final MeterName ALLOCATIONS =
            new MeterName("headcount.allocations", "allocations", "Blocks that the library ever allocated");
    public static final MeterName FREES =
            new MeterName("headcount.frees", "frees", "Blocks that the library gave back");
    public static final MeterName REALLOCATIONS =
            new MeterName("headcount.reallocations", "reallocations", "Blocks that changed their size");
    public static final MeterName ALLOCATED =
            new MeterName("headcount.allocated", "bytes", "Bytes ever allocated, a reallocation counts its new size");
    public static final MeterName FREED =
            new MeterName("headcount.freed", "bytes", "Bytes given back, a reallocation counts its old size");
    public static final MeterName FAILURES =
            new MeterName("headcount.failures", "failures", "Requests that the allocator could not meet");
    public static final MeterName FOREIGN_FREES =
            new MeterName("headcount.foreign.frees", "frees", "Blocks given back that were never seen being allocated");
    public static final MeterName DAMAGE =
            new MeterName("headcount.damage", null, "Wrong pointers given back and headers overwritten, by kind");
    public static final MeterName REQUEST_SIZE =
            new MeterName("headcount.request.size", "bytes", "Sizes of the requests, reallocations included");
    public static final MeterName SITE_LIVE_BYTES = new MeterName(
            "headcount.site.live.bytes",
            "bytes",
            "Bytes that the site holds now, for the sites that hold the most and those that leak");
    public static final MeterName SITE_LEAKING = new MeterName(
            "headcount.site.leaking", null, "1 where the verdict on the site is that it leaks, 0 otherwise");
    public static final MeterName SITE_GROWTH = new MeterName(
            "headcount.site.growth.per.hour",
            "bytes",
            "Bytes by which the site grows in an hour, negative where it shrinks; 0 where nothing can be said");
    public static final MeterName SITES = new MeterName(
            "headcount.sites",
            "sites",
            "Sites with live blocks by verdict; those whose leak is expected count as that alone");
    public static final MeterName HISTORY_BYTES =
            new MeterName("headcount.history.bytes", "bytes", "Java heap that the history of the figures takes");
    public static final MeterName HISTORY_LOST = new MeterName(
            "headcount.history.lost",
            null,
            "Curves of the history that were made coarser or forgotten for want of room: verdicts then come later");
    public static final MeterName TRACKER_BYTES =
            new MeterName("headcount.tracker.bytes", "bytes", "Native memory that Headcount's ledger itself takes");
    public static final MeterName TRACKER_LOST = new MeterName(
            "headcount.tracker.lost",
            null,
            "Events missing from the ledger: allocations that found its table full, and events that ended in an error");
    public static final MeterName SITES_OVERFLOWED = new MeterName(
            "headcount.sites.overflowed",
            null,
            "Allocations charged to no site of their own, the site table being full");

    public static final MeterName GATE_ENABLED = new MeterName(
            "headcount.gate.enabled",
            null,
            "1 where libraries call gates, 0 where the machine refuses them and they call Java directly");

    public static final MeterName GATE_UPCALLS = new MeterName(
            "headcount.gate.upcalls", null, "How often native code entered Java, to find the call path of a downcall");

    public static final MeterName RING_LOST = new MeterName(
            "headcount.ring.lost",
            null,
            "Rare events of native code that were counted but not described, the ring for them being full");

    /** Only of {@link HeadcountMetrics}: the agent itself is always there. */
    public static final MeterName AGENT_PRESENT = new MeterName(
            "headcount.agent.present",
            null,
            "1 where the JVM has Headcount's agent, 0 where there are no other meters");

    /**
     * Every meter there is of a ledger. {@link #SITE_LEAKING}, {@link #SITE_GROWTH}, {@link #SITES}, {@link #HISTORY_BYTES} and
     * {@link #HISTORY_LOST} need a {@linkplain dev.headcount.watch.Watch watch}; {@link #REQUEST_SIZE} is on the agent's page
     * only, see {@link LedgerMetrics}.
     */
    public static final List<MeterName> ALL = List.of(
            LIVE_BLOCKS,
            LIVE_BYTES,
            PEAK_BYTES,
            ALLOCATIONS,
            FREES,
            REALLOCATIONS,
            ALLOCATED,
            FREED,
            FAILURES,
            FOREIGN_FREES,
            DAMAGE,
            REQUEST_SIZE,
            SITE_LIVE_BYTES,
            SITE_LEAKING,
            SITE_GROWTH,
            SITES,
            HISTORY_BYTES,
            HISTORY_LOST,
            TRACKER_BYTES,
            TRACKER_LOST,
            SITES_OVERFLOWED,
            GATE_ENABLED,
            GATE_UPCALLS,
            RING_LOST);

    private MeterNames() {}
}
