package dev.headcount.agent.apps.libraries;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/** A library whose functions are called by name, with words: integers and pointers. Nothing of it is ever freed. */
@SuppressWarnings("restricted")
final class Foreign {

    private static final Linker LINKER = Linker.nativeLinker();

    private final SymbolLookup symbols;
    private final Map<String, MethodHandle> functions = new HashMap<>();

    Foreign(String soname) {
        symbols = SymbolLookup.libraryLookup(soname, Arena.global());
    }

    /** Calls the function; of an {@code int} that it answers only the lower half counts. */
    long call(String function, long... arguments) {
        MethodHandle handle = functions.computeIfAbsent(function, name -> link(name, arguments.length));
        try {
            return (long)
                    handle.invokeWithArguments(Arrays.stream(arguments).boxed().toList());
        } catch (Throwable t) {
            throw new IllegalStateException(function, t);
        }
    }

    /** Calls a function that answers nothing. */
    void order(String function, long... arguments) {
        MemoryLayout[] words =
                Collections.nCopies(arguments.length, (MemoryLayout) JAVA_LONG).toArray(MemoryLayout[]::new);
        try {
            LINKER.downcallHandle(symbols.findOrThrow(function), FunctionDescriptor.ofVoid(words))
                    .invokeWithArguments(Arrays.stream(arguments).boxed().toList());
        } catch (Throwable t) {
            throw new IllegalStateException(function, t);
        }
    }

    /** Calls a function that answers an {@code int}, which has to be this. */
    void expect(int answer, String function, long... arguments) {
        int answered = (int) call(function, arguments);
        if (answered != answer) {
            throw new IllegalStateException(function + " answers " + answered);
        }
    }

    long address(String function) {
        return symbols.findOrThrow(function).address();
    }

    private MethodHandle link(String name, int arguments) {
        MemoryLayout[] words =
                Collections.nCopies(arguments, (MemoryLayout) JAVA_LONG).toArray(MemoryLayout[]::new);
        return LINKER.downcallHandle(symbols.findOrThrow(name), FunctionDescriptor.of(JAVA_LONG, words));
    }

    static long memory(long bytes) {
        return Arena.global().allocate(bytes, 16).address();
    }

    static long string(String text) {
        return Arena.global().allocateFrom(text).address();
    }

    static long utf16(String text) {
        return Arena.global().allocateFrom(text, StandardCharsets.UTF_16LE).address();
    }

    /** The address of these words. */
    static long words(long... words) {
        return Arena.global().allocateFrom(JAVA_LONG, words).address();
    }

    /** The word at this address. */
    static long at(long address) {
        return MemorySegment.ofAddress(address).reinterpret(Long.BYTES).get(JAVA_LONG, 0);
    }

    /** A callback without answer, of {@code arguments} words, which calls this with the first of them. */
    static long callback(LongConsumer task, int arguments) {
        try {
            MethodHandle accept = MethodHandles.publicLookup()
                    .findVirtual(LongConsumer.class, "accept", MethodType.methodType(void.class, long.class))
                    .bindTo(task);
            MemoryLayout[] words =
                    Collections.nCopies(arguments, (MemoryLayout) JAVA_LONG).toArray(MemoryLayout[]::new);
            FunctionDescriptor descriptor = FunctionDescriptor.ofVoid(words);
            MethodHandle fitting = MethodHandles.dropArguments(
                    accept, 1, descriptor.toMethodType().parameterList().subList(1, arguments));
            return LINKER.upcallStub(fitting, descriptor, Arena.global()).address();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("LongConsumer.accept", e);
        }
    }
}
