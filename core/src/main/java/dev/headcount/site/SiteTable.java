package dev.headcount.site;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Gives every site a small id, and the same site the same id.
 *
 * <p>Bounded: once {@code capacity} sites are known, each new one becomes the {@linkplain #overflow overflow site} of its
 * library, whose counters then say how much went there. Sites are never forgotten, so an id never changes its meaning.
 *
 * <p>Looking up a known site is lock-free and pays for one key object; adding one takes a lock.
 */
public final class SiteTable {

    /** The function id of an allocation outside every downcall we know. */
    public static final int NO_FUNCTION = 0;

    /** More than any process loads; the room for their overflow sites is set aside from the start. */
    public static final int MAX_LIBRARIES = 256;

    /** Sites of threads that native code finds by itself. */
    public static final int MAX_THREAD_SITES = 1024;

    private final ConcurrentHashMap<Key, Integer> ids = new ConcurrentHashMap<>();
    private final AtomicReferenceArray<Site> sites;
    private final short[] librariesOfSites;
    private final ConcurrentHashMap<String, Integer> functionIds = new ConcurrentHashMap<>();
    private final List<String> functions = new ArrayList<>(List.of(""));
    private final List<String> libraries = new ArrayList<>();
    private final int capacity;
    private volatile int lastSite;
    private int threadSites;

    /** @param capacity the number of sites, besides one overflow site for each library */
    public SiteTable(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("a site table must hold at least one site, capacity=" + capacity);
        }
        this.capacity = capacity;
        this.sites = new AtomicReferenceArray<>(idBound());
        this.librariesOfSites = new short[idBound()];
    }

    /** The number of a library, from 0; {@link #overflow} of it exists from here on. */
    public synchronized int library(String name) {
        if (libraries.size() == MAX_LIBRARIES) {
            throw new IllegalStateException("more than " + MAX_LIBRARIES + " libraries, library=" + name);
        }
        int library = libraries.size();
        libraries.add(name);
        int site = overflow(library);
        librariesOfSites[site] = (short) library;
        sites.set(site, new Site(site, name, Site.OVERFLOW, null, List.of()));
        return library;
    }

    /** The id of an API function's name. */
    public int function(String name) {
        return functionIds.computeIfAbsent(name, this::addFunction);
    }

    /** The name of the function with the id; null for {@link #NO_FUNCTION}. */
    public synchronized String functionName(int function) {
        return function == NO_FUNCTION ? null : functions.get(function);
    }

    private synchronized int addFunction(String name) {
        functions.add(name);
        return functions.size() - 1;
    }

    /** The site of {@code path} in {@code function}, which may be {@link #NO_FUNCTION}. */
    public int of(int library, int function, CallPath path) {
        Key key = new Key(library, function, null, path.fingerprint());
        Integer known = ids.get(key);
        return known != null ? known : add(key, path.frames());
    }

    /** The site of {@code function}, whoever called it. */
    public int of(int library, int function) {
        return of(new Key(library, function, null, Key.NO_PATH));
    }

    /** The site of a native thread, by its name, on which no function of ours was entered. */
    public int ofThread(int library, String thread) {
        return of(new Key(library, NO_FUNCTION, thread, Key.NO_PATH));
    }

    private int of(Key key) {
        Integer known = ids.get(key);
        return known != null ? known : add(key, List.of());
    }

    private synchronized int add(Key key, List<StackTraceElement> stack) {
        Integer known = ids.get(key);
        if (known != null) {
            return known;
        }
        if (lastSite == capacity) {
            return overflow(key.library);
        }
        int id = lastSite + 1;
        librariesOfSites[id] = (short) key.library;
        sites.set(id, new Site(id, libraries.get(key.library), functionName(key.function), key.thread, stack));
        lastSite = id;
        ids.put(key, id);
        return id;
    }

    /** The site that stands for all sites of {@code library} that found the table full. */
    public int overflow(int library) {
        return capacity + 1 + library;
    }

    /**
     * Names the next of the sites that native code found by itself, in the order in which it found them: their ids begin at
     * {@link #firstThreadSite}.
     */
    public synchronized void nameThreadSite(int library, String thread) {
        int id = firstThreadSite() + threadSites;
        librariesOfSites[id] = (short) library;
        sites.set(id, new Site(id, libraries.get(library), null, thread, List.of()));
        threadSites++;
    }

    /** How many sites were {@linkplain #nameThreadSite named}. */
    public synchronized int threadSites() {
        return threadSites;
    }

    /** The id of the first site that native code finds by itself. */
    public int firstThreadSite() {
        return capacity + MAX_LIBRARIES + 1;
    }

    /** No site has this id or a larger one. */
    public int idBound() {
        return firstThreadSite() + MAX_THREAD_SITES;
    }

    /** The site with the id, which must be one that this table gave. */
    public Site site(int id) {
        Site site = sites.get(id);
        if (site == null) {
            throw new IllegalArgumentException("no such site, id=" + id);
        }
        return site;
    }

    /** The site with the id; empty where there is none. */
    public Optional<Site> find(int id) {
        return id > 0 && id < idBound() ? Optional.ofNullable(sites.get(id)) : Optional.empty();
    }

    /** The number of the library that the site belongs to. */
    public int libraryOf(int site) {
        return librariesOfSites[site];
    }

    /** Every site there is, overflow sites included. */
    public synchronized List<Site> all() {
        List<Site> all = new ArrayList<>(lastSite + libraries.size() + threadSites);
        for (int id = 1; id <= lastSite; id++) {
            all.add(sites.get(id));
        }
        for (int library = 0; library < libraries.size(); library++) {
            all.add(sites.get(overflow(library)));
        }
        for (int i = 0; i < threadSites; i++) {
            all.add(sites.get(firstThreadSite() + i));
        }
        return all;
    }

    /** The number of sites given out, overflow sites not counted. */
    public synchronized int size() {
        return lastSite + threadSites;
    }

    public int capacity() {
        return capacity;
    }

    private static final class Key {

        static final long[] NO_PATH = {};

        final int library;
        final int function;
        final String thread;
        final long[] path;
        final int hash;

        Key(int library, int function, String thread, long[] path) {
            this.library = library;
            this.function = function;
            this.thread = thread;
            this.path = path;
            this.hash = ((Arrays.hashCode(path) * 31 + library) * 31 + function) * 31 + Objects.hashCode(thread);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key
                    && hash == key.hash
                    && library == key.library
                    && function == key.function
                    && Arrays.equals(path, key.path)
                    && Objects.equals(thread, key.thread);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }
}
