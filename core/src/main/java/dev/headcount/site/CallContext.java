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
    private static final long NOBODY = 0;

    /** The site of the innermost downcall was not found before it began. */
    public static final long NOT_FORESEEN = -1;

    // The innermost call in fields, since every allocation asks for it; those around it wait in the arrays.
    private int function = SiteTable.NO_FUNCTION;
    private int site = NO_SITE;
    private int siteLibrary;
    private long foreseen = NOT_FORESEEN;

    private int depth;
    private int[] functions = new int[USUAL_NESTING];
    private int[] sites = new int[USUAL_NESTING];
    private int[] siteLibraries = new int[USUAL_NESTING];
    private long[] outerForeseen = new long[USUAL_NESTING];

    // For native code that wants to know, too.
    private long follower = NOBODY;
    private long[] followed = new long[USUAL_NESTING];

    /**
     * From now on what is entered is told to native code, in the {@link NativeContext} at this address. Not to be called
     * within a downcall.
     */
    public void tell(long nativeContext) {
        follower = nativeContext;
    }

    /** Whether native code is told. */
    public boolean isTold() {
        return follower != NOBODY;
    }

    /** Called before a downcall to {@code newFunction}, an id of {@link SiteTable#function}. */
    public void enter(int newFunction) {
        int outer = depth;
        if (outer == functions.length) {
            deepen();
        }
        functions[outer] = function;
        sites[outer] = site;
        siteLibraries[outer] = siteLibrary;
        outerForeseen[outer] = foreseen;
        if (follower != NOBODY) {
            followed[outer] = NativeContext.enter(follower);
        }
        function = newFunction;
        site = NO_SITE;
        foreseen = NOT_FORESEEN;
        depth = outer + 1;
    }

    /** Called after the downcall, however it ended. */
    public void exit() {
        int outer = depth - 1;
        function = functions[outer];
        site = sites[outer];
        siteLibrary = siteLibraries[outer];
        foreseen = outerForeseen[outer];
        depth = outer;
        if (follower != NOBODY) {
            NativeContext.exit(follower, followed[outer], outer > 0);
        }
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

    /**
     * Keeps a site that was found before anything was allocated, for native code, too.
     *
     * @param allocations how many blocks the thread had allocated there by then
     */
    public void foresee(int library, int newSite, long allocations) {
        remember(library, newSite);
        foreseen = allocations;
        if (follower != NOBODY) {
            NativeContext.setSite(follower, library, newSite);
        }
    }

    /** What {@link #foresee} was told in the innermost downcall, or {@link #NOT_FORESEEN}. */
    public long foreseen() {
        return foreseen;
    }

    /** The library that was given a site in the innermost downcall, by its number plus 1; 0 where none was. */
    public int allocatingLibrary() {
        if (site != NO_SITE) {
            return siteLibrary + 1;
        }
        return follower == NOBODY ? 0 : NativeContext.library(follower);
    }

    /** The site of the innermost downcall, as far as Java knows; {@link #NO_SITE} where it has none. */
    public int site() {
        return site;
    }

    /** The address of the {@link NativeContext} that is told; 0 where there is none. */
    public long told() {
        return follower;
    }

    private void deepen() {
        int nesting = functions.length * 2;
        functions = Arrays.copyOf(functions, nesting);
        sites = Arrays.copyOf(sites, nesting);
        siteLibraries = Arrays.copyOf(siteLibraries, nesting);
        outerForeseen = Arrays.copyOf(outerForeseen, nesting);
        followed = Arrays.copyOf(followed, nesting);
    }
}
