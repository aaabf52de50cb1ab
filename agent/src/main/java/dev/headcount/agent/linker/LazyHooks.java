package dev.headcount.agent.linker;

import dev.headcount.agent.catalog.Catalog;
import dev.headcount.agent.catalog.CatalogEntry;
import dev.headcount.gate.Gates;
import java.lang.instrument.Instrumentation;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Makes the hooks when the linker first calls: an application without FFM never loads them. */
public final class LazyHooks implements BiFunction<Object, Object[], Object> {

    private final Books books;
    private final List<CatalogEntry> own;
    private final Predicate<String> permitted;
    private final LoadedBefore before;
    private final boolean advised;
    private final Instrumentation instrumentation;
    private final String bridge;
    private final Consumer<String> warn;
    private volatile LinkerHooks hooks;
    private volatile GateClosing closing;
    private boolean making;
    private boolean closed;

    /**
     * Hooks that are not made yet.
     *
     * @param own the user's own libraries
     * @param permitted whether Headcount may install its own allocator into the library of this name
     * @param before the libraries that were there before the agent
     * @param advised whether methods of the application's allocators report events themselves
     * @param bridge as for {@link LinkerTransformer#install}
     * @param warn receives one line if the hooks cannot be made; then nothing is tracked
     */
    public LazyHooks(
            Books books,
            List<CatalogEntry> own,
            Predicate<String> permitted,
            LoadedBefore before,
            boolean advised,
            Instrumentation instrumentation,
            String bridge,
            Consumer<String> warn) {
        this.books = books;
        this.own = own;
        this.permitted = permitted;
        this.before = before;
        this.advised = advised;
        this.instrumentation = instrumentation;
        this.bridge = bridge;
        this.warn = warn;
    }

    /** From the linker; or from {@link Runtime#halt}, which has neither result nor arguments. */
    @Override
    public Object apply(Object result, Object[] arguments) {
        if (arguments == null) {
            close();
            return result;
        }
        LinkerHooks made = hooks;
        if (made == null) {
            made = make();
        }
        return made == null ? result : made.apply(result, arguments);
    }

    /** Leads libraries past Java; for the very end of the application's shutdown. */
    public void close() {
        GateClosing gates = closing;
        if (gates != null) {
            gates.close();
        }
    }

    /** From now on no library is begun to be tracked. */
    public synchronized void meetNoMore() {
        closed = true;
        if (hooks != null) {
            hooks.close();
        }
    }

    private static Runnable once(Runnable task) {
        AtomicBoolean done = new AtomicBoolean();
        return () -> {
            if (!done.getAndSet(true)) {
                task.run();
            }
        };
    }

    /** Null while they are being made: what they link themselves meanwhile is not to be hooked. */
    private synchronized LinkerHooks make() {
        if (hooks == null && !making && !closed) {
            making = true;
            try {
                UpcallTargets upcalls = new UpcallTargets();
                Gates gates = Gates.open();
                Runnable halt = once(new HaltTransformer(instrumentation, bridge, warn));
                TrackedAllocator functions = new TrackedAllocator(upcalls, gates, halt, advised);
                LibcCalls libcCalls = new LibcCalls();
                Unhooked unhooked = new Unhooked();
                Claims claims = new Claims();
                closing = new GateClosing(gates, books);
                hooks = new LinkerHooks(
                        books,
                        Catalog.with(own),
                        new Installations(books, functions, claims),
                        new SelfInstaller(books, permitted, halt, libcCalls, claims, unhooked, before),
                        libcCalls,
                        upcalls,
                        unhooked,
                        warn);
            } catch (Throwable t) {
                warn.accept("nothing is tracked: the linker's hooks cannot be made (" + t + ")");
            }
        }
        return hooks;
    }
}
