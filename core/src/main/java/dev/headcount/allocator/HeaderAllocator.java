package dev.headcount.allocator;

import dev.headcount.memory.Libc;
import dev.headcount.memory.Memory;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/**
 * C's {@code malloc calloc realloc free aligned_alloc malloc_usable_size strdup} over an allocator that wants the size
 * and the alignment of a block back: they are kept in a header in front of it.
 *
 * <p>Needs no agent. This program runs SQLite on it, through the {@linkplain AllocatorStubs pointers} to its functions;
 * start it with {@code --enable-native-access=ALL-UNNAMED}:
 *
 * {@snippet lang=java :
 * import static java.lang.foreign.ValueLayout.ADDRESS;
 * import static java.lang.foreign.ValueLayout.JAVA_INT;
 *
 * import dev.headcount.allocator.AllocatorStubs;
 * import dev.headcount.allocator.Format;
 * import dev.headcount.allocator.HeaderAllocator;
 * import dev.headcount.allocator.SizedAllocators;
 * import java.lang.foreign.Arena;
 * import java.lang.foreign.FunctionDescriptor;
 * import java.lang.foreign.Linker;
 * import java.lang.foreign.MemorySegment;
 * import java.lang.foreign.SymbolLookup;
 * import java.lang.invoke.MethodHandle;
 *
 * class SqliteOnHeaders {
 *
 *     static final int SQLITE_CONFIG_MALLOC = 4;
 *     static final int SQLITE_CONFIG_GETMALLOC = 5;
 *
 *     static final SymbolLookup SQLITE = SymbolLookup.libraryLookup("libsqlite3.so.0", Arena.global());
 *
 *     static MethodHandle link(String name, FunctionDescriptor descriptor, Linker.Option... options) {
 *         return Linker.nativeLinker().downcallHandle(SQLITE.findOrThrow(name), descriptor, options);
 *     }
 *
 *     public static void main(String[] args) throws Throwable {
 *         HeaderAllocator allocator = HeaderAllocator.over(SizedAllocators.libc(), Format.OWN_16);
 *         AllocatorStubs stubs = AllocatorStubs.of(allocator);
 *         MethodHandle config = link("sqlite3_config", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS),
 *                 Linker.Option.firstVariadicArg(1));
 *         MethodHandle open = link("sqlite3_open", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
 *         MethodHandle exec = link("sqlite3_exec",
 *                 FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
 *         MethodHandle close = link("sqlite3_close", FunctionDescriptor.of(JAVA_INT, ADDRESS));
 *
 *         try (Arena arena = Arena.ofConfined()) {
 *             // sqlite3_mem_methods: xMalloc xFree xRealloc xSize xRoundup xInit xShutdown pAppData.
 *             // SQLite's own xRoundup, xInit and xShutdown stay: a multiple of 8, and nothing to do.
 *             MemorySegment methods = arena.allocate(ADDRESS, 8);
 *             int status = (int) config.invokeExact(SQLITE_CONFIG_GETMALLOC, methods);
 *             methods.setAtIndex(ADDRESS, 0, stubs.mallocInt());
 *             methods.setAtIndex(ADDRESS, 1, stubs.free());
 *             methods.setAtIndex(ADDRESS, 2, stubs.reallocInt());
 *             methods.setAtIndex(ADDRESS, 3, stubs.sizeInt());
 *             status |= (int) config.invokeExact(SQLITE_CONFIG_MALLOC, methods);
 *
 *             MemorySegment handle = arena.allocate(ADDRESS);
 *             status |= (int) open.invokeExact(arena.allocateFrom(":memory:"), handle);
 *             MemorySegment database = handle.get(ADDRESS, 0);
 *             MemorySegment sql = arena.allocateFrom("create table t (x); insert into t values (42)");
 *             status |= (int) exec.invokeExact(
 *                     database, sql, MemorySegment.NULL, MemorySegment.NULL, MemorySegment.NULL);
 *             System.out.println(allocator.liveBlocks() + " blocks, " + allocator.liveBytes() + " bytes");
 *             status |= (int) close.invokeExact(database);
 *             System.out.println(allocator.liveBlocks() + " blocks after close, status " + status);
 *         }
 *     }
 * }
 * }
 *
 * <p>Addresses and sizes are C's {@code void*} and {@code size_t} as {@code long}: 0 is NULL, and a negative size is
 * one above {@code SSIZE_MAX}, for which there is no memory. No method throws, provided the delegate does not; a block
 * that is not there is answered with NULL.
 *
 * <p>Safe for any number of threads, as far as the delegate is. Nobody waits here; counters are exact once calls have
 * returned. Two threads that free the same block at the same time can both pass, as with any allocator.
 */
public final class HeaderAllocator {

    private static final long NULL = 0;

    /** No process has a larger user address space, and {@link SizeHeader} has no room for a larger size. */
    private static final long MAX_BLOCK_BYTES = (1L << 56) - 1;

    private final SizedAllocator delegate;
    private final Format format;

    private final LongAdder liveBlocks = new LongAdder();
    private final LongAdder liveBytes = new LongAdder();
    private final LongAdder headerBytes = new LongAdder();
    private final LongAdder refusedDead = new LongAdder();
    private final LongAdder refusedDamagedOrForeign = new LongAdder();

    private HeaderAllocator(SizedAllocator delegate, Format format) {
        this.delegate = Objects.requireNonNull(delegate, "delegate");
        this.format = Objects.requireNonNull(format, "format");
    }

    public static HeaderAllocator over(SizedAllocator delegate, Format format) {
        return new HeaderAllocator(delegate, format);
    }

    /** malloc(0) is a pointer of its own, to be freed like any other. */
    public long malloc(long bytes) {
        return place(bytes, format.naturalAlignment(), false);
    }

    public long calloc(long count, long bytesEach) {
        boolean overflows = Math.unsignedMultiplyHigh(count, bytesEach) != 0;
        return overflows ? NULL : place(count * bytesEach, format.naturalAlignment(), true);
    }

    /**
     * aligned_alloc(3), for every power of two; any other alignment is answered with NULL. A smaller one than the
     * format's natural alignment counts as that.
     */
    public long alignedAlloc(long alignment, long bytes) {
        boolean powerOfTwo = alignment > 0 && Long.bitCount(alignment) == 1;
        return powerOfTwo ? place(bytes, Math.max(alignment, format.naturalAlignment()), false) : NULL;
    }

    /*
     * base, aligned to A = max(alignment, header)              user pointer = base + A
     *  +--------------------------------------+---------------+------------------------+
     *  | padding (none, unless over-aligned)  | header        | bytes                  |
     *  +--------------------------------------+---------------+------------------------+
     *  |<---------------------- size, as the delegate knows it ----------------------->|
     */
    private long place(long bytes, long alignment, boolean zeroed) {
        if (!fits(bytes, alignment)) {
            return NULL;
        }
        long size = alignment + bytes;
        long base = zeroed ? delegate.allocateZeroed(size, alignment) : delegate.allocate(size, alignment);
        if (base == NULL) {
            return NULL;
        }
        long userPointer = base + alignment;
        format.write(userPointer, size, alignment);
        liveBlocks.increment();
        liveBytes.add(bytes);
        headerBytes.add(alignment);
        return userPointer;
    }

    private static boolean fits(long bytes, long alignment) {
        return bytes >= 0 && bytes <= MAX_BLOCK_BYTES - alignment;
    }

    /**
     * realloc(3), as glibc has it. The alignment of a block from {@link #alignedAlloc} stays.
     *
     * <pre>
     *  pointer       bytes          answer     the block
     *  NULL          any            malloc     -
     *  live          0              NULL       freed
     *  live          no such size   NULL       stays as it was
     *  live          otherwise      its place  resized; where there is no memory: NULL, stays as it was
     *  dead, foreign any            NULL       not touched, counted
     * </pre>
     */
    public long realloc(long userPointer, long bytes) {
        if (userPointer == NULL) {
            return malloc(bytes);
        }
        if (bytes == 0) {
            free(userPointer);
            return NULL;
        }
        if (!accepts(userPointer)) {
            return NULL;
        }
        long alignment = format.alignment(userPointer);
        return fits(bytes, alignment) ? resize(userPointer, alignment, alignment + bytes) : NULL;
    }

    private long resize(long userPointer, long alignment, long newSize) {
        long oldSize = format.sizeBytes(userPointer);
        format.markDead(userPointer); // where the block moves, this is what stays behind
        long base = delegate.reallocate(userPointer - alignment, oldSize, alignment, newSize);
        if (base == NULL) {
            format.revive(userPointer, oldSize);
            return NULL;
        }
        long moved = base + alignment;
        format.revive(moved, newSize);
        liveBytes.add(newSize - oldSize);
        return moved;
    }

    /** Frees a live block. A dead, damaged or foreign one is not passed on: it is counted, and leaks. */
    public void free(long userPointer) {
        if (userPointer == NULL || !accepts(userPointer)) {
            return;
        }
        long size = format.sizeBytes(userPointer);
        long alignment = format.alignment(userPointer);
        format.markDead(userPointer);
        liveBlocks.decrement();
        liveBytes.add(alignment - size);
        headerBytes.add(-alignment);
        delegate.deallocate(userPointer - alignment, size, alignment);
    }

    private boolean accepts(long userPointer) {
        return switch (format.state(userPointer)) {
            case LIVE -> true;
            case DEAD -> {
                refusedDead.increment();
                yield false;
            }
            case DAMAGED_OR_FOREIGN -> {
                refusedDamagedOrForeign.increment();
                yield false;
            }
        };
    }

    /** malloc_usable_size(3): exactly what was asked for; 0 for NULL and for what is no live block. */
    public long usableSize(long userPointer) {
        return userPointer != NULL && format.state(userPointer) == HeaderState.LIVE
                ? format.sizeBytes(userPointer) - format.alignment(userPointer)
                : 0;
    }

    /** strdup(3); NULL for NULL, where C leaves it undefined. */
    public long strdup(long string) {
        if (string == NULL) {
            return NULL;
        }
        long bytes = Libc.strlen(string) + 1;
        long copy = malloc(bytes);
        if (copy != NULL) {
            Memory.copy(string, copy, bytes);
        }
        return copy;
    }

    /** Blocks that were allocated and not freed. */
    public long liveBlocks() {
        return liveBlocks.sum();
    }

    /** What was asked for, over all live blocks. */
    public long liveBytes() {
        return liveBytes.sum();
    }

    /** Headers and padding of the live blocks; with {@link #liveBytes} all that the delegate was asked for. */
    public long headerBytes() {
        return headerBytes.sum();
    }

    /** Calls of free and realloc refused because of the state of the block; none for {@link HeaderState#LIVE}. */
    public long refused(HeaderState state) {
        return switch (state) {
            case LIVE -> 0;
            case DEAD -> refusedDead.sum();
            case DAMAGED_OR_FOREIGN -> refusedDamagedOrForeign.sum();
        };
    }

    /** All calls of free and realloc that were refused. */
    public long refused() {
        return refusedDead.sum() + refusedDamagedOrForeign.sum();
    }
}
