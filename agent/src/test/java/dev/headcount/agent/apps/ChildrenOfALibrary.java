package dev.headcount.agent.apps;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/**
 * Has libacme fork, and the child allocate, while the collector has something to do. Started with the file of the library, and
 * sets no allocator.
 */
public final class ChildrenOfALibrary {

    private static final int CHILDREN = 100;
    private static final int STATUS = 7;

    @SuppressWarnings("unused") // what is in a field has to be made
    private static volatile byte[] garbage;

    private ChildrenOfALibrary() {}

    @SuppressWarnings("restricted")
    public static void main(String[] arguments) throws Throwable {
        SymbolLookup acme = SymbolLookup.libraryLookup(Path.of(arguments[0]), Arena.global());
        MethodHandle allocInChild = Linker.nativeLinker()
                .downcallHandle(
                        acme.findOrThrow("acme_alloc_in_child"), FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG));
        for (int i = 0; i < CHILDREN; i++) {
            int status = (int) allocInChild.invokeExact(1000L, 61L);
            if (status != STATUS) {
                throw new IllegalStateException("child " + i + " ended with " + status);
            }
            keepTheCollectorBusy(i);
        }
        System.out.println("all ended");
    }

    private static void keepTheCollectorBusy(int child) {
        for (int i = 0; i < 2000; i++) {
            garbage = new byte[100 + i % 50];
        }
        if (child % 10 == 0) {
            System.gc();
        }
    }
}
