package dev.headcount.agent.linker;

import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Makes the hooks when the linker first calls: an application without FFM never loads them. */
public final class LazyHooks implements BiFunction<Object, Object[], Object> {

    private final Supplier<LinkerHooks> maker;
    private final Consumer<String> warn;
    private volatile LinkerHooks hooks;
    private boolean making;

    /**
     * Hooks that are not made yet.
     *
     * @param warn receives one line if they cannot be made; then nothing is tracked
     */
    public LazyHooks(Supplier<LinkerHooks> maker, Consumer<String> warn) {
        this.maker = maker;
        this.warn = warn;
    }

    @Override
    public Object apply(Object result, Object[] arguments) {
        LinkerHooks made = hooks;
        if (made == null) {
            made = make();
        }
        return made == null ? result : made.apply(result, arguments);
    }

    /** Lets native delegates be called past us; for the very end of the application's shutdown. */
    public void close() {
        LinkerHooks made = hooks;
        if (made != null) {
            made.close();
        }
    }

    /** Null while they are being made: what they link themselves meanwhile is not to be hooked. */
    private synchronized LinkerHooks make() {
        if (hooks == null && !making) {
            making = true;
            try {
                hooks = maker.get();
            } catch (Throwable t) {
                warn.accept("nothing is tracked: the linker's hooks cannot be made (" + t + ")");
            }
        }
        return hooks;
    }
}
