package dev.headcount.ledger;

import dev.headcount.memory.Memory;
import dev.headcount.memory.Pages;
import dev.headcount.memory.ThreadStack;
import dev.headcount.site.NativeContext;

/**
 * The counters of one thread that allocates in native code: its share of all counters, as the {@link CounterPage} is that of
 * a thread that allocates through Java. The same records, in one piece of memory, since generated code can neither look
 * chunks up nor make them.
 *
 * <pre>
 *        library 1  library 0  page
 * -+---+----------+----------+---------+-----------+------+---------+--------+---
 *  | … | counters | counters | context | countdown | span | to list | random | …
 * -+---+----------+----------+---------+-----------+------+---------+--------+---
 *                            0         16          24     32        40       48
 * -+---+---------+------+------+-------------+--------------+--------+---
 *  | … | upcalls | next | name | stack limit | site 0, none | site 1 | …
 * -+---+---------+------+------+-------------+--------------+--------+---
 *      48        56     64     80            96             128
 * </pre>
 *
 * <ul>
 *   <li>context: the {@link NativeContext} of what the thread is doing;
 *   <li>countdown: bytes to allocate until something is to be done besides counting; span: what it began with;
 *   <li>to list: bytes until the next block that is listed; random: the state of the generator that draws them;
 *   <li>upcalls: how often Java was entered from here;
 *   <li>next: the next page that no thread has, where this is one of them;
 *   <li>name: room for a thread's name, 16 bytes;
 *   <li>stack limit: the {@link StackLimit} of the thread. 0 as long as it is not known;
 *   <li>{@link CounterRecord}s of the libraries downwards, {@link SiteRecord}s of the sites upwards. So the first ones of
 *       both share a page of memory with the words here, and a thread that meets few takes one such page.
 * </ul>
 *
 * Only its thread writes, with plain additions; Java reads at any time. It is mapped whole, and takes the memory that is
 * touched.
 */
public final class ThreadPage {

    public static final int CONTEXT = 0;
    public static final int COUNTDOWN = CONTEXT + NativeContext.BYTES;
    public static final int SPAN = COUNTDOWN + Long.BYTES;
    public static final int TO_LIST = SPAN + Long.BYTES;
    public static final int RANDOM = TO_LIST + Long.BYTES;
    public static final int UPCALLS = RANDOM + Long.BYTES;
    public static final int NEXT = UPCALLS + Long.BYTES;
    public static final int NAME = NEXT + Long.BYTES;
    public static final int NAME_BYTES = 16;
    public static final int STACK_LIMIT = NAME + NAME_BYTES;

    /** Of the site with the id 0, which no site has. */
    public static final int SITES = 96;

    private static final long PAGE_BYTES = Pages.systemBytes();

    private ThreadPage() {}

    static boolean knowsStackLimit(long page) {
        return Memory.getLong(page + STACK_LIMIT) != 0;
    }

    static void limit(long page, ThreadStack stack) {
        Memory.setLong(page + STACK_LIMIT, StackLimit.of(stack, PAGE_BYTES));
    }

    /** Where the {@link CounterRecord} of a library is, seen from the page. */
    public static int library(int library) {
        return -(library + 1) * CounterRecord.BYTES;
    }

    /** Where the {@link SiteRecord} of a site is, seen from the page. */
    static long site(int site) {
        return SITES + site * (long) SiteRecord.BYTES;
    }
}
