package dev.headcount.site;

import java.util.Arrays;

/**
 * What one thread is doing: the downcalls it is inside of, and the site found for the innermost.
 *
 * <p>The Java stack cannot change while a downcall runs, so its call path is walked at most once: the first allocation
 * remembers the site here and the others of the same downcall reuse it. Downcalls nest where the library calls back into
 * Java and Java calls it again.
 *
 * <p>Used by its own thread alone; allocates only when calls nest deeper than ever before.
 */
public final class CallContext {

    /** The id that no site has. */
    public static final int NO_SITE = 0;

    private static final int USUAL_NESTING = 4;

    private int depth;
    private int[] functions = new int[USUAL_NESTING];
    private int[] sites = new int[USUAL_NESTING];
    private int[] siteLibraries = new int[USUAL_NESTING];

    /** Called before a downcall to {@code function}, an id of {@link SiteTable#function}. */
    public void enter(int function) {
        int call = depth;
        if (call == functions.length) {
            deepen();
        }
        functions[call] = function;
        sites[call] = NO_SITE;
        depth = call + 1;
    }

    /** Called after the downcall, however it ended. */
    public void exit() {
        depth--;
    }

    public boolean inCall() {
        return depth > 0;
    }

    /** The function of the innermost downcall; only while {@link #inCall}. */
    public int function() {
        return functions[depth - 1];
    }

    /** The site that {@code library} was given in the innermost downcall, or {@link #NO_SITE}. */
    public int site(int library) {
        int call = depth - 1;
        return siteLibraries[call] == library ? sites[call] : NO_SITE;
    }

    /** Keeps the site for the rest of the innermost downcall. */
    public void remember(int library, int site) {
        int call = depth - 1;
        siteLibraries[call] = library;
        sites[call] = site;
    }

    private void deepen() {
        int nesting = functions.length * 2;
        functions = Arrays.copyOf(functions, nesting);
        sites = Arrays.copyOf(sites, nesting);
        siteLibraries = Arrays.copyOf(siteLibraries, nesting);
    }
}
