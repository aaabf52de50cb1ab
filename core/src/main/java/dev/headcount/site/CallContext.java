package dev.headcount.site;

import java.util.Arrays;

/**
 * What one thread is doing: the downcalls it is inside of, and the site found for the innermost.
 *
 * <p>The Java stack cannot change while a downcall runs, so its call path is walked at most once: the first allocation
 * remembers the site here and the others of the same downcall reuse it. Downcalls nest where the library calls back into
 * Java and Java calls it again; what is outside of all of them has a place here too.
 *
 * <p>Used by its own thread alone; allocates only when calls nest deeper than ever before.
 */
public final class CallContext {

    /** The id that no site has. */
    public static final int NO_SITE = 0;

    private static final int USUAL_NESTING = 4;

    // The innermost call in fields, since every allocation asks for it; those around it wait in the arrays.
    private int function = SiteTable.NO_FUNCTION;
    private int site = NO_SITE;
    private int siteLibrary;

    private int depth;
    private int[] functions = new int[USUAL_NESTING];
    private int[] sites = new int[USUAL_NESTING];
    private int[] siteLibraries = new int[USUAL_NESTING];

    /** Called before a downcall to {@code newFunction}, an id of {@link SiteTable#function}. */
    public void enter(int newFunction) {
        int outer = depth;
        if (outer == functions.length) {
            deepen();
        }
        functions[outer] = function;
        sites[outer] = site;
        siteLibraries[outer] = siteLibrary;
        function = newFunction;
        site = NO_SITE;
        depth = outer + 1;
    }

    /** Called after the downcall, however it ended. */
    public void exit() {
        int outer = depth - 1;
        function = functions[outer];
        site = sites[outer];
        siteLibrary = siteLibraries[outer];
        depth = outer;
    }

    public boolean inCall() {
        return depth > 0;
    }

    /** The function of the innermost downcall, {@link SiteTable#NO_FUNCTION} outside of all. */
    public int function() {
        return function;
    }

    /** The site that {@code library} was given in the innermost downcall, or {@link #NO_SITE}. */
    public int site(int library) {
        return siteLibrary == library ? site : NO_SITE;
    }

    /** Keeps the site for the rest of the innermost downcall, or of the time outside of all. */
    public void remember(int library, int newSite) {
        siteLibrary = library;
        site = newSite;
    }

    private void deepen() {
        int nesting = functions.length * 2;
        functions = Arrays.copyOf(functions, nesting);
        sites = Arrays.copyOf(sites, nesting);
        siteLibraries = Arrays.copyOf(siteLibraries, nesting);
    }
}
