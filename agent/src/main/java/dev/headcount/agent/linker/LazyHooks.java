package dev.headcount.agent.linker;

import dev.headcount.agent.catalog.Catalog;
import dev.headcount.agent.catalog.Installer;
import dev.headcount.gate.Gates;
import java.lang.instrument.Instrumentation;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Makes the hooks when the linker first calls: an application without FFM never loads them. */
public final class LazyHooks implements BiFunction<Object, Object[], Object> {

    private final Books books;
    private final List<Installer> own;
    private final Instrumentation instrumentation;
    private final String bridge;
    private final Consumer<String> warn;
    private volatile LinkerHooks hooks;
    private volatile GateClosing closing;
    private boolean making;

    /**
     * Hooks that are not made yet.
     *
     * @param own the user's own installers
     * @param bridge as for {@link LinkerTransformer#install}
     * @param warn receives one line if the hooks cannot be made; then nothing is tracked
     */
    public LazyHooks(
            Books books, List<Installer> own, Instrumentation instrumentation, String bridge, Consumer<String> warn) {
        this.books = books;
        this.own = own;
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

    /** Null while they are being made: what they link themselves meanwhile is not to be hooked. */
    private synchronized LinkerHooks make() {
        if (hooks == null && !making) {
            making = true;
            try {
                UpcallTargets upcalls = new UpcallTargets();
                Gates gates = Gates.open();
                HaltTransformer halt = new HaltTransformer(instrumentation, bridge, warn);
                TrackedAllocator functions = new TrackedAllocator(upcalls, gates, halt);
                closing = new GateClosing(gates);
                hooks = new LinkerHooks(books, Catalog.with(own), functions, upcalls, warn);
            } catch (Throwable t) {
                warn.accept("nothing is tracked: the linker's hooks cannot be made (" + t + ")");
            }
        }
        return hooks;
    }
}
