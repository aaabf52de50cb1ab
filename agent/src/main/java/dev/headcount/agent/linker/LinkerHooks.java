package dev.headcount.agent.linker;

import dev.headcount.agent.catalog.Catalog;
import dev.headcount.agent.linker.LoadedLibrary.Installing;
import dev.headcount.memory.Symbols;
import dev.headcount.memory.Symbols.Symbol;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.SwitchPoint;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * What the JDK's linker calls, by way of the bridge, with each handle and stub that it made; the answer is what the
 * application gets.
 *
 * <p>Never throws and never calls itself: what we link ourselves, on the same thread, passes through untouched.
 */
public final class LinkerHooks implements BiFunction<Object, Object[], Object> {

    private final Books books;
    private final Catalog catalog;
    private final Consumer<String> warn;
    private final LoadedLibraries libraries;
    private final UpcallTargets upcalls;
    private final Installations installations;
    private final SelfInstaller installer;
    private final LibcCalls libcCalls;
    private final Unhooked unhooked;
    private final SwitchPoint nothingTracked = new SwitchPoint();
    private volatile boolean warned;
    private volatile boolean closed;

    LinkerHooks(
            Books books,
            Catalog catalog,
            Installations installations,
            SelfInstaller installer,
            LibcCalls libcCalls,
            UpcallTargets upcalls,
            Unhooked unhooked,
            Consumer<String> warn) {
        this.books = books;
        this.catalog = catalog;
        this.warn = warn;
        this.upcalls = upcalls;
        this.unhooked = unhooked;
        this.libraries = new LoadedLibraries(catalog, books::remark, this::startTracking);
        this.installations = installations;
        this.installer = installer;
        this.libcCalls = libcCalls;
    }

    /**
     * After the linker made {@code result}.
     *
     * @param arguments those of {@code upcallStub}, or of either {@code downcallHandle}
     * @return {@code result}, or a handle of the same type to be used instead
     */
    @Override
    public Object apply(Object result, Object[] arguments) {
        if (unhooked.isBusy()) {
            return result;
        }
        try {
            return unhooked.call(() -> hooked(result, arguments));
        } catch (Throwable t) {
            warnOnce(t);
            return result;
        }
    }

    /** From now on no library is begun to be tracked; what is tracked stays so, as its blocks are there. */
    void close() {
        closed = true;
        libraries.close();
    }

    private Object hooked(Object result, Object[] arguments) {
        if (result instanceof MemorySegment stub) {
            upcalls.add(stub.address(), (MethodHandle) arguments[0], (FunctionDescriptor) arguments[1]);
            return stub;
        }
        MethodHandle handle = (MethodHandle) result;
        if (arguments[0] instanceof MemorySegment symbol) {
            return bound(handle, symbol, (FunctionDescriptor) arguments[1], (Linker.Option[]) arguments[2]);
        }
        FunctionDescriptor descriptor = (FunctionDescriptor) arguments[0];
        Linker.Option[] options = (Linker.Option[]) arguments[1];
        MethodHandle choosing = UnboundHandle.of(handle, symbol -> unlessBusy(handle, symbol, descriptor, options));
        return catalog.installers().stream().anyMatch(installer -> installer.fits(descriptor))
                ? choosing
                : nothingTracked.guardWithTest(handle, choosing);
    }

    /** From now on functions that are called by their address may be of a tracked library. */
    private void startTracking() {
        SwitchPoint.invalidateAll(new SwitchPoint[] {nothingTracked});
    }

    /** As for a bound handle; the answer takes the address all the same. */
    private MethodHandle unlessBusy(
            MethodHandle unbound, MemorySegment symbol, FunctionDescriptor descriptor, Linker.Option[] options) {
        return (MethodHandle) apply(unbound, new Object[] {symbol, descriptor, options});
    }

    private MethodHandle bound(
            MethodHandle handle, MemorySegment address, FunctionDescriptor descriptor, Linker.Option[] options) {
        Optional<Symbol> symbol = Symbols.at(address.address());
        if (symbol.isEmpty()) {
            return handle;
        }
        LoadedLibrary library = libraries.of(symbol.get());
        if (!library.isHooked()) {
            return libcCalls.home(handle, address.address(), descriptor);
        }
        int arguments = descriptor.argumentLayouts().size();
        Optional<Installing> installing = library.installerAt(address.address(), descriptor);
        if (installing.isPresent()) {
            return InstallerCall.of(handle, arguments, installations, installing.get());
        }
        if (!closed) {
            installer.install(library);
        }
        MethodHandle callable = CriticalHandle.madeCallable(handle, address, descriptor, options);
        MethodHandle inContext = books.ledger().traced(callable, symbol.get().name());
        String function = symbol.get().name();
        return InitialisingCalls.of(library.whenTracked(handle, inContext), function, arguments, library, installer);
    }

    private void warnOnce(Throwable thrown) {
        if (!warned) {
            warned = true;
            warn.accept("a function was linked without tracking: " + thrown);
        }
    }
}
