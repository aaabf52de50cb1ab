package dev.headcount.leak.corpus;

import dev.headcount.NativeThread;
import dev.headcount.ledger.Ledger;
import dev.headcount.site.CallContext;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * A real library whose functions are called as the agent lets an application call them: the ledger knows which one was
 * entered. Pointers and numbers are longs. Closing it gives it its own allocator back.
 */
abstract class CLibrary implements AutoCloseable {

    private final SymbolLookup symbols;
    private final Ledger ledger;
    private final Map<String, MethodHandle> handles = new HashMap<>();
    private final Map<String, Long> texts = new HashMap<>();
    final Arena arena = Arena.ofShared();

    CLibrary(SymbolLookup symbols, Ledger ledger) {
        this.symbols = symbols;
        this.ledger = ledger;
    }

    /** Calls a function. */
    long call(String function, long... arguments) {
        int id = ledger.function(function);
        MethodHandle handle = handles.computeIfAbsent(function, name -> handle(name, arguments.length));
        CallContext context = ledger.context();
        context.enter(id);
        try {
            return (long) handle.invokeExact(arguments);
        } catch (Throwable t) {
            throw new AssertionError("a C function cannot throw", t);
        } finally {
            context.exit();
        }
    }

    /** Calls a function of one argument on a thread that Java never hears of. */
    long callOnNativeThread(String function, long argument) {
        try {
            return NativeThread.call(symbols.findOrThrow(function), argument);
        } catch (Throwable t) {
            throw new AssertionError("a C function cannot throw", t);
        }
    }

    MemorySegment symbol(String name) {
        return symbols.findOrThrow(name);
    }

    long text(String text) {
        return texts.computeIfAbsent(text, written -> arena.allocateFrom(written).address());
    }

    @SuppressWarnings("restricted")
    private MethodHandle handle(String function, int arguments) {
        MemoryLayout[] longs =
                Collections.nCopies(arguments, ValueLayout.JAVA_LONG).toArray(MemoryLayout[]::new);
        return Linker.nativeLinker()
                .downcallHandle(symbol(function), FunctionDescriptor.of(ValueLayout.JAVA_LONG, longs))
                .asSpreader(long[].class, arguments);
    }

    /** Gives the library its own allocator back; all its blocks have been freed. */
    @Override
    public void close() {
        arena.close();
    }
}
