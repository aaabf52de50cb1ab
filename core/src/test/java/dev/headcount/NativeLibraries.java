package dev.headcount;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;

/**
 * The native libraries the tests run against. Where one is missing, its tests are skipped and say what to install; with
 * {@code HEADCOUNT_REQUIRE_LIBRARIES=true} in the environment, as in continuous integration, they fail.
 */
public final class NativeLibraries {

    private NativeLibraries() {}

    /** The library's functions; it stays loaded. */
    @SuppressWarnings("restricted")
    public static SymbolLookup require(String soname, String debianPackage) {
        try {
            return SymbolLookup.libraryLookup(soname, Arena.global());
        } catch (IllegalArgumentException absent) {
            throw missing(soname + " cannot be opened: apt-get install " + debianPackage);
        }
    }

    /** Does not return. */
    static AssertionError missing(String message) {
        return Boolean.parseBoolean(System.getenv("HEADCOUNT_REQUIRE_LIBRARIES")) ? fail(message) : abort(message);
    }
}
