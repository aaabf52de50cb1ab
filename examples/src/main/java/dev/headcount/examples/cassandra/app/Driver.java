package dev.headcount.examples.cassandra.app;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The Cassandra C++ driver's library, as {@link #FILE} or the system's loader has it. */
@SuppressWarnings("restricted")
public final class Driver {

    /** The name that the loader knows it by. */
    public static final String LIBRARY = "libcassandra.so.2";

    /** The system property that names the library's file, where the loader does not find it. */
    public static final String FILE = "cassandra.library";

    /** What to do where there is none. */
    public static final String HOW_TO_GET_IT = "the Cassandra C++ driver is not there, or not where it is looked for ("
            + file() + "). It is in no Debian package: the driver's own are at"
            + " https://downloads.datastax.com/#cpp-drivers, Alpine has it (apk add cassandra-cpp-driver)."
            + " -D" + FILE + "=/path/to/" + LIBRARY + " says where it is";

    static final int CASS_OK = 0;

    /** {@code size_t} */
    static final ValueLayout.OfLong SIZE = ValueLayout.JAVA_LONG;

    private Driver() {}

    /** Whether the library can be loaded. */
    public static boolean isInstalled() {
        try (Arena arena = Arena.ofConfined()) {
            lookup(arena);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    static MethodHandle link(String name, FunctionDescriptor descriptor) {
        return Linker.nativeLinker().downcallHandle(Loaded.FUNCTIONS.findOrThrow(name), descriptor);
    }

    static FunctionDescriptor pointer(MemoryLayout... arguments) {
        return FunctionDescriptor.of(ADDRESS, arguments);
    }

    static FunctionDescriptor nothing(MemoryLayout... arguments) {
        return FunctionDescriptor.ofVoid(arguments);
    }

    /** {@code CassError}, an enum. */
    static FunctionDescriptor error(MemoryLayout... arguments) {
        return FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments);
    }

    /** Throws unless the {@code CassError} is {@code CASS_OK}. */
    static void check(int error) {
        if (error != CASS_OK) {
            throw new IllegalStateException("the driver refused, CassError=" + error);
        }
    }

    static AssertionError unreachable(Throwable t) {
        return new AssertionError("a C function cannot throw", t);
    }

    /** The text that a function left in two variables, pointer and length. */
    static String text(MemorySegment pointer, MemorySegment length) {
        MemorySegment bytes = pointer.get(ADDRESS, 0).reinterpret(length.get(SIZE, 0));
        return new String(bytes.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
    }

    private static String file() {
        return System.getProperty(FILE, LIBRARY);
    }

    private static SymbolLookup lookup(Arena arena) {
        String file = file();
        return file.contains("/")
                ? SymbolLookup.libraryLookup(Path.of(file), arena)
                : SymbolLookup.libraryLookup(file, arena);
    }

    /** Stays loaded to the end: the driver's threads run its code. */
    private static final class Loaded {
        static final SymbolLookup FUNCTIONS = lookup(Arena.global());
    }
}
