package dev.headcount.gate;

import dev.headcount.allocator.HeaderFormat;
import dev.headcount.gate.code.Program;
import java.util.function.Supplier;

/** One function that a library was given: leads to the tracked one, and past Java once it is closed. */
final class Gate {

    private static final Program ENTRY =
            Program.named("gate").jumpThrough(GateData.TARGET).build();

    private final CodePage page;
    private final long after;
    private final Supplier<HeaderFormat> format;

    private Gate(CodePage page, long after, Supplier<HeaderFormat> format) {
        this.page = page;
        this.after = after;
        this.format = format;
    }

    /** The programs of a gate in front of a native delegate, which needs no other. */
    static Program[] programs() {
        return new Program[] {ENTRY};
    }

    /** The programs of a gate in front of an upcall of this shape. */
    static Program[] programs(FunctionShape shape) {
        return new Program[] {ENTRY, Afterlife.of(shape)};
    }

    static Gate beforeNative(CodePage page, long tracked, long delegate) {
        page.set(GateData.TARGET, tracked);
        return new Gate(page, delegate, () -> HeaderFormat.NONE);
    }

    /** @param format asked when the gate is closed: which header the application's allocator writes */
    static Gate beforeUpcall(CodePage page, long tracked, Supplier<HeaderFormat> format) {
        page.set(GateData.MALLOC, NativeFunctions.address("malloc"));
        page.set(GateData.CALLOC, NativeFunctions.address("calloc"));
        page.set(GateData.ALIGNED_ALLOC, NativeFunctions.address("aligned_alloc"));
        page.set(GateData.MEMCPY, NativeFunctions.address("memcpy"));
        page.set(GateData.STRLEN, NativeFunctions.address("strlen"));
        page.set(GateData.STRNLEN, NativeFunctions.address("strnlen"));
        page.set(GateData.TARGET, tracked);
        return new Gate(page, page.entry(1), format);
    }

    /** The function for the library. */
    long entry() {
        return page.entry(0);
    }

    /** Where the address is that the gate leads to. */
    long slot() {
        return page.address(GateData.TARGET);
    }

    /** The address to put there when Java can no more be called. */
    long after() {
        return after;
    }

    void close() {
        HeaderFormat known = format.get();
        page.set(GateData.HEADER_ADDEND, known.addend());
        page.set(GateData.HEADER_PLACE, known.wordOffset());
        page.set(GateData.TARGET, after);
    }
}
