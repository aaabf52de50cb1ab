package dev.headcount.agent.apps.libraries;

import static dev.headcount.agent.apps.libraries.Foreign.string;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Resizes and frees texts of jansson's by libc's functions, linked in each of the ways there are; says {@code done}. */
@SuppressWarnings("restricted")
public final class TextsToFree {

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MemorySegment FREE = LINKER.defaultLookup().findOrThrow("free");
    private static final MemorySegment REALLOC = LINKER.defaultLookup().findOrThrow("realloc");
    private static final FunctionDescriptor OF_FREE = FunctionDescriptor.ofVoid(JAVA_LONG);
    private static final FunctionDescriptor OF_REALLOC = FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG);
    private static final Linker.Option CRITICAL = Linker.Option.critical(true);
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");

    private final Foreign jansson = new Foreign("libjansson.so.4");
    private final MemorySegment state = Arena.global().allocate(Linker.Option.captureStateLayout());

    private TextsToFree() {}

    public static void main(String[] arguments) throws Throwable {
        TextsToFree texts = new TextsToFree();
        texts.bound();
        texts.critical();
        texts.unbound();
        texts.withErrno();
        texts.unboundWithErrno();
        System.out.println("done");
    }

    private long text() {
        long json = jansson.call("json_loads", string("[1, 2.5]"), 0, 0);
        long text = jansson.call("json_dumps", json, 0);
        jansson.order("json_delete", json);
        return text;
    }

    private void bound() throws Throwable {
        MethodHandle realloc = LINKER.downcallHandle(REALLOC, OF_REALLOC);
        MethodHandle free = LINKER.downcallHandle(FREE, OF_FREE);
        free.invokeExact((long) realloc.invokeExact(text(), 1L << 16));
    }

    private void critical() throws Throwable {
        MethodHandle realloc = LINKER.downcallHandle(REALLOC, OF_REALLOC, CRITICAL);
        MethodHandle free = LINKER.downcallHandle(FREE, OF_FREE, CRITICAL);
        free.invokeExact((long) realloc.invokeExact(text(), 1L << 16));
    }

    private void unbound() throws Throwable {
        MethodHandle realloc = LINKER.downcallHandle(OF_REALLOC);
        MethodHandle free = LINKER.downcallHandle(OF_FREE);
        free.invokeExact(FREE, (long) realloc.invokeExact(REALLOC, text(), 1L << 16));
    }

    private void withErrno() throws Throwable {
        MethodHandle realloc = LINKER.downcallHandle(REALLOC, OF_REALLOC, ERRNO);
        MethodHandle free = LINKER.downcallHandle(FREE, OF_FREE, ERRNO);
        free.invokeExact(state, (long) realloc.invokeExact(state, text(), 1L << 16));
    }

    private void unboundWithErrno() throws Throwable {
        MethodHandle realloc = LINKER.downcallHandle(OF_REALLOC, ERRNO);
        MethodHandle free = LINKER.downcallHandle(OF_FREE, ERRNO);
        free.invokeExact(FREE, state, (long) realloc.invokeExact(REALLOC, state, text(), 1L << 16));
    }
}
