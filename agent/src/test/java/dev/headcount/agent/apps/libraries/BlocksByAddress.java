package dev.headcount.agent.apps.libraries;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Takes 61 blocks from SQLite by a handle that is linked first of all, without an address; says {@code done}, and waits. */
public final class BlocksByAddress {

    private BlocksByAddress() {}

    @SuppressWarnings("restricted")
    public static void main(String[] arguments) throws Throwable {
        MethodHandle malloc = Linker.nativeLinker().downcallHandle(FunctionDescriptor.of(ADDRESS, JAVA_INT));
        Foreign sqlite = new Foreign("libsqlite3.so.0");
        MemorySegment address = MemorySegment.ofAddress(sqlite.address("sqlite3_malloc"));
        sqlite.call("sqlite3_libversion_number");
        for (int i = 0; i < 61; i++) {
            if (((MemorySegment) malloc.invokeExact(address, 127)).address() == 0) {
                throw new IOException("no block");
            }
        }
        System.out.println("done");
        int _ = System.in.read(); // until it is told to end
    }
}
