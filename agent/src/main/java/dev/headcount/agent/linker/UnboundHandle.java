package dev.headcount.agent.linker;

import static java.lang.invoke.MethodHandles.dropArguments;
import static java.lang.invoke.MethodHandles.exactInvoker;
import static java.lang.invoke.MethodHandles.foldArguments;
import static java.lang.invoke.MethodType.methodType;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * A handle that was linked without a symbol and gets the function's address with each call: so the decision what to do with
 * it is made at the call, once for each address.
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

    private record Choice(long address, MethodHandle handle) {}

    private final Function<MemorySegment, MethodHandle> bind;
    private final ConcurrentHashMap<Long, Choice> choices = new ConcurrentHashMap<>();
    private volatile Choice last = new Choice(0, null);

    private UnboundHandle(Function<MemorySegment, MethodHandle> bind) {
        this.bind = bind;
    }

    /**
     * A handle of the same type.
     *
     * @param bind answers the handle to use for a function, without its address
     */
    static MethodHandle of(MethodHandle handle, Function<MemorySegment, MethodHandle> bind) {
        MethodType bound = handle.type().dropParameterTypes(0, 1);
        MethodHandle invoke = dropArguments(exactInvoker(bound), 1, MemorySegment.class);
        return foldArguments(invoke, CHOOSE.bindTo(new UnboundHandle(bind)));
    }

    private MethodHandle choose(MemorySegment symbol) {
        Choice choice = last;
        if (choice.address == symbol.address() && choice.handle != null) {
            return choice.handle;
        }
        if (choices.size() > MOST_CHOICES) {
            choices.clear(); // function pointers without end: deciding again is better than keeping them
        }
        choice = choices.computeIfAbsent(symbol.address(), address -> new Choice(address, bind.apply(symbol)));
        last = choice;
        return choice.handle;
    }
}
