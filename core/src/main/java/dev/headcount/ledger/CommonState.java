package dev.headcount.ledger;

import dev.headcount.site.SiteTable;

/**
 * What all threads that allocate in native code share: the words up to {@link #PEAKS}, then tables.
 *
 * <pre>
 *  0      8      16           24      32          40           48        56    64             72          80
 *  +------+------+------------+-------+-----------+------------+---------+-----+--------------+-----------+------
 *  | lock | open | free pages | pages | max pages | next page  | stride  | key | thread sites | libraries | …
 *  +------+------+------------+-------+-----------+------------+---------+-----+--------------+-----------+------
 * </pre>
 *
 * <ul>
 *   <li>lock: 1 while a thread is at what follows and is not its own, otherwise 0. Never taken where a block is allocated or
 *       freed in the usual way;
 *   <li>open: 1 while Java may be called, 0 in a child of fork(2);
 *   <li>free pages: the first {@link ThreadPage} whose thread has ended; pages, max pages, next page, stride: how many were
 *       ever given out, how many there are, the address of the next one and how far it is to the one after it;
 *   <li>key: of pthread_setspecific(3), whose destructor gives the page of a thread back;
 *   <li>thread sites: how many entries of that table are in use;
 *   <li>libraries: how many there are;
 *   <li>seconds: what the ledger's clock says;
 *   <li>written, read, lost, lost ends: how many events were put into the {@link EventRecord ring}, how many of them Java
 *       took out, how many found it full, and how many of those were the end of a listed block.
 * </ul>
 *
 * The tables:
 *
 * <ul>
 *   <li>{@link #PEAKS}: for each library its bytes as far as threads have reported them, and the most there ever were;
 *   <li>{@link #THREAD_SITES}: library number plus 1, and the 16 bytes of the thread's name, for each site that is a thread;
 *   <li>{@link #GAPS}: how many bytes to allocate from one listed block to the next, to draw from;
 *   <li>{@link #THREADS}: thread pointer and page of each thread, open addressing, so that a thread finds its page without a
 *       call. 0 ends a search, 1 is where a thread has ended;
 *   <li>{@link #RING}.
 * </ul>
 */
public final class CommonState {

    public static final int LOCK = 0;
    public static final int OPEN = LOCK + Long.BYTES;
    public static final int FREE_PAGES = OPEN + Long.BYTES;
    public static final int PAGES = FREE_PAGES + Long.BYTES;
    public static final int MAX_PAGES = PAGES + Long.BYTES;
    public static final int NEXT_PAGE = MAX_PAGES + Long.BYTES;
    public static final int STRIDE = NEXT_PAGE + Long.BYTES;
    public static final int KEY = STRIDE + Long.BYTES;
    public static final int THREAD_SITE_COUNT = KEY + Long.BYTES;
    public static final int LIBRARIES = THREAD_SITE_COUNT + Long.BYTES;
    public static final int SECONDS = LIBRARIES + Long.BYTES;
    public static final int WRITTEN = SECONDS + Long.BYTES;
    public static final int READ = WRITTEN + Long.BYTES;
    public static final int LOST = READ + Long.BYTES;
    public static final int LOST_ENDS = LOST + Long.BYTES;

    /** The page of all threads that found none for themselves. */
    public static final int SHARED_PAGE = LOST_ENDS + Long.BYTES;

    public static final int PEAKS = 128;
    public static final int PEAK_BYTES = 2 * Long.BYTES;
    public static final int REPORTED = 0;
    public static final int PEAK = Long.BYTES;

    public static final int THREAD_SITES = PEAKS + SiteTable.MAX_LIBRARIES * PEAK_BYTES;
    public static final int THREAD_SITE_LIBRARY = 0;
    public static final int THREAD_SITE_NAME = Long.BYTES;
    public static final int THREAD_SITE_BYTES = THREAD_SITE_NAME + ThreadPage.NAME_BYTES;

    public static final int GAPS = THREAD_SITES + SiteTable.MAX_THREAD_SITES * THREAD_SITE_BYTES;
    public static final int GAP_BITS = 10;

    public static final int THREADS = GAPS + (1 << GAP_BITS) * Long.BYTES;
    public static final int THREAD_POINTER = 0;
    public static final int THREAD_PAGE = Long.BYTES;
    public static final int THREAD_BYTES = 2 * Long.BYTES;
    public static final int THREAD_BITS = 12;
    public static final int ENDED = 1;

    /** A search does not wrap around: it may run into these. The last one stays 0. */
    private static final int FURTHER_THREADS = 1 << THREAD_BITS;

    public static final int RING = THREADS + ((1 << THREAD_BITS) + FURTHER_THREADS) * THREAD_BYTES;
    public static final int RING_BITS = 13;

    public static final int BYTES = RING + (1 << RING_BITS) * EventRecord.BYTES;

    private CommonState() {}
}
