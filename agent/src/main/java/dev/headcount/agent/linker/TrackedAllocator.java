package dev.headcount.agent.linker;

import dev.headcount.allocator.HeaderFormat;
import dev.headcount.gate.FunctionShape;
import dev.headcount.gate.Gates;
import dev.headcount.gate.TrackedFunction;
import dev.headcount.ledger.LibraryLedger;
import dev.headcount.memory.Symbols;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.SwitchPoint;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes the tracked functions that a library gets instead of those it was given. They are never taken back: the library may
 * call them as long as the process lives.
 */
final class TrackedAllocator {

    private final UpcallTargets upcalls;
    private final Gates gates;
    private final Runnable beforeFirst;
    private final boolean advised;
    private final Map<Long, Long> originals = new ConcurrentHashMap<>();

    /**
     * Makes functions.
     *
     * @param beforeFirst to be done before a library gets the first of these functions
     * @param advised whether a delegate may report events itself, which it is not to do then
     */
    TrackedAllocator(UpcallTargets upcalls, Gates gates, Runnable beforeFirst, boolean advised) {
        this.upcalls = upcalls;
        this.gates = gates;
        this.beforeFirst = beforeFirst;
        this.advised = advised;
    }

    /**
     * The address of a function that does what the one at {@code pointer} does, and is tracked.
     *
     * @param current valid until the library is given another allocator: from then on these are {@linkplain
     *     TrackedFunction#former former functions}
     * @param borrowed if the library may have blocks of Headcount's own allocator
     * @throws IllegalArgumentException if the function at {@code pointer} is a Java method of another shape
     */
    long track(
            long pointer,
            FunctionShape shape,
            LibraryLedger ledger,
            SwitchPoint current,
            Optional<BorrowedBlocks> borrowed) {
        beforeFirst.run();
        long original = original(pointer);
        UpcallTargets.Target delegate = upcalls.at(original).orElseGet(() -> nativeFunction(original, shape));
        if (!shape.accepts(delegate.descriptor())) {
            throw new IllegalArgumentException("the function given as " + name(shape) + " is of type "
                    + delegate.descriptor() + ", which cannot be a " + name(shape));
        }
        MethodHandle function = function(delegate.method(), shape, ledger, current, borrowed);
        long stub = upcallStub(function, delegate.descriptor());
        originals.put(stub, original);
        long gate = upcalls.at(original).isPresent()
                ? gates.beforeUpcall(shape, stub, () -> headerFormat(ledger, borrowed))
                : gates.beforeNative(stub, original);
        if (gate == 0) {
            return stub;
        }
        originals.put(gate, original);
        return gate;
    }

    /** What the stub calls. Whatever happens in there, nothing is thrown: an exception that leaves a stub ends the JVM. */
    MethodHandle function(
            MethodHandle delegate,
            FunctionShape shape,
            LibraryLedger ledger,
            SwitchPoint current,
            Optional<BorrowedBlocks> borrowed) {
        MethodHandle minded =
                borrowed.map(blocks -> blocks.minded(delegate, shape)).orElse(delegate);
        MethodHandle inner = advised ? Nesting.within(minded) : minded;
        MethodHandle tracked = TrackedFunction.of(inner, shape, ledger);
        MethodHandle former = TrackedFunction.former(inner, shape, ledger);
        return TrackedFunction.answeringNull(current.guardWithTest(tracked, former), ledger);
    }

    private static HeaderFormat headerFormat(LibraryLedger ledger, Optional<BorrowedBlocks> borrowed) {
        return borrowed.map(blocks -> blocks.headerFormat(ledger)).orElseGet(ledger::headerFormat);
    }

    /** Whether its functions are behind gates, as far as is known. */
    boolean hasGates() {
        return gates.isEnabled();
    }

    private static String name(FunctionShape shape) {
        return shape.role().name().toLowerCase(Locale.ROOT);
    }

    /** What stands behind a pointer that may be one of our own, handed back by the library. */
    long original(long pointer) {
        return originals.getOrDefault(pointer, pointer);
    }

    /** Who allocates, in words. */
    String describe(long pointer) {
        long original = original(pointer);
        return upcalls.at(original)
                .map(target -> "Java upcalls" + MethodNames.suffix(target.method()))
                .orElseGet(() -> Symbols.at(original)
                        .map(symbol -> "native, " + symbol.fileName())
                        .orElse("native"));
    }

    @SuppressWarnings("restricted")
    private static UpcallTargets.Target nativeFunction(long address, FunctionShape shape) {
        FunctionDescriptor descriptor = shape.descriptor();
        MethodHandle call = Linker.nativeLinker().downcallHandle(MemorySegment.ofAddress(address), descriptor);
        return new UpcallTargets.Target(call, descriptor);
    }

    @SuppressWarnings("restricted")
    private static long upcallStub(MethodHandle method, FunctionDescriptor descriptor) {
        return Linker.nativeLinker()
                .upcallStub(method, descriptor, Arena.global())
                .address();
    }
}
