package dev.headcount.jmx;

import dev.headcount.history.CurvelessHistory;
import dev.headcount.history.HistoryView;
import dev.headcount.leak.Diagnosis;
import dev.headcount.leak.SiteGrowth;
import dev.headcount.leak.SiteVerdict;
import dev.headcount.leak.Verdict;
import dev.headcount.ledger.DamageKind;
import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.ledger.LibrarySnapshot;
import dev.headcount.ledger.SiteSnapshot;
import dev.headcount.ledger.SizeHistogram;
import dev.headcount.ledger.TrackerSnapshot;
import dev.headcount.site.FrameText;
import dev.headcount.site.Site;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes of open data what it was made of, as far as this version knows it. */
final class SnapshotReader {

    private static final Comparator<SiteVerdict> WORST_FIRST = Comparator.comparing(SiteVerdict::expected)
            .thenComparing(SiteVerdict::verdict)
            .thenComparing(Comparator.comparingDouble(SiteVerdict::bytesPerHour).reversed())
            .thenComparing(Comparator.comparingLong(
                            (SiteVerdict verdict) -> verdict.site().liveBytes())
                    .reversed());

    private SnapshotReader() {}

    static LedgerSnapshot snapshot(OpenData data) {
        return new LedgerSnapshot(
                instant(data.textOrEmpty("takenAt")),
                data.number("uptimeSeconds"),
                data.records("libraries").stream().map(SnapshotReader::library).toList(),
                data.records("sites").stream().map(SnapshotReader::site).toList(),
                List.of(),
                data.entry("tracker")
                        .map(SnapshotReader::tracker)
                        .orElse(LedgerSnapshot.empty().tracker()));
    }

    static Diagnosis diagnosis(OpenData data) {
        return new Diagnosis(
                data.number("diagnosedSeconds"),
                data.records("sites").stream()
                        .flatMap(SnapshotReader::verdict)
                        .sorted(WORST_FIRST)
                        .toList());
    }

    static HistoryView history(OpenData data) {
        return new CurvelessHistory(
                data.number("historyBytes"),
                data.number("historyMaxBytes"),
                data.number("historyCoarsened"),
                data.number("historyForgotten"));
    }

    static SiteGrowth growth(OpenData data) {
        return new SiteGrowth(
                who(data),
                data.number("liveBlocks"),
                data.number("liveBytes"),
                data.number("allocations"),
                data.number("allocatedBytes"));
    }

    private static LibrarySnapshot library(OpenData data) {
        return new LibrarySnapshot(
                data.textOrEmpty("name"),
                data.textOrEmpty("path"),
                data.textOrEmpty("allocator"),
                data.textOrEmpty("headerFormat"),
                data.number("liveBlocks"),
                data.number("liveBytes"),
                data.number("headerBytes"),
                data.number("peakBytes"),
                data.number("allocations"),
                data.number("frees"),
                data.number("reallocations"),
                data.number("failures"),
                data.number("allocatedBytes"),
                data.number("freedBytes"),
                data.number("foreignFrees"),
                data.number("foreignFreedBytes"),
                data.number("lost"),
                data.number("missedFrees"),
                damage(data.numbers("damage")),
                new SizeHistogram(List.of(), 0));
    }

    private static Map<DamageKind, Long> damage(Map<String, Long> byKey) {
        Map<DamageKind, Long> damage = new EnumMap<>(DamageKind.class);
        for (DamageKind kind : DamageKind.values()) {
            damage.put(kind, byKey.getOrDefault(kind.key(), 0L));
        }
        return damage;
    }

    private static SiteSnapshot site(OpenData data) {
        return new SiteSnapshot(
                who(data),
                data.number("allocations"),
                data.number("liveBlocks"),
                data.number("allocatedBytes"),
                data.number("liveBytes"));
    }

    private static Site who(OpenData data) {
        return new Site(
                (int) data.number("id"),
                data.textOrEmpty("library"),
                data.text("function"),
                data.text("thread"),
                data.texts("stack").stream().map(FrameText::parse).toList());
    }

    /** None where there is no verdict, or one that this version does not know. */
    private static Stream<SiteVerdict> verdict(OpenData data) {
        String key = data.textOrEmpty("verdict");
        return Stream.of(Verdict.values())
                .filter(verdict -> verdict.key().equals(key))
                .map(verdict -> new SiteVerdict(
                        site(data),
                        verdict,
                        data.fraction("bytesPerHour"),
                        data.textOrEmpty("evidence"),
                        Optional.ofNullable(data.text("suspect")).map(FrameText::parse),
                        data.flag("expected", false)));
    }

    private static TrackerSnapshot tracker(OpenData data) {
        return new TrackerSnapshot(
                data.number("bytes"),
                (int) data.number("pages"),
                (int) data.number("sites"),
                data.number("overflowed"),
                data.number("lost"),
                data.number("faults"),
                data.text("firstFault"),
                data.flag("gates", true),
                data.number("gateUpcalls"),
                data.number("ringLost"));
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }
}
