package dev.headcount.agent.fork;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What a test needs of the machine. Where it is missing, the test is skipped and says what to install; with {@code
 * HEADCOUNT_REQUIRE_LIBRARIES=true} in the environment, as in continuous integration, it fails.
 */
public final class Required {

    private Required() {}

    /** A shared library by the name that the loader knows it by; answers the name. */
    @SuppressWarnings("restricted")
    public static String library(String soname, String debianPackage) {
        try (Arena arena = Arena.ofConfined()) {
            SymbolLookup.libraryLookup(soname, arena);
            return soname;
        } catch (IllegalArgumentException absent) {
            return missing(soname + " cannot be opened: apt-get install " + debianPackage);
        }
    }

    /** A program on the path; answers its name. */
    public static String program(String name, String debianPackage) {
        boolean present = Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, name)));
        return present ? name : missing(name + " is not on the path: apt-get install " + debianPackage);
    }

    private static String missing(String message) {
        return Boolean.parseBoolean(System.getenv("HEADCOUNT_REQUIRE_LIBRARIES")) ? fail(message) : abort(message);
    }
}
