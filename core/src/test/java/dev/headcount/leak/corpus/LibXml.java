package dev.headcount.leak.corpus;

import dev.headcount.NativeLibraries;
import dev.headcount.ledger.Ledger;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;

/** libxml2: documents. */
final class LibXml extends CLibrary {

    private static final SymbolLookup LIBC = Linker.nativeLinker().defaultLookup();

    private LibXml(Ledger ledger) {
        super(NativeLibraries.require("libxml2.so.2", "libxml2"), ledger);
    }

    static LibXml on(Route route, Ledger ledger) {
        LibXml xml = new LibXml(ledger);
        Route.Functions functions = route.open(ledger, "xml2");
        xml.setUp(functions.free().address(), functions.malloc().address(), functions.realloc().address());
        return xml;
    }

    private void setUp(long free, long malloc, long realloc) {
        long strdup = LIBC.findOrThrow("strdup").address(); // which none of the functions called here uses
        call("xmlMemSetup", free, malloc, realloc, strdup);
    }

    /** A document with an element of so many characters. */
    long document(int length) {
        long document = call("xmlNewDoc", 0);
        long node = call("xmlNewDocNode", document, 0, text("item"), text("x".repeat(length)));
        call("xmlDocSetRootElement", document, node);
        return document;
    }

    void free(long document) {
        call("xmlFreeDoc", document);
    }

    @Override
    public void close() {
        setUp(
                LIBC.findOrThrow("free").address(),
                LIBC.findOrThrow("malloc").address(),
                LIBC.findOrThrow("realloc").address());
        super.close();
    }
}
