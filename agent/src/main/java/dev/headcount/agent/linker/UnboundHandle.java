package dev.headcount.agent.linker;

import static java.lang.invoke.MethodHandles.exactInvoker;
import static java.lang.invoke.MethodHandles.foldArguments;
import static java.lang.invoke.MethodType.methodType;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * A handle that was linked without a symbol and gets the function's address with each call: so the decision what to do with
 * it is made at the call, once for each address.
 *
 * <p>What is chosen gets the address as well: the pointer of another call may belong to another arena, or thread, and the
 * JDK checks that at the call.
 */
final class UnboundHandle {

    private static final MethodHandle CHOOSE;

    static {
        try {
            CHOOSE = MethodHandles.lookup()
                    .findVirtual(UnboundHandle.class, "choose", methodType(MethodHandle.class, MemorySegment.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final int MOST_CHOICES = 1024;

    private static final int RECENT = 16;
    private static final int FUNCTION_ALIGNMENT = 16;

    /** Its fields are final, so threads may hand it to each other through a plain array. */
    private record Choice(long address, MethodHandle handle) {}

    private final Function<MemorySegment, MethodHandle> choice;
    private final ConcurrentHashMap<Long, Choice> choices = new ConcurrentHashMap<>();
    private final Choice[] recent = new Choice[RECENT];

    private UnboundHandle(Function<MemorySegment, MethodHandle> choice) {
        this.choice = choice;
    }

    /**
     * A handle of the same type.
     *
     * @param choice answers the handle to use for a function, of the same type as well
     */
    static MethodHandle of(MethodHandle handle, Function<MemorySegment, MethodHandle> choice) {
        return foldArguments(exactInvoker(handle.type()), CHOOSE.bindTo(new UnboundHandle(choice)));
    }

    private MethodHandle choose(MemorySegment symbol) {
        long function = symbol.address();
        int slot = (int) (function / FUNCTION_ALIGNMENT) & (RECENT - 1);
        Choice known = recent[slot];
        if (known != null && known.address == function) {
            return known.handle;
        }
        if (choices.size() > MOST_CHOICES) {
            choices.clear(); // function pointers without end: deciding again is better than keeping them
        }
        known = choices.computeIfAbsent(function, address -> new Choice(address, choice.apply(symbol)));
        recent[slot] = known;
        return known.handle;
    }
}
