package dev.headcount.ledger;

import java.util.concurrent.atomic.AtomicLong;

/** Addresses for blocks that need not exist. A page for each test state, as thousands of states share a table. */
final class Addresses {

    private static final long PAGE_BYTES = 4096;
    private static final AtomicLong LAST_PAGE = new AtomicLong(0x10_0000_0000L);

    private Addresses() {}

    /** The start of a page, all of whose blocks belong to one shard of the table. */
    static long newPage() {
        return LAST_PAGE.addAndGet(PAGE_BYTES);
    }
}
