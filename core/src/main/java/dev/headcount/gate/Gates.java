package dev.headcount.gate;

import dev.headcount.allocator.HeaderFormat;
import dev.headcount.gate.code.Processor;
import dev.headcount.gate.code.Program;
import dev.headcount.memory.Memory;
import dev.headcount.memory.Pages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The functions that libraries get: native ones, which may be called at any time, also when the JVM is gone. An upcall after
 * that would abort the process, and libuv, for one, calls {@code free} from its destructor at every exit.
 *
 * <pre>
 *                        gate
 *  library ──────────► jump to ─┬─ the tracked function              while the JVM lives
 *                               ├─ the native delegate               once closed, where there is one
 *                               └─ a function of {@link Afterlife}   once closed, for a delegate in Java
 * </pre>
 *
 * <p>Closing is for the end of the application's shutdown. Where Java does not come to it, the {@link ExitGuard} does it in
 * exit(3).
 *
 * <p>The library pays a jump. Safe for any number of threads; making a gate and closing wait for each other.
 */
public final class Gates {

    private static final long GUARDED = (CodePage.DATA_BYTES - ExitGuard.PAIRS.offset()) / ExitGuard.PAIR_BYTES;

    private final Optional<Processor> processor;
    private final CodePage.Protection protection;
    private final List<Gate> gates = new ArrayList<>();
    private CodePage guard;
    private boolean refused;
    private boolean closed;

    Gates(Optional<Processor> processor, CodePage.Protection protection) {
        this.processor = processor;
        this.protection = protection;
        this.refused = processor.isEmpty();
    }

    /** Gates for this machine. Nothing is mapped before the first is made. */
    public static Gates open() {
        return new Gates(Processor.here(), Pages::makeExecutable);
    }

    /** Whether there are gates to be had on this machine, as far as is known. */
    public synchronized boolean isEnabled() {
        return !refused;
    }

    /** A function that leads to {@code tracked} now and to {@code delegate} once closed; 0 where there are no gates. */
    public synchronized long beforeNative(long tracked, long delegate) {
        CodePage page = map(Gate.programs());
        return page == null ? 0 : add(Gate.beforeNative(page, tracked, delegate));
    }

    /**
     * A function that leads to {@code tracked} now; once closed it does what a function of this shape must, natively.
     *
     * @param format asked when the gates are closed: which header the delegate writes
     * @return its address; 0 where there are no gates, or none for the shape
     */
    public synchronized long beforeUpcall(FunctionShape shape, long tracked, Supplier<HeaderFormat> format) {
        if (!shape.isInRegisters()) {
            return 0;
        }
        CodePage page = map(Gate.programs(shape));
        return page == null ? 0 : add(Gate.beforeUpcall(page, tracked, format));
    }

    private CodePage map(Program... programs) {
        if (refused || (guard == null && !openGuard())) {
            return null;
        }
        CodePage page = CodePage.of(processor.orElseThrow(), protection, programs);
        refused = page == null;
        return page;
    }

    private boolean openGuard() {
        guard = CodePage.of(processor.orElseThrow(), protection, ExitGuard.handler(), ExitGuard.watchman());
        refused = guard == null;
        if (!refused) {
            guard.set(ExitGuard.WATCHMAN, guard.entry(1));
            guard.set(ExitGuard.SLEEP, NativeFunctions.address("sleep"));
            guard.set(ExitGuard.EXIT, NativeFunctions.address("_exit"));
            guard.set(ExitGuard.PTHREAD_CREATE, NativeFunctions.address("pthread_create"));
            NativeFunctions.onExit(guard.entry(0)); // without it only Java closes the gates
        }
        return !refused;
    }

    private long add(Gate gate) {
        if (closed) {
            gate.close();
        }
        int index = gates.size();
        gates.add(gate);
        if (index < GUARDED) {
            long pair = guard.address(ExitGuard.PAIRS) + index * (long) ExitGuard.PAIR_BYTES;
            Memory.setLong(pair, gate.slot());
            Memory.setLong(pair + Long.BYTES, gate.after());
            guard.set(ExitGuard.COUNT, index + 1);
        }
        return gate.entry();
    }

    /**
     * From now on every gate leads past Java.
     *
     * @param watched whether threads of libraries are attached to the JVM: then the process is not to wait for them
     */
    public synchronized void close(boolean watched) {
        closed = true;
        gates.forEach(Gate::close);
        if (guard != null && watched) {
            guard.set(ExitGuard.WATCH, 1);
            NativeFunctions.onExit(guard.entry(0)); // once more, as the last one registered it is the first one called
        }
    }

    /** Whether no gate was made. */
    public synchronized boolean isEmpty() {
        return gates.isEmpty();
    }
}
