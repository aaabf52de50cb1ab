package dev.headcount.agent.linker;

import dev.headcount.agent.catalog.Installer;
import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.SwitchPoint;
import java.util.List;
import java.util.Optional;

/**
 * A native library of this process, and the known installers that it exports.
 *
 * <p>The handles of its functions go through {@link #untracked}: as long as nothing is tracked in it, they do only what they
 * would do without us.
 */
final class LoadedLibrary {

    /** An installer and where this library has it. */
    record Found(Installer installer, long address) {}

    private final String path;
    private final List<Found> installers;
    private volatile boolean tracked;
    private final SwitchPoint untracked = new SwitchPoint();

    LoadedLibrary(String path, List<Found> installers) {
        this.path = path;
        this.installers = List.copyOf(installers);
    }

    String path() {
        return path;
    }

    /** The file's name without {@code lib} and what follows the first dot: {@code sqlite3} of {@code libsqlite3.so.0}. */
    String shortName() {
        String file = path.substring(path.lastIndexOf('/') + 1);
        int dot = file.indexOf('.');
        String name = dot > 0 ? file.substring(0, dot) : file;
        return name.startsWith("lib") ? name.substring("lib".length()) : name;
    }

    boolean hasInstaller() {
        return !installers.isEmpty();
    }

    Optional<Installer> installerAt(long address, FunctionDescriptor descriptor) {
        return installers.stream()
                .filter(found -> found.address == address && found.installer.fits(descriptor))
                .map(Found::installer)
                .findFirst();
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
        }
    }
}
