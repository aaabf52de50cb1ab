package dev.headcount.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.headcount.allocator.Format;
import dev.headcount.allocator.HeaderAllocator;
import dev.headcount.allocator.SizedAllocators;
import dev.headcount.ledger.LibrarySnapshot;
import java.lang.foreign.Arena;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Random calls of a header-based allocator through its tracked functions; a {@link HashMap} knows what must live. */
class TrackedAllocatorModelTest {

    private static final long SEED = Long.getLong("headcount.seed", System.nanoTime());
    private static final int CALLS = 20_000;
    private static final int COMPARED_EVERY = 100;

    private final Random random = new Random(SEED);
    private final TrackedLibrary tracked = TrackedLibrary.with(Optional.empty());
    private final Arena arena = Arena.ofConfined();
    private final Map<Long, Long> model = new HashMap<>();
    private final List<Long> pointers = new ArrayList<>();
    private long failures;

    @AfterEach
    void closeArena() {
        arena.close();
    }

    @ParameterizedTest
    @CsvSource({"OWN_16, size16", "SIZE_8, size8"})
    void shouldAgreeWithTheModel(Format format, String learned) {
        HeaderAllocator allocator = HeaderAllocator.over(SizedAllocators.libc(), format);
        CFunction malloc = function(allocator, Role.MALLOC);
        CFunction calloc = function(allocator, Role.CALLOC);
        CFunction realloc = function(allocator, Role.REALLOC);
        CFunction free = function(allocator, Role.FREE);
        try {
            for (int call = 0; call < CALLS; call++) {
                long size = randomSize();
                switch (random.nextInt(10)) {
                    case 0, 1, 2 -> born(malloc.call(size), size);
                    case 3 -> born(calloc.call(3, size), 3 * size);
                    case 4 -> born(realloc.call(0, size), size);
                    case 5, 6 -> reallocate(realloc, size);
                    case 7 -> fail(malloc, realloc);
                    default -> free(free);
                }
                if (call % COMPARED_EVERY == 0) {
                    compare(allocator);
                }
            }
            while (!pointers.isEmpty()) {
                free(free);
            }
            compare(allocator);
            assertEquals(learned, tracked.figures().headerFormat());
            assertEquals(List.of(), tracked.snapshot().damage());
            assertEquals(0, tracked.figures().foreignFrees());
            assertEquals(0, tracked.figures().missedFrees());
        } catch (AssertionError e) {
            throw new AssertionError("-Dheadcount.seed=" + SEED, e);
        }
    }

    private CFunction function(HeaderAllocator allocator, Role role) {
        FunctionShape shape = FunctionShape.standard(role);
        Class<?> answer = role == Role.FREE ? void.class : long.class;
        List<Class<?>> arguments = Collections.nCopies(shape.parameters().size(), long.class);
        MethodType onLongs = MethodType.methodType(answer, arguments);
        try {
            String name = role.name().toLowerCase(Locale.ROOT);
            MethodHandle delegate = MethodHandles.lookup().bind(allocator, name, onLongs);
            return CFunction.of(TrackedFunction.of(delegate, shape, tracked.library()), arena);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no function", e);
        }
    }

    private void born(long pointer, long size) {
        assertNotEquals(0, pointer);
        assertNull(model.put(pointer, size), "one address for two blocks");
        pointers.add(pointer);
    }

    private void reallocate(CFunction realloc, long size) {
        if (pointers.isEmpty()) {
            return;
        }
        long old = removeRandomPointer();
        model.remove(old);
        long moved = realloc.call(old, size);
        if (size != 0) {
            born(moved, size);
        }
    }

    /** Nobody has that much; and the block that should grow must live on. */
    private void fail(CFunction malloc, CFunction realloc) {
        long tooMuch = Long.MAX_VALUE - random.nextInt(1000);
        if (random.nextBoolean() || pointers.isEmpty()) {
            assertEquals(0, malloc.call(tooMuch));
        } else {
            assertEquals(0, realloc.call(pointers.get(random.nextInt(pointers.size())), tooMuch));
        }
        failures++;
    }

    private void free(CFunction free) {
        if (random.nextInt(10) == 0) {
            free.call(0);
        }
        if (!pointers.isEmpty()) {
            long pointer = removeRandomPointer();
            model.remove(pointer);
            free.call(pointer);
        }
    }

    /** Mostly small, now and then nothing at all, or more than what glibc maps by itself. */
    private long randomSize() {
        return switch (random.nextInt(60)) {
            case 0 -> 0;
            case 1 -> random.nextInt(300_000);
            default -> random.nextInt(500);
        };
    }

    private long removeRandomPointer() {
        int index = random.nextInt(pointers.size());
        long pointer = pointers.get(index);
        pointers.set(index, pointers.getLast());
        pointers.removeLast();
        return pointer;
    }

    private void compare(HeaderAllocator allocator) {
        LibrarySnapshot figures = tracked.figures();
        assertEquals(model.size(), figures.liveBlocks());
        assertEquals(model.values().stream().mapToLong(Long::longValue).sum(), figures.liveBytes());
        assertEquals(allocator.liveBlocks(), figures.liveBlocks());
        assertEquals(allocator.liveBytes(), figures.liveBytes());
        assertEquals(failures, figures.failures());
        assertEquals(0, tracked.snapshot().tracker().faults());
    }
}
