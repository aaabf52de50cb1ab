package dev.headcount.allocator;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.atomic.AtomicLong;

/**
 * C function pointers to a {@link HeaderAllocator}, as upcall stubs.
 *
 * <p>Nothing is ever thrown into native code, where an exception would end the JVM: what a delegate written in Java
 * throws is counted, and the library gets NULL.
 *
 * <p>A library must not call them once their arena is closed or the JVM is gone, nor from inside a
 * {@linkplain Linker.Option#critical critical} downcall.
 */
public final class AllocatorStubs {

    private final AtomicLong failures = new AtomicLong(); // unlike a LongAdder it needs no memory to count

    private final MemorySegment malloc;
    private final MemorySegment calloc;
    private final MemorySegment realloc;
    private final MemorySegment free;
    private final MemorySegment alignedAlloc;
    private final MemorySegment usableSize;
    private final MemorySegment strdup;
    private final MemorySegment mallocInt;
    private final MemorySegment reallocInt;
    private final MemorySegment sizeInt;

    private AllocatorStubs(HeaderAllocator allocator, Arena arena) {
        FunctionDescriptor longOfLong = FunctionDescriptor.of(JAVA_LONG, JAVA_LONG);
        FunctionDescriptor longOfLongs = FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG);
        malloc = stub(allocator, "malloc", longOfLong, arena);
        calloc = stub(allocator, "calloc", longOfLongs, arena);
        realloc = stub(allocator, "realloc", longOfLongs, arena);
        free = stub(allocator, "free", FunctionDescriptor.ofVoid(JAVA_LONG), arena);
        alignedAlloc = stub(allocator, "alignedAlloc", longOfLongs, arena);
        usableSize = stub(allocator, "usableSize", longOfLong, arena);
        strdup = stub(allocator, "strdup", longOfLong, arena);
        IntSizes ints = new IntSizes(allocator);
        mallocInt = stub(ints, "malloc", FunctionDescriptor.of(JAVA_LONG, JAVA_INT), arena);
        reallocInt = stub(ints, "realloc", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_INT), arena);
        sizeInt = stub(ints, "usableSize", FunctionDescriptor.of(JAVA_INT, JAVA_LONG), arena);
    }

    /**
     * Pointers that stay valid as long as the JVM, which is what most libraries need: few can be given others later.
     */
    public static AllocatorStubs of(HeaderAllocator allocator) {
        return of(allocator, Arena.global());
    }

    /** Pointers that stay valid until the arena is closed. */
    public static AllocatorStubs of(HeaderAllocator allocator, Arena arena) {
        return new AllocatorStubs(allocator, arena);
    }

    @SuppressWarnings("restricted")
    private MemorySegment stub(Object receiver, String method, FunctionDescriptor descriptor, Arena arena) {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        MethodType type = descriptor.toMethodType();
        try {
            MethodHandle function = lookup.bind(receiver, method, type);
            MethodHandle handler = lookup.bind(this, "failed", MethodType.methodType(int.class, Throwable.class))
                    .asType(MethodType.methodType(type.returnType(), Throwable.class));
            MethodHandle guarded = MethodHandles.catchException(function, Throwable.class, handler);
            return Linker.nativeLinker().upcallStub(guarded, descriptor, arena);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no function " + method + descriptor, e);
        }
    }

    /** The answer of a call that threw: NULL, or the size 0. */
    int failed(Throwable thrown) {
        failures.incrementAndGet();
        return 0;
    }

    /** Calls that threw inside, and were answered with NULL. */
    public long failures() {
        return failures.get();
    }

    /** {@code void* (size_t)} */
    public MemorySegment malloc() {
        return malloc;
    }

    /** {@code void* (size_t count, size_t bytesEach)} */
    public MemorySegment calloc() {
        return calloc;
    }

    /** {@code void* (void*, size_t)} */
    public MemorySegment realloc() {
        return realloc;
    }

    /** {@code void (void*)} */
    public MemorySegment free() {
        return free;
    }

    /** {@code void* (size_t alignment, size_t bytes)} */
    public MemorySegment alignedAlloc() {
        return alignedAlloc;
    }

    /** {@code size_t (void*)} */
    public MemorySegment usableSize() {
        return usableSize;
    }

    /** {@code char* (const char*)} */
    public MemorySegment strdup() {
        return strdup;
    }

    /** {@code void* (int)}: SQLite's xMalloc. */
    public MemorySegment mallocInt() {
        return mallocInt;
    }

    /** {@code void* (void*, int)}: SQLite's xRealloc. */
    public MemorySegment reallocInt() {
        return reallocInt;
    }

    /** {@code int (void*)}: SQLite's xSize. */
    public MemorySegment sizeInt() {
        return sizeInt;
    }
}
