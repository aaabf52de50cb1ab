package dev.headcount.agent.linker;

import dev.headcount.agent.catalog.Catalog;
import dev.headcount.agent.catalog.Installer;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Makes the hooks when the linker first calls: an application without FFM never loads them. */
public final class LazyHooks implements BiFunction<Object, Object[], Object> {

    private final Books books;
    private final List<Installer> own;
    private final Consumer<String> warn;
    private volatile LinkerHooks hooks;
    private boolean making;

    /**
     * Hooks that are not made yet.
     *
     * @param own the user's own installers
     * @param warn receives one line if the hooks cannot be made; then nothing is tracked
     */
    public LazyHooks(Books books, List<Installer> own, Consumer<String> warn) {
        this.books = books;
        this.own = own;
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
                hooks = new LinkerHooks(books, Catalog.with(own), warn);
            } catch (Throwable t) {
                warn.accept("nothing is tracked: the linker's hooks cannot be made (" + t + ")");
            }
        }
        return hooks;
    }
}
