package dev.headcount.agent.apps;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.invoke.MethodType.methodType;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;

/**
 * Has qsort call back, and prints what stands on the stack then between main and the comparison, hidden frames included: the
 * names of the methods.
 */
@SuppressWarnings("restricted")
public final class CallFrames {

    private static final Linker LINKER = Linker.nativeLinker();
    private static final FunctionDescriptor COMPARE = FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS);

    private static List<String> frames = List.of();

    private CallFrames() {}

    static int compare(MemorySegment one, MemorySegment other) {
        List<String> all = new ArrayList<>();
        StackWalker.getInstance(StackWalker.Option.SHOW_HIDDEN_FRAMES).forEach(frame -> all.add(frame.getMethodName()));
        frames = all.subList(0, all.lastIndexOf("main"));
        return Long.compare(one.address(), other.address());
    }

    public static void main(String[] arguments) throws Throwable {
        MethodHandle sort = LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow("qsort"),
                FunctionDescriptor.ofVoid(ADDRESS, JAVA_LONG, JAVA_LONG, ADDRESS));
        MethodHandle compare = MethodHandles.lookup()
                .findStatic(
                        CallFrames.class, "compare", methodType(int.class, MemorySegment.class, MemorySegment.class));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment stub = LINKER.upcallStub(compare, COMPARE, arena);
            sort.invokeExact(arena.allocate(JAVA_LONG, 2), 2L, JAVA_LONG.byteSize(), stub);
        }
        System.out.println(String.join(" ", frames));
    }
}
