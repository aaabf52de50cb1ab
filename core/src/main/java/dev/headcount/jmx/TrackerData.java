package dev.headcount.jmx;

import dev.headcount.ledger.TrackerSnapshot;

/** What the tracking itself costs and loses, as JMX shows it: {@link TrackerSnapshot} says what the figures mean. */
public record TrackerData(
        long bytes,
        int pages,
        int sites,
        long overflowed,
        long lost,
        long faults,
        String firstFault,
        boolean gates,
        long gateUpcalls,
        long ringLost) {

    public static TrackerData of(TrackerSnapshot tracker) {
        return new TrackerData(
                tracker.bytes(),
                tracker.pages(),
                tracker.sites(),
                tracker.overflowed(),
                tracker.lost(),
                tracker.faults(),
                tracker.firstFault(),
                tracker.gates(),
                tracker.gateUpcalls(),
                tracker.ringLost());
    }
}
