package dev.headcount.leak.corpus;

import dev.headcount.NativeLibraries;
import dev.headcount.ledger.Ledger;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;

/** jansson: JSON values, of two small blocks each. */
final class Jansson extends CLibrary {

    private static final SymbolLookup LIBC = Linker.nativeLinker().defaultLookup();

    private Jansson(Ledger ledger) {
        super(NativeLibraries.require("libjansson.so.4", "libjansson4"), ledger);
    }

    static Jansson on(Route route, Ledger ledger) {
        Jansson jansson = new Jansson(ledger);
        Route.Functions functions = route.open(ledger, "jansson");
        jansson.call("json_set_alloc_funcs", functions.malloc().address(), functions.free().address());
        return jansson;
    }

    /** A value that holds so many characters. */
    long string(int length) {
        return call("json_string", text(length));
    }

    long stringOnNativeThread(int length) {
        return callOnNativeThread("json_string", text(length));
    }

    private long text(int length) {
        return text("x".repeat(length));
    }

    void delete(long value) {
        call("json_delete", value);
    }

    @Override
    public void close() {
        call(
                "json_set_alloc_funcs",
                LIBC.findOrThrow("malloc").address(),
                LIBC.findOrThrow("free").address());
        super.close();
    }
}
