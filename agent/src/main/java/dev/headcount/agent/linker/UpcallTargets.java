package dev.headcount.agent.linker;

import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.MethodHandle;
import java.lang.ref.WeakReference;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which Java method is behind an upcall stub: so that an allocator made of upcalls is tracked around its methods, in the
 * same upcall.
 *
 * <p>The methods are held weakly: a stub keeps its method alive itself, and goes with its arena. A stub at an address that
 * was used before takes the entry over.
 */
final class UpcallTargets {

    /** The method behind a stub, and the C type by which native code calls it. */
    record Target(MethodHandle method, FunctionDescriptor descriptor) {}

    private record Entry(WeakReference<MethodHandle> method, FunctionDescriptor descriptor) {}

    private static final int SWEEP_EVERY = 1024;

    private final ConcurrentHashMap<Long, Entry> byAddress = new ConcurrentHashMap<>();

    void add(long stub, MethodHandle method, FunctionDescriptor descriptor) {
        byAddress.put(stub, new Entry(new WeakReference<>(method), descriptor));
        if (byAddress.size() % SWEEP_EVERY == 0) {
            byAddress.values().removeIf(entry -> entry.method.get() == null);
        }
    }

    Optional<Target> at(long stub) {
        Entry entry = byAddress.get(stub);
        MethodHandle method = entry == null ? null : entry.method.get();
        return method == null ? Optional.empty() : Optional.of(new Target(method, entry.descriptor));
    }
}
