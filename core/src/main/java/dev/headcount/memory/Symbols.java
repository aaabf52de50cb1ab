package dev.headcount.memory;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;

/** Asks the dynamic loader which library and function an address belongs to, and where a library has a function. */
public final class Symbols {

    /*
     * Dl_info of <dlfcn.h>, see dladdr(3):
     *
     *  0            8            16           24
     *  +------------+------------+------------+------------+
     *  | dli_fname* | dli_fbase* | dli_sname* | dli_saddr* |
     *  +------------+------------+------------+------------+
     */
    private static final long FILE_NAME = 0;
    private static final long FILE_BASE = FILE_NAME + Long.BYTES;
    private static final long SYMBOL_NAME = FILE_BASE + Long.BYTES;
    private static final long SYMBOL_ADDRESS = SYMBOL_NAME + Long.BYTES;
    private static final long DL_INFO_BYTES = SYMBOL_ADDRESS + Long.BYTES;

    private static final long RTLD_DEFAULT = 0; // <dlfcn.h>
    private static final long RTLD_LAZY = 0x1; // <bits/dlfcn.h>, Linux on every processor but MIPS
    private static final long RTLD_NOLOAD = 0x4;

    private static final MethodHandle DLADDR = link("dladdr");
    private static final MethodHandle DLOPEN = link("dlopen");
    private static final MethodHandle DLSYM = link("dlsym");
    private static final MethodHandle DLCLOSE = link("dlclose");

    /**
     * A function of a library.
     *
     * @param library the path the library was loaded from
     * @param base where the library is loaded: the same for every address in it
     * @param name the exported name, or empty where the address belongs to none
     * @param address where the function starts
     */
    public record Symbol(String library, long base, String name, long address) {

        /** The file name of the library, {@code libsqlite3.so.0} for instance. */
        public String fileName() {
            return library.substring(library.lastIndexOf('/') + 1);
        }
    }

    private Symbols() {}

    /**
     * A function of up to two arguments, by the type {@code long(long, long)}, which the calling conventions of Linux allow for
     * pointers and int alike: the first handle of a type costs the JVM milliseconds, and the first application function waits for ours.
     *
     * @throws NoSuchElementException if the C library has none of that name
     */
    @SuppressWarnings("restricted")
    static MethodHandle link(String name) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG));
    }

    /** The library and the exported function at {@code address}; empty for memory of no library. */
    public static Optional<Symbol> at(long address) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = arena.allocate(DL_INFO_BYTES, Long.BYTES);
            long found = (long) DLADDR.invokeExact(address, info.address());
            if ((int) found == 0) { // an int: the upper half of the register is anything
                return Optional.empty();
            }
            long name = info.get(JAVA_LONG, SYMBOL_NAME);
            return Optional.of(new Symbol(
                    Memory.getString(info.get(JAVA_LONG, FILE_NAME)),
                    info.get(JAVA_LONG, FILE_BASE),
                    name == 0 ? "" : Memory.getString(name),
                    info.get(JAVA_LONG, SYMBOL_ADDRESS)));
        } catch (Throwable t) {
            throw new AssertionError("dladdr cannot throw", t);
        }
    }

    /**
     * Where the process has a function of the C library: a library of {@code LD_PRELOAD} may have put its own in front, as
     * other mallocs do, and then the process's C code calls that one. The linker's default lookup knows the C library's alone.
     *
     * @throws NoSuchElementException if the process has none
     */
    public static long ofProcess(String name) {
        try (Arena arena = Arena.ofConfined()) {
            long address = (long)
                    DLSYM.invokeExact(RTLD_DEFAULT, arena.allocateFrom(name).address());
            if (address != 0) {
                return address;
            }
        } catch (Throwable t) {
            throw new AssertionError("dlsym cannot throw", t);
        }
        throw new NoSuchElementException("no function in the process: " + name);
    }

    /**
     * Where the already loaded library at {@code path} has the function {@code name}. Looks into what that library
     * depends on as well, as dlsym(3) does: compare {@link Symbol#base()} where that matters.
     */
    public static OptionalLong find(String path, String name) {
        try (Arena arena = Arena.ofConfined()) {
            long library = (long) DLOPEN.invokeExact(arena.allocateFrom(path).address(), RTLD_LAZY | RTLD_NOLOAD);
            if (library == 0) {
                return OptionalLong.empty();
            }
            long address =
                    (long) DLSYM.invokeExact(library, arena.allocateFrom(name).address());
            long _ = (long) DLCLOSE.invokeExact(library, 0L); // otherwise the application could never unload it
            return address == 0 ? OptionalLong.empty() : OptionalLong.of(address);
        } catch (Throwable t) {
            throw new AssertionError("dlopen, dlsym and dlclose cannot throw", t);
        }
    }
}
