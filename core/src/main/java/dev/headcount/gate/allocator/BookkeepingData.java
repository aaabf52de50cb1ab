package dev.headcount.gate.allocator;

import dev.headcount.gate.code.Word;

/**
 * The data of the {@link Bookkeeping}, behind its code: where things are, and the functions it calls.
 *
 * <pre>
 *  0       8         16     24      32    40             48      56      64         72         80
 *  +-------+---------+------+-------+------+--------------+-------+-------+----------+----------+-------
 *  | state | threads | ring | peaks | gaps | thread sites | yield | prctl | syscall  | errno    | …
 *  +-------+---------+------+-------+------+--------------+-------+-------+----------+----------+-------
 * </pre>
 *
 * State to thread sites are addresses in the {@link dev.headcount.ledger.CommonState}; yield to set specific are functions
 * of the C library, find site is in Java, and the rest are programs.
 */
final class BookkeepingData {

    static final Word STATE = Word.at("state", 0);
    static final Word THREADS = Word.at("threads", 1);
    static final Word RING = Word.at("ring", 2);
    static final Word PEAKS = Word.at("peaks", 3);
    static final Word GAPS = Word.at("gaps", 4);
    static final Word THREAD_SITES = Word.at("thread sites", 5);

    static final Word YIELD = Word.at("sched_yield", 6);
    static final Word PRCTL = Word.at("prctl", 7);
    static final Word SYSCALL = Word.at("syscall", 8);
    static final Word ERRNO = Word.at("__errno_location", 9);
    static final Word SET_SPECIFIC = Word.at("pthread_setspecific", 10);

    /** {@code int find_site(int library)}, which walks the Java stack. */
    static final Word FIND_SITE = Word.at("find site", 11);

    /** Of rt_sigprocmask(2), on this processor. */
    static final Word SIGPROCMASK = Word.at("rt_sigprocmask", 12);

    /** How many sites the table has: the site for what finds it full, of the first library, is the next but one. */
    static final Word CAPACITY = Word.at("site capacity", 13);

    /** The id of the first site that is a thread. */
    static final Word FIRST_THREAD_SITE = Word.at("first thread site", 14);

    /** The largest id that a site can have. */
    static final Word LAST_SITE = Word.at("last site", 15);

    static final Word PAGE = Word.at("page", 16);
    static final Word SITE = Word.at("site", 17);
    static final Word READABLE = Word.at("readable", 18);
    static final Word INSPECT = Word.at("inspect", 19);
    static final Word EVENT = Word.at("event", 20);
    static final Word ATTEND = Word.at("attend", 21);

    private BookkeepingData() {}
}
