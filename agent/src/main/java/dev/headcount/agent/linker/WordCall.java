package dev.headcount.agent.linker;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Collections;
import java.util.List;

/**
 * A call of a C function whose arguments are words: the calling conventions of Linux have integers and pointers alike in
 * registers of 64 bits.
 */
final class WordCall {

    private WordCall() {}

    /** Of an {@code int} that the function answers only the lower half counts; of nothing that it answers, nothing. */
    @SuppressWarnings("restricted")
    static long call(long address, List<Long> words) {
        MemoryLayout[] layouts = Collections.nCopies(words.size(), (MemoryLayout) ValueLayout.JAVA_LONG)
                .toArray(MemoryLayout[]::new);
        MethodHandle call = Linker.nativeLinker()
                .downcallHandle(
                        MemorySegment.ofAddress(address), FunctionDescriptor.of(ValueLayout.JAVA_LONG, layouts));
        try {
            return (long) call.invokeWithArguments(words);
        } catch (Throwable t) {
            throw new AssertionError("a downcall cannot throw", t);
        }
    }
}
