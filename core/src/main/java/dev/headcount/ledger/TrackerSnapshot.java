package dev.headcount.ledger;

/**
 * What the tracking itself costs and loses.
 *
 * @param bytes native memory that the ledger takes: live-block table, dead blocks and counter pages
 * @param pages counter pages, one for each thread that lives and some for the virtual ones
 * @param sites sites told apart so far
 * @param overflowed allocations charged to a library's overflow site because the site table was full
 * @param lost allocations that the live-block table had no room for
 * @param faults events that could not be recorded because of an error, an application allocator that threw among them
 * @param firstFault the first such error in words, or null
 * @param gates whether libraries are called through gates; false where the machine refused them
 * @param gateUpcalls how often native code entered Java to find a site
 * @param ringLost rare events of native code that found their ring full; they are counted all the same, but not described
 */
public record TrackerSnapshot(
        long bytes,
        int pages,
        int sites,
        long overflowed,
        long lost,
        long faults,
        String firstFault,
        boolean gates,
        long gateUpcalls,
        long ringLost) {}
