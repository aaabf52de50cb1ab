package dev.headcount.site;

import dev.headcount.memory.Memory;

/**
 * What native code may know of a thread's {@link CallContext}: 16 bytes that the thread's own Java code writes around a
 * downcall and its own native code reads within.
 *
 * <pre>
 *  0            4               8          16
 *  +------------+---------------+----------+
 *  | site u32   | library u32   | callable |
 *  +------------+---------------+----------+
 * </pre>
 *
 * Site: the one found for the innermost downcall, for the library with the number {@code library - 1}; 0 and 0 where none
 * was found yet. Callable: 1 within a downcall that Java may be called back from, 0 outside of all.
 */
public final class NativeContext {

    public static final int SITE = 0;
    public static final int LIBRARY = SITE + Integer.BYTES;
    public static final int CALLABLE = LIBRARY + Integer.BYTES;
    public static final int BYTES = CALLABLE + Long.BYTES;

    private NativeContext() {}

    /** A downcall begins. The answer is for {@link #exit}: the site and library of what is around it. */
    static long enter(long context) {
        long outer = Memory.getLong(context + SITE);
        Memory.setLong(context + SITE, 0);
        Memory.setLong(context + CALLABLE, 1);
        return outer;
    }

    static void exit(long context, long outer, boolean callable) {
        Memory.setLong(context + SITE, outer);
        Memory.setLong(context + CALLABLE, callable ? 1 : 0);
    }

    static void setSite(long context, int library, int site) {
        Memory.setLong(context + SITE, (long) (library + 1) << Integer.SIZE | site);
    }

    static int library(long context) {
        return Memory.getInt(context + LIBRARY);
    }
}
