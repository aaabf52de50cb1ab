package dev.headcount.ledger;

import dev.headcount.site.CallContext;
import java.util.Arrays;

/**
 * What one thread expects of the API functions that it enters: those that have allocated each time lately will do so again.
 * Their call path is walked when they are entered, which costs half of what it does from inside, below the frames that a
 * downcall and an upcall put on the stack; and native code need not enter Java to ask for it.
 */
final class Foresight {

    /** No library is expected to allocate. */
    static final int NONE = -1;

    private static final int FUNCTIONS =
            64; // by the low bits of their ids; those that share a place keep each other modest
    private static final int SURE = 3;
    private static final int MOST = 8;
    private static final int DISAPPOINTMENT = 4;

    private final int[] functions = new int[FUNCTIONS];
    private final int[] libraries = new int[FUNCTIONS];
    private final int[] sites = new int[FUNCTIONS];
    private final byte[] confidence = new byte[FUNCTIONS];

    Foresight() {
        Arrays.fill(libraries, NONE);
    }

    /** The number of the library that will allocate in the function, or {@link #NONE}. */
    int library(int function) {
        int place = place(function);
        return functions[place] == function && confidence[place] >= SURE ? libraries[place] : NONE;
    }

    /** The site that was {@linkplain #remember remembered} for the function; {@link CallContext#NO_SITE} without one. */
    int site(int function) {
        int place = place(function);
        return functions[place] == function ? sites[place] : CallContext.NO_SITE;
    }

    /** Remembers the site of a function whose site does not depend on the call path. */
    void remember(int function, int site) {
        int place = place(function);
        if (functions[place] == function) {
            sites[place] = site;
        }
    }

    /** The library has allocated in the function that was left. */
    void allocated(int function, int library) {
        int place = place(function);
        if (functions[place] == function && libraries[place] == library) {
            confidence[place] = (byte) Math.min(confidence[place] + 1, MOST);
        } else if (confidence[place] > 0) {
            confidence[place]--;
        } else {
            functions[place] = function;
            sites[place] = CallContext.NO_SITE;
            libraries[place] = library;
            confidence[place] = 1;
        }
    }

    /** Nothing was allocated in the function that was left. */
    void allocatedNothing(int function) {
        int place = place(function);
        if (functions[place] == function) {
            confidence[place] = (byte) Math.max(confidence[place] - DISAPPOINTMENT, 0);
        }
    }

    private static int place(int function) {
        return function & (FUNCTIONS - 1);
    }
}
