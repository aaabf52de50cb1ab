package dev.headcount.gate.allocator;

import dev.headcount.gate.code.Word;

/**
 * The data of one library's allocator, behind its code.
 *
 * <pre>
 *  0        8        16        24     32              40       48       56        64
 *  +--------+--------+---------+------+---------------+--------+--------+---------+------
 *  | malloc | calloc | realloc | free | aligned_alloc | memcpy | strlen | threads | …
 *  +--------+--------+---------+------+---------------+--------+--------+---------+------
 * </pre>
 *
 * Malloc to aligned alloc are the backend's, memcpy, strlen and strnlen the C library's; threads is the table in the {@link
 * dev.headcount.ledger.CommonState}. Then come programs of the {@link Bookkeeping}, and two of the allocator itself. Foreign
 * free and foreign realloc get the blocks of another allocator, where they are not 0.
 */
final class LibraryData {

    static final Word MALLOC = Word.at("malloc", 0);
    static final Word CALLOC = Word.at("calloc", 1);
    static final Word REALLOC = Word.at("realloc", 2);
    static final Word FREE = Word.at("free", 3);
    static final Word ALIGNED_ALLOC = Word.at("aligned_alloc", 4);
    static final Word MEMCPY = Word.at("memcpy", 5);
    static final Word STRLEN = Word.at("strlen", 6);

    static final Word THREADS = Word.at("threads", 7);

    static final Word BORN = Word.at("born", 8);
    static final Word MOVED = Word.at("moved", 9);
    static final Word END = Word.at("end", 10);
    static final Word FAILED = Word.at("failed", 11);
    static final Word INSPECT = Word.at("inspect", 12);
    static final Word CHECK = Word.at("check", 13);
    static final Word ATTEND = Word.at("attend", 14);

    static final Word OWN_MALLOC = Word.at("own malloc", 15);
    static final Word OWN_FREE = Word.at("own free", 16);

    static final Word FOREIGN_FREE = Word.at("foreign free", 17);
    static final Word FOREIGN_REALLOC = Word.at("foreign realloc", 18);

    static final Word UNLIST = Word.at("unlist", 19);
    static final Word RELIST = Word.at("relist", 20);

    static final Word STRNLEN = Word.at("strnlen", 21);

    /** Values of errno(3). */
    static final int ENOMEM = 12;

    static final int EINVAL = 22;

    private LibraryData() {}
}
