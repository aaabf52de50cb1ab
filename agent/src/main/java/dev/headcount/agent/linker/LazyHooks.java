package dev.headcount.agent.linker;

import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Makes the hooks when the linker first calls: an application without FFM never loads them. */
public final class LazyHooks implements BiFunction<Object, Object[], Object> {

    private final Supplier<LinkerHooks> maker;
    private volatile LinkerHooks hooks;
    private boolean making;

    public LazyHooks(Supplier<LinkerHooks> maker) {
        this.maker = maker;
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
            hooks = maker.get();
        }
        return hooks;
    }
}
