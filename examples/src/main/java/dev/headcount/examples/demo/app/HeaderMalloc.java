package dev.headcount.examples.demo.app;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * The allocator that the shop gives to SQLite: Java methods, called from C. {@code xSize} gets a pointer and nothing
 * else, so each block carries its size, header included, in the 8 bytes in front of the pointer.
 *
 * <p>Nothing here may throw: an exception that leaves an upcall ends the JVM.
 */
@SuppressWarnings("restricted")
final class HeaderMalloc implements Account {

    private static final long HEADER_BYTES = Long.BYTES;

    private static final MethodHandle REALLOC = libc("realloc", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_LONG));
    private static final MethodHandle FREE = libc("free", FunctionDescriptor.ofVoid(ADDRESS));

    /** What each thread allocated minus what it freed: tells what one call on this thread has left behind. */
    private static final ThreadLocal<Footprint> OF_THREAD = ThreadLocal.withInitial(() -> Footprint.NONE);

    private static final LongAdder LIVE_BLOCKS = new LongAdder();

    private HeaderMalloc() {}

    /** Makes SQLite allocate here. Only before SQLite is used for the first time. */
    static Account install() {
        List<MemorySegment> functions = List.of(
                upcall("xMalloc", FunctionDescriptor.of(ADDRESS, JAVA_INT)),
                upcall("xFree", FunctionDescriptor.ofVoid(ADDRESS)),
                upcall("xRealloc", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT)),
                upcall("xSize", FunctionDescriptor.of(JAVA_INT, ADDRESS)),
                upcall("xRoundup", FunctionDescriptor.of(JAVA_INT, JAVA_INT)),
                upcall("xInit", FunctionDescriptor.of(JAVA_INT, ADDRESS)),
                upcall("xShutdown", FunctionDescriptor.ofVoid(ADDRESS)));
        try (Arena arena = Arena.ofConfined()) {
            // struct sqlite3_mem_methods: the seven functions in this order, then pAppData. SQLite copies it.
            MemorySegment methods = arena.allocate(ADDRESS, functions.size() + 1);
            for (int i = 0; i < functions.size(); i++) {
                methods.setAtIndex(ADDRESS, i, functions.get(i));
            }
            int status = Sqlite.sqlite3_config(Sqlite.SQLITE_CONFIG_MALLOC, methods);
            if (status != Sqlite.SQLITE_OK) {
                throw new IllegalStateException("sqlite3_config(SQLITE_CONFIG_MALLOC) refused, status=" + status);
            }
        }
        return new HeaderMalloc();
    }

    /** What the calling thread has allocated so far, less what it has freed. */
    @Override
    public Footprint now() {
        return OF_THREAD.get();
    }

    @Override
    public long liveBlocks() {
        return LIVE_BLOCKS.sum();
    }

    static MemorySegment xMalloc(int bytes) {
        return block(realloc(MemorySegment.NULL, HEADER_BYTES + bytes), bytes);
    }

    static void xFree(MemorySegment pointer) {
        count(-1, -xSize(pointer));
        free(base(pointer));
    }

    static MemorySegment xRealloc(MemorySegment pointer, int bytes) {
        int oldBytes = xSize(pointer);
        MemorySegment moved = realloc(base(pointer), HEADER_BYTES + bytes);
        if (moved.address() != 0) {
            count(-1, -oldBytes);
        }
        return block(moved, bytes);
    }

    static int xSize(MemorySegment pointer) {
        return (int) (base(pointer).get(JAVA_LONG, 0) - HEADER_BYTES);
    }

    static int xRoundup(int bytes) {
        return (bytes + 7) & ~7;
    }

    static int xInit(MemorySegment data) {
        return Sqlite.SQLITE_OK;
    }

    static void xShutdown(MemorySegment data) {}

    private static MemorySegment block(MemorySegment base, int bytes) {
        if (base.address() == 0) {
            return MemorySegment.NULL;
        }
        base.reinterpret(HEADER_BYTES).set(JAVA_LONG, 0, HEADER_BYTES + bytes);
        count(1, bytes);
        return MemorySegment.ofAddress(base.address() + HEADER_BYTES);
    }

    private static MemorySegment base(MemorySegment pointer) {
        return MemorySegment.ofAddress(pointer.address() - HEADER_BYTES).reinterpret(HEADER_BYTES);
    }

    private static void count(int blocks, int bytes) {
        OF_THREAD.set(OF_THREAD.get().plus(new Footprint(blocks, bytes)));
        LIVE_BLOCKS.add(blocks);
    }

    /** As in C, {@code realloc} of NULL is {@code malloc}. */
    private static MemorySegment realloc(MemorySegment base, long bytes) {
        try {
            return (MemorySegment) REALLOC.invokeExact(base, bytes);
        } catch (Throwable t) {
            throw new AssertionError("realloc cannot throw", t);
        }
    }

    private static void free(MemorySegment base) {
        try {
            FREE.invokeExact(base);
        } catch (Throwable t) {
            throw new AssertionError("free cannot throw", t);
        }
    }

    private static MethodHandle libc(String name, FunctionDescriptor descriptor) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor);
    }

    private static MemorySegment upcall(String name, FunctionDescriptor descriptor) {
        try {
            MethodType type = descriptor.toMethodType();
            MethodHandle method = MethodHandles.lookup().findStatic(HeaderMalloc.class, name, type);
            return Linker.nativeLinker().upcallStub(method, descriptor, Arena.global());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no method " + name, e);
        }
    }
}
