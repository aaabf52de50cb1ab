package dev.headcount.agent.linker;

import static java.lang.invoke.MethodType.methodType;

import dev.headcount.agent.catalog.Argument;
import dev.headcount.agent.catalog.Installer;
import dev.headcount.memory.Libc;
import dev.headcount.memory.Memory;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.List;

/**
 * The handle of an installer: swaps the functions in its arguments for tracked ones and calls the library. A struct of
 * functions is copied, never changed. Any trouble leaves the call as the application made it.
 */
final class InstallerCall {

    private static final MethodHandle CALL;

    static {
        try {
            CALL = MethodHandles.lookup()
                    .findVirtual(InstallerCall.class, "call", methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final MethodHandle handle;
    private final Installer installer;
    private final int firstArgument;
    private final Installations installations;
    private final LoadedLibrary library;

    private InstallerCall(
            MethodHandle handle,
            Installer installer,
            int firstArgument,
            Installations installations,
            LoadedLibrary library) {
        this.handle = handle;
        this.installer = installer;
        this.firstArgument = firstArgument;
        this.installations = installations;
        this.library = library;
    }

    /**
     * A handle of the same type as {@code handle}.
     *
     * @param arguments how many arguments the C function has: the handle may take further ones before them
     */
    static MethodHandle of(
            MethodHandle handle,
            Installer installer,
            int arguments,
            Installations installations,
            LoadedLibrary library) {
        int parameters = handle.type().parameterCount();
        InstallerCall call = new InstallerCall(handle, installer, parameters - arguments, installations, library);
        return CALL.bindTo(call).asCollector(Object[].class, parameters).asType(handle.type());
    }

    private Object call(Object[] arguments) throws Throwable {
        Installation installation = installations.begin(installer, library);
        Object[] swapped = arguments;
        try {
            swapped = swap(arguments, installation);
        } catch (RuntimeException e) {
            installation.abandon(e.getMessage());
        }
        Object answer = handle.invokeWithArguments(swapped);
        installation.answered(answer);
        return answer;
    }

    private Object[] swap(Object[] arguments, Installation installation) {
        Object[] swapped = arguments.clone();
        List<Argument> expected = installer.arguments();
        for (int i = 0; i < expected.size(); i++) {
            Object given = arguments[firstArgument + i];
            switch (expected.get(i)) {
                case Argument.Any _ -> {}
                case Argument.Constant constant -> {
                    if (((Number) given).longValue() != constant.value()) {
                        installation.notMeant();
                        return arguments;
                    }
                }
                case Argument.Function function ->
                    swapped[firstArgument + i] = like(given, installation.swap(address(given), function.shape()));
                case Argument.Struct struct ->
                    swapped[firstArgument + i] = like(given, swapped(address(given), struct, installation));
            }
        }
        return swapped;
    }

    private static long swapped(long given, Argument.Struct struct, Installation installation) {
        if (given == 0) {
            throw new IllegalArgumentException("it was given NULL");
        }
        long size = struct.fields().size() * (long) Long.BYTES;
        long copy = Libc.calloc(1, size);
        if (copy == 0) {
            throw new IllegalStateException("no native memory, bytes=" + size);
        }
        Memory.copy(given, copy, size);
        for (int i = 0; i < struct.fields().size(); i++) {
            long field = copy + i * (long) Long.BYTES;
            if (struct.fields().get(i) instanceof Argument.Function function) {
                Memory.setLong(field, installation.swap(Memory.getLong(field), function.shape()));
            }
        }
        return copy; // never freed: some libraries keep the pointer
    }

    private static long address(Object pointer) {
        return pointer instanceof MemorySegment segment ? segment.address() : (long) pointer;
    }

    private static Object like(Object given, long address) {
        return given instanceof MemorySegment ? MemorySegment.ofAddress(address) : (Object) address;
    }
}
