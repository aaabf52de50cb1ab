package dev.headcount.gate.allocator;

import dev.headcount.gate.FunctionShape;
import dev.headcount.gate.Role;
import dev.headcount.gate.code.Program;
import dev.headcount.ledger.LibraryLedger;
import java.lang.foreign.MemorySegment;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** The C function pointers of one library's native allocator. They may be called at any time, on any thread. */
public final class NativeAllocator {

    private final LibraryFunctions functions;
    private final ProgramPage page;
    private final LibraryLedger ledger;

    NativeAllocator(LibraryFunctions functions, ProgramPage page, LibraryLedger ledger) {
        this.functions = functions;
        this.page = page;
        this.ledger = ledger;
    }

    /**
     * The function of this shape.
     *
     * @throws IllegalArgumentException if it was made without
     */
    public MemorySegment function(FunctionShape shape) {
        Program program = functions.programs().get(shape);
        if (program == null) {
            throw new IllegalArgumentException("this allocator has no " + shape + ", but "
                    + functions.programs().keySet());
        }
        return MemorySegment.ofAddress(page.entry(program));
    }

    /** Whether these are addresses of its functions, and there are any. */
    public boolean hasAll(Collection<Long> addresses) {
        Set<Long> own = functions.programs().values().stream().map(page::entry).collect(Collectors.toSet());
        return !addresses.isEmpty() && own.containsAll(addresses);
    }

    /**
     * Sends blocks of another allocator on to where they came from, instead of leaving them where they are: for a library
     * that has allocated before it gets this allocator.
     *
     * @param free {@code void (void*)}
     * @param realloc {@code void* (void*, size_t)}
     */
    public void passForeignBlocksTo(MemorySegment free, MemorySegment realloc) {
        page.set(LibraryData.FOREIGN_FREE, free.address());
        page.set(LibraryData.FOREIGN_REALLOC, realloc.address());
    }

    /** {@code void* (size_t)} */
    public MemorySegment malloc() {
        return function(FunctionShape.standard(Role.MALLOC));
    }

    /** {@code void* (size_t count, size_t bytesEach)} */
    public MemorySegment calloc() {
        return function(FunctionShape.standard(Role.CALLOC));
    }

    /** {@code void* (void*, size_t)} */
    public MemorySegment realloc() {
        return function(FunctionShape.standard(Role.REALLOC));
    }

    /** {@code void (void*)} */
    public MemorySegment free() {
        return function(FunctionShape.standard(Role.FREE));
    }

    /** {@code void* (size_t alignment, size_t bytes)} */
    public MemorySegment alignedAlloc() {
        return function(FunctionShape.standard(Role.ALIGNED_ALLOC));
    }

    /** {@code size_t (void*)}; {@code int (void*)} where a library wants that, as SQLite's xSize. */
    public MemorySegment usableSize() {
        return function(FunctionShape.standard(Role.SIZE));
    }

    /** {@code char* (const char*)} */
    public MemorySegment strdup() {
        return function(FunctionShape.standard(Role.STRDUP));
    }

    /** {@code void* (int)}: SQLite's xMalloc. */
    public MemorySegment mallocInt() {
        return function(FunctionShape.withIntSizes(Role.MALLOC));
    }

    /** {@code void* (void*, int)}: SQLite's xRealloc. */
    public MemorySegment reallocInt() {
        return function(FunctionShape.withIntSizes(Role.REALLOC));
    }

    /** Its page of the ledger. */
    public LibraryLedger ledger() {
        return ledger;
    }
}
