package dev.headcount.agent.linker;

import dev.headcount.agent.catalog.Installer;
import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Optional;

/**
 * A native library that functions were linked from.
 *
 * @param path the file it was loaded from
 * @param hooked the library itself, if its allocator can be replaced, then those that it depends on
 */
record LoadedLibrary(String path, List<HookedLibrary> hooked) {

    LoadedLibrary {
        hooked = List.copyOf(hooked);
    }

    boolean isHooked() {
        return !hooked.isEmpty();
    }

    /** An installer, and the library whose it is. */
    record Installing(HookedLibrary library, Installer installer) {}

    /** The installer at this address. */
    Optional<Installing> installerAt(long function, FunctionDescriptor descriptor) {
        return hooked.stream()
                .flatMap(
                        library -> library
                                .installerAt(function, descriptor)
                                .map(installer -> new Installing(library, installer))
                                .stream())
                .findFirst();
    }

    /** {@code traced} from the moment on when one of the libraries is tracked; until then {@code handle}. */
    MethodHandle whenTracked(MethodHandle handle, MethodHandle traced) {
        if (hooked.stream().anyMatch(HookedLibrary::isTracked)) {
            return traced;
        }
        MethodHandle chosen = handle;
        for (HookedLibrary library : hooked) {
            chosen = library.untracked().guardWithTest(chosen, traced);
        }
        return chosen;
    }
}
