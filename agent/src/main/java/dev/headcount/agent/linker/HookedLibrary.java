package dev.headcount.agent.linker;

import dev.headcount.agent.catalog.CatalogEntry;
import dev.headcount.agent.catalog.Installer;
import dev.headcount.gate.allocator.NativeAllocator;
import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.SwitchPoint;
import java.util.List;
import java.util.Optional;

/**
 * A native library of this process whose allocator can be replaced, and what has become of that.
 *
 * <p>The handles of its functions go through {@link #untracked}: as long as nothing is tracked in it, they do only what they
 * would do without us.
 */
final class HookedLibrary {

    /** An installer, where the library has it, and what else is known of it. */
    record Found(CatalogEntry entry, Installer installer, long address) {}

    private final String path;
    private final List<Found> installers;
    private final Runnable whenTracked;
    private final SwitchPoint untracked = new SwitchPoint();
    private final InitCount inits = new InitCount();
    private boolean decided;
    private volatile boolean ofApplication;
    private volatile boolean tracked;
    private volatile NativeAllocator own;

    /**
     * A library in which nothing is tracked yet.
     *
     * @param installers at least one, in the order of the catalog
     * @param whenTracked to be done as soon as something is
     */
    HookedLibrary(String path, List<Found> installers, Runnable whenTracked) {
        this.path = path;
        this.whenTracked = whenTracked;
        this.installers = List.copyOf(installers);
    }

    String path() {
        return path;
    }

    /** The installer that Headcount may call itself. */
    Optional<Found> ours() {
        return installers.stream().filter(found -> found.entry.installs()).findFirst();
    }

    /** The same where it initialises the library as well, and so has to wait for the application to do that. */
    Optional<Found> initialising() {
        return ours().filter(found -> found.entry.initialisation().isPresent());
    }

    /** Where the installer initialises. */
    InitCount inits() {
        return inits;
    }

    /** The libraries that it gives the same allocator. */
    List<String> claims() {
        return installers.stream()
                .flatMap(found -> found.entry.claims().stream())
                .distinct()
                .toList();
    }

    /** The name in the catalog; or the file's without {@code lib} and what follows the first dot. */
    String name() {
        return installers.stream()
                .map(found -> found.entry.library())
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElseGet(this::nameOfFile);
    }

    /** Says of its allocator which other libraries it gives the same. */
    String describe(String allocator) {
        List<String> claims = claims();
        return claims.isEmpty() ? allocator : allocator + "; " + String.join(", ", claims) + " allocates through it";
    }

    private String nameOfFile() {
        String file = path.substring(path.lastIndexOf('/') + 1);
        int dot = file.indexOf('.');
        String name = dot > 0 ? file.substring(0, dot) : file;
        return name.startsWith("lib") ? name.substring("lib".length()) : name;
    }

    /** The installer at this address, where a call by this descriptor may be meant to install. */
    Optional<Installer> installerAt(long function, FunctionDescriptor descriptor) {
        return installers.stream()
                .filter(found -> found.address == function && found.installer.fits(descriptor))
                .map(Found::installer)
                .findFirst();
    }

    /** True for the first who asks, whose it is to install an allocator; nobody else will. */
    synchronized boolean decide() {
        boolean first = !decided;
        decided = true;
        return first;
    }

    /** The application has given it an allocator, and will have it so. */
    synchronized void keepApplications() {
        decided = true;
        ofApplication = true;
    }

    boolean isOfApplication() {
        return ofApplication;
    }

    /** It has got Headcount's own allocator. */
    void owns(NativeAllocator allocator) {
        own = allocator;
    }

    /** Headcount's own allocator, if it ever got that. */
    Optional<NativeAllocator> own() {
        return Optional.ofNullable(own);
    }

    boolean isTracked() {
        return tracked;
    }

    /** Valid as long as nothing is tracked in this library. */
    SwitchPoint untracked() {
        return untracked;
    }

    /** From now on the handles of this library set the site context. */
    synchronized void startTracking() {
        if (!tracked) {
            tracked = true;
            SwitchPoint.invalidateAll(new SwitchPoint[] {untracked});
            whenTracked.run();
        }
    }
}
