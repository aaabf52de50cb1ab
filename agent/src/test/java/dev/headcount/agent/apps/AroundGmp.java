package dev.headcount.agent.apps;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Puts an allocator around the one that GMP has, and puts that back, when it is told so. Its numbers have names and a block
 * each.
 */
public final class AroundGmp {

    private static final Native GMP = Native.library("libgmp.so.10");
    private static final FunctionDescriptor MALLOC = FunctionDescriptor.of(JAVA_LONG, JAVA_LONG);
    private static final FunctionDescriptor REALLOC = FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    private static final FunctionDescriptor FREE = FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_LONG);
    private static final FunctionDescriptor POINTERS = FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, ADDRESS);
    private static final FunctionDescriptor OF_NUMBER = FunctionDescriptor.ofVoid(ADDRESS);
    private static final FunctionDescriptor OF_NUMBER_AND_LONG = FunctionDescriptor.ofVoid(ADDRESS, JAVA_LONG);

    private static final int NUMBER_BYTES = 16; // mpz_t

    private final MethodHandle init = GMP.link("__gmpz_init_set_ui", OF_NUMBER_AND_LONG);
    private final MethodHandle grow = GMP.link("__gmpz_realloc2", OF_NUMBER_AND_LONG);
    private final MethodHandle clear = GMP.link("__gmpz_clear", OF_NUMBER);
    private final MethodHandle get = GMP.link("__gmp_get_memory_functions", POINTERS);
    private final MethodHandle set = GMP.link("__gmp_set_memory_functions", POINTERS);

    private final MemorySegment saved = Arena.global().allocate(ADDRESS, 3);
    private final Map<String, MemorySegment> numbers = new HashMap<>();
    private final Around around;
    private final MemorySegment malloc;
    private final MemorySegment realloc;
    private final MemorySegment free;

    @SuppressWarnings("restricted")
    private AroundGmp() throws Throwable {
        get.invokeExact(saved, saved.asSlice(8), saved.asSlice(16));
        around = new Around(
                Linker.nativeLinker().downcallHandle(saved.getAtIndex(ADDRESS, 0), MALLOC),
                Linker.nativeLinker().downcallHandle(saved.getAtIndex(ADDRESS, 1), REALLOC),
                Linker.nativeLinker().downcallHandle(saved.getAtIndex(ADDRESS, 2), FREE));
        malloc = pointer("malloc", MALLOC);
        realloc = pointer("realloc", REALLOC);
        free = pointer("free", FREE);
    }

    public static void main(String[] arguments) throws Throwable {
        AroundGmp application = new AroundGmp();
        System.out.println("ready");
        for (String line = Pause.line(); line != null; line = Pause.line()) {
            System.out.println(application.answer(line.split(" ")));
        }
    }

    private String answer(String[] words) throws Throwable {
        switch (words[0]) {
            case "init" -> init.invokeExact(number(words[1]), 5L);
            case "grow" -> grow.invokeExact(number(words[1]), 1_000_000L);
            case "clear" -> clear.invokeExact(number(words[1]));
            case "wrap" -> set.invokeExact(malloc, realloc, free);
            case "restore" ->
                set.invokeExact(
                        saved.getAtIndex(ADDRESS, 0), saved.getAtIndex(ADDRESS, 1), saved.getAtIndex(ADDRESS, 2));
            default -> throw new IllegalArgumentException(words[0]);
        }
        return around.live.size() + " live, " + around.strays + " strays";
    }

    private MemorySegment number(String name) {
        return numbers.computeIfAbsent(name, _ -> Arena.global().allocate(NUMBER_BYTES, Long.BYTES));
    }

    private MemorySegment pointer(String method, FunctionDescriptor descriptor) {
        return Native.pointer(MethodHandles.lookup(), around, method, descriptor);
    }

    /** Keeps a list of what it handed out, and passes everything on. */
    private static final class Around {

        private final MethodHandle malloc;
        private final MethodHandle realloc;
        private final MethodHandle free;
        private final Set<Long> live = ConcurrentHashMap.newKeySet();
        private int strays;

        private Around(MethodHandle malloc, MethodHandle realloc, MethodHandle free) {
            this.malloc = malloc;
            this.realloc = realloc;
            this.free = free;
        }

        long malloc(long size) throws Throwable {
            long block = (long) malloc.invokeExact(size);
            live.add(block);
            return block;
        }

        long realloc(long block, long size, long newSize) throws Throwable {
            gone(block);
            long moved = (long) realloc.invokeExact(block, size, newSize);
            live.add(moved);
            return moved;
        }

        void free(long block, long size) throws Throwable {
            gone(block);
            free.invokeExact(block, size);
        }

        private void gone(long block) {
            if (!live.remove(block)) {
                strays++;
            }
        }
    }
}
