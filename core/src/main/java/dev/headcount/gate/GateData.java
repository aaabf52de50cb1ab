package dev.headcount.gate;

import dev.headcount.gate.code.Word;

/**
 * The data of one gate, behind its code: what Java and the code tell each other.
 *
 * <pre>
 *  0        8        16       24            32       40       48           56           64        72
 *  +--------+--------+--------+-------------+--------+--------+------------+------------+---------+
 *  | target | malloc | calloc | aligned     | memcpy | strlen | header     | header     | strnlen |
 *  |        |        |        | alloc       |        |        | place      | addend     |         |
 *  +--------+--------+--------+-------------+--------+--------+------------+------------+---------+
 * </pre>
 *
 * Target is where the gate leads; malloc to strlen, and strnlen, are the C library's. Header place and addend are those of the {@link
 * dev.headcount.allocator.HeaderFormat}: 0 and 0 where it is not known.
 */
final class GateData {

    static final Word TARGET = Word.at("target", 0);
    static final Word MALLOC = Word.at("malloc", 1);
    static final Word CALLOC = Word.at("calloc", 2);
    static final Word ALIGNED_ALLOC = Word.at("aligned_alloc", 3);
    static final Word MEMCPY = Word.at("memcpy", 4);
    static final Word STRLEN = Word.at("strlen", 5);
    static final Word HEADER_PLACE = Word.at("header place", 6);
    static final Word HEADER_ADDEND = Word.at("header addend", 7);
    static final Word STRNLEN = Word.at("strnlen", 8);

    private GateData() {}
}
