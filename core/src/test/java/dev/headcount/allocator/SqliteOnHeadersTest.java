package dev.headcount.allocator;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.NativeLibraries;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The example of {@link HeaderAllocator}, with the real library. */
class SqliteOnHeadersTest {

    private static final int SQLITE_CONFIG_MALLOC = 4;
    private static final int SQLITE_CONFIG_GETMALLOC = 5;

    private static final FunctionDescriptor NO_ARGUMENTS = FunctionDescriptor.of(JAVA_INT);

    private final SymbolLookup sqlite = NativeLibraries.require("libsqlite3.so.0", "libsqlite3-0");
    private final MethodHandle shutdown = link("sqlite3_shutdown", NO_ARGUMENTS);
    private final MethodHandle config = link(
            "sqlite3_config", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS), Linker.Option.firstVariadicArg(1));
    private final MethodHandle open = link("sqlite3_open", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
    private final MethodHandle exec =
            link("sqlite3_exec", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
    private final MethodHandle close = link("sqlite3_close", FunctionDescriptor.of(JAVA_INT, ADDRESS));

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment original = arena.allocate(ADDRESS, 8);

    /** SQLite can be given an allocator only while it is shut down, as it is before its first use. */
    @BeforeEach
    void shutDownSqlite() throws Throwable {
        assertEquals(0, (int) shutdown.invokeExact());
        assertEquals(0, (int) config.invokeExact(SQLITE_CONFIG_GETMALLOC, original));
    }

    @AfterEach
    void giveSqliteItsOwnAllocatorBack() throws Throwable {
        assertEquals(0, (int) shutdown.invokeExact());
        assertEquals(0, (int) config.invokeExact(SQLITE_CONFIG_MALLOC, original));
        arena.close();
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void shouldServeSqliteFromOpenToClose(Format format) throws Throwable {
        HeaderAllocator allocator = HeaderAllocator.over(SizedAllocators.libc(), format);
        AllocatorStubs stubs = AllocatorStubs.of(allocator);
        install(stubs);

        MemorySegment database = open();
        execute(database, "create table t (x)");
        execute(database, "insert into t values (zeroblob(1999993))");
        assertTrue(allocator.liveBytes() > 1_999_993, "the page cache holds the row");
        execute(database, "select hex(x) from t");
        assertEquals(0, (int) close.invokeExact(database));
        assertEquals(0, (int) shutdown.invokeExact());

        assertEquals(0, allocator.liveBlocks());
        assertEquals(0, allocator.liveBytes());
        assertEquals(0, allocator.refused());
        assertEquals(0, stubs.failures());
    }

    /** sqlite3_mem_methods: xMalloc xFree xRealloc xSize xRoundup xInit xShutdown pAppData. */
    private void install(AllocatorStubs stubs) throws Throwable {
        MemorySegment methods = arena.allocate(ADDRESS, 8).copyFrom(original);
        methods.setAtIndex(ADDRESS, 0, stubs.mallocInt());
        methods.setAtIndex(ADDRESS, 1, stubs.free());
        methods.setAtIndex(ADDRESS, 2, stubs.reallocInt());
        methods.setAtIndex(ADDRESS, 3, stubs.sizeInt());
        assertEquals(0, (int) config.invokeExact(SQLITE_CONFIG_MALLOC, methods));
    }

    private MemorySegment open() throws Throwable {
        MemorySegment handle = arena.allocate(ADDRESS);
        assertEquals(0, (int) open.invokeExact(arena.allocateFrom(":memory:"), handle));
        return handle.get(ADDRESS, 0);
    }

    private void execute(MemorySegment database, String sql) throws Throwable {
        MemorySegment none = MemorySegment.NULL;
        assertEquals(0, (int) exec.invokeExact(database, arena.allocateFrom(sql), none, none, none), sql);
    }

    @SuppressWarnings("restricted")
    private MethodHandle link(String name, FunctionDescriptor descriptor, Linker.Option... options) {
        return Linker.nativeLinker().downcallHandle(sqlite.findOrThrow(name), descriptor, options);
    }
}
