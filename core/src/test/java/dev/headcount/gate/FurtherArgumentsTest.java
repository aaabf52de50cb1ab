package dev.headcount.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.headcount.gate.FunctionShape.Parameter;
import dev.headcount.memory.Libc;
import dev.headcount.memory.Memory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Arguments that the ledger has no use for, before and behind those it has: they reach the delegate as they came. */
class FurtherArgumentsTest {

    private static final long FILE = 0x1234_5678_9abcL;
    private static final long LINE = 1999993;

    private final TrackedLibrary tracked = TrackedLibrary.withoutHeaders();
    private final Arena arena = Arena.ofConfined();
    private final List<Object> seen = new ArrayList<>();

    @AfterEach
    void closeArena() {
        arena.close();
    }

    private CFunction function(String name, MethodType type, Role role, Parameter... parameters) {
        try {
            return CFunction.of(
                    TrackedFunction.of(
                            MethodHandles.lookup().bind(this, name, type),
                            new FunctionShape(role, List.of(parameters)),
                            tracked.library()),
                    arena);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no function", e);
        }
    }

    /** OpenSSL's: {@code void *(*)(size_t, const char *file, int line)}. */
    MemorySegment mallocIn(long size, MemorySegment file, int line) {
        seen.addAll(List.of(file.address(), line));
        return MemorySegment.ofAddress(Libc.malloc(size));
    }

    /** OpenSSL's: {@code void *(*)(void *, size_t, const char *file, int line)}. */
    MemorySegment reallocIn(MemorySegment block, long size, MemorySegment file, int line) {
        seen.addAll(List.of(file.address(), line));
        return MemorySegment.ofAddress(Libc.realloc(block.address(), size));
    }

    /** OpenSSL's: {@code void (*)(void *, const char *file, int line)}. */
    void freeIn(MemorySegment block, MemorySegment file, int line) {
        seen.addAll(List.of(file.address(), line));
        Libc.free(block.address());
    }

    /** zlib's: {@code voidpf (*)(voidpf opaque, uInt items, uInt size)}. */
    long callocFor(long user, long count, int size) {
        seen.add(user);
        return Libc.calloc(count, size);
    }

    /** {@code void (*)(void *user, void *, size_t oldSize)}. */
    void freeFor(long user, long block, long oldSize) {
        seen.addAll(List.of(user, oldSize));
        Libc.free(block);
    }

    @Test
    void shouldPassFileAndLineOn() {
        CFunction malloc = function(
                "mallocIn",
                MethodType.methodType(MemorySegment.class, long.class, MemorySegment.class, int.class),
                Role.MALLOC,
                Parameter.SIZE,
                Parameter.OTHER,
                Parameter.OTHER_INT);
        CFunction realloc = function(
                "reallocIn",
                MethodType.methodType(
                        MemorySegment.class, MemorySegment.class, long.class, MemorySegment.class, int.class),
                Role.REALLOC,
                Parameter.POINTER,
                Parameter.SIZE,
                Parameter.OTHER,
                Parameter.OTHER_INT);
        CFunction free = function(
                "freeIn",
                MethodType.methodType(void.class, MemorySegment.class, MemorySegment.class, int.class),
                Role.FREE,
                Parameter.POINTER,
                Parameter.OTHER,
                Parameter.OTHER_INT);
        long block = malloc.call(60, FILE, LINE);
        assertEquals(60, tracked.figures().liveBytes());
        block = realloc.call(block, 80, FILE + 1, LINE + 1);
        assertEquals(80, tracked.figures().liveBytes());
        free.call(block, FILE + 2, LINE + 2);
        assertEquals(0, tracked.figures().liveBytes());
        assertEquals(List.of(FILE, (int) LINE, FILE + 1, (int) LINE + 1, FILE + 2, (int) LINE + 2), seen);
    }

    /** reallocarray(3). */
    long reallocOf(long block, long count, long size) {
        return Libc.realloc(block, count * size);
    }

    /** strndup(3), but for what is not asked for here. */
    long strndup(long string, long limit) {
        return substrdup(string, limit);
    }

    /** libgit2's: as many characters, whatever they are. */
    long substrdup(long string, long length) {
        long copy = Libc.calloc(1, length + 1);
        Memory.copy(string, copy, length);
        return copy;
    }

    @Test
    void shouldTrackArraysByTheProduct() {
        MethodType ofLongs = MethodType.methodType(long.class, long.class, long.class, long.class);
        CFunction realloc =
                function("reallocOf", ofLongs, Role.REALLOC, Parameter.POINTER, Parameter.COUNT, Parameter.SIZE);
        long block = realloc.call(0, 3, 20);
        assertEquals(60, tracked.figures().liveBytes());
        block = realloc.call(block, 4, 20);
        assertEquals(80, tracked.figures().liveBytes());
        assertEquals(1, tracked.figures().reallocations());
        Libc.free(block);
    }

    @Test
    void shouldTrackPartsOfStringsByWhatIsCopied() {
        MethodType ofLongs = MethodType.methodType(long.class, long.class, long.class);
        long string = arena.allocateFrom("head\0count").address();
        CFunction limited = function("strndup", ofLongs, Role.STRDUP, Parameter.POINTER, Parameter.LIMIT);
        Libc.free(limited.call(string, 7));
        assertEquals(5, tracked.figures().liveBytes());
        CFunction sized = function("substrdup", ofLongs, Role.STRDUP, Parameter.POINTER, Parameter.SIZE);
        Libc.free(sized.call(string, 7));
        assertEquals(5 + 8, tracked.figures().liveBytes());
    }

    @Test
    void shouldPassUserDataAndOldSizesOn() {
        CFunction calloc = function(
                "callocFor",
                MethodType.methodType(long.class, long.class, long.class, int.class),
                Role.CALLOC,
                Parameter.OTHER,
                Parameter.COUNT,
                Parameter.INT_SIZE);
        CFunction free = function(
                "freeFor",
                MethodType.methodType(void.class, long.class, long.class, long.class),
                Role.FREE,
                Parameter.OTHER,
                Parameter.POINTER,
                Parameter.SIZE);
        long block = calloc.call(FILE, 3, 20);
        assertNotEquals(0, block);
        assertEquals(60, tracked.figures().liveBytes());
        free.call(FILE + 1, block, 60);
        assertEquals(0, tracked.figures().liveBytes());
        assertEquals(List.of(FILE, FILE + 1, 60L), seen);
    }
}
