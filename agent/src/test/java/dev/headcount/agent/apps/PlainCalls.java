package dev.headcount.agent.apps;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Uses much of the FFM API and no allocator hook. Its output is the same each time. Started with the file of a library that
 * has {@code plugin_length} and says when it is unloaded.
 */
@SuppressWarnings("restricted")
public final class PlainCalls {

    private static final Linker LINKER = Linker.nativeLinker();
    private static final FunctionDescriptor LENGTH = FunctionDescriptor.of(JAVA_LONG, ADDRESS);

    private PlainCalls() {}

    public static void main(String[] arguments) throws Throwable {
        sort();
        unbound();
        errno();
        criticalOnHeap();
        plugin(arguments[0]);
        plugin(arguments[0]);
        mistakes();
        System.exit(61);
    }

    private static void sort() throws Throwable {
        MethodHandle qsort = libc("qsort", FunctionDescriptor.ofVoid(ADDRESS, JAVA_LONG, JAVA_LONG, ADDRESS));
        FunctionDescriptor comparator = FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS);
        MethodHandle compare =
                MethodHandles.lookup().findStatic(PlainCalls.class, "compare", comparator.toMethodType());
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment numbers = arena.allocateFrom(JAVA_INT, 1999993, 61, 127);
            qsort.invokeExact(numbers, 3L, 4L, LINKER.upcallStub(compare, comparator, arena));
            System.out.println("sorted " + Arrays.toString(numbers.toArray(JAVA_INT)));
        }
    }

    private static int compare(MemorySegment left, MemorySegment right) {
        return Integer.compare(value(left), value(right));
    }

    private static int value(MemorySegment number) {
        return number.reinterpret(JAVA_INT.byteSize()).get(JAVA_INT, 0);
    }

    private static void unbound() throws Throwable {
        MethodHandle call = LINKER.downcallHandle(LENGTH);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment strlen = LINKER.defaultLookup().findOrThrow("strlen");
            System.out.println("length " + (long) call.invokeExact(strlen, arena.allocateFrom("fingerprint")));
        }
    }

    private static void errno() throws Throwable {
        MethodHandle close =
                libc("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT), Linker.Option.captureCallState("errno"));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            int status = (int) close.invokeExact(state, -1);
            System.out.println("close " + status + ", errno " + state.get(JAVA_INT, 0));
        }
    }

    private static void criticalOnHeap() throws Throwable {
        MethodHandle strlen = libc("strlen", LENGTH, Linker.Option.critical(true));
        byte[] text = {'a', 'b', 'c', 0};
        System.out.println("length " + (long) strlen.invokeExact(MemorySegment.ofArray(text)));
    }

    /** The library is unloaded with its arena. */
    private static void plugin(String file) throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment length =
                    SymbolLookup.libraryLookup(Path.of(file), arena).findOrThrow("plugin_length");
            MethodHandle call = LINKER.downcallHandle(length, LENGTH);
            System.out.println("plugin " + (long) call.invokeExact(arena.allocateFrom("abc")));
        }
    }

    /** What the API throws is part of what an application sees. */
    private static void mistakes() throws Throwable {
        MethodHandle call = LINKER.downcallHandle(LENGTH);
        try {
            long unreachable = (long) call.invokeExact(MemorySegment.NULL, MemorySegment.NULL);
            System.out.println(unreachable);
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
        MethodHandle closed;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment strlen = LINKER.defaultLookup().findOrThrow("strlen");
            closed = LINKER.downcallHandle(strlen.reinterpret(arena, null), LENGTH);
        }
        try {
            long unreachable = (long) closed.invokeExact(MemorySegment.NULL);
            System.out.println(unreachable);
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage());
        }
    }

    private static MethodHandle libc(String name, FunctionDescriptor descriptor, Linker.Option... options) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), descriptor, options);
    }
}
