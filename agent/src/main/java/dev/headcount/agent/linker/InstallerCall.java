package dev.headcount.agent.linker;

import static java.lang.invoke.MethodType.methodType;

import dev.headcount.agent.catalog.Argument;
import dev.headcount.agent.linker.LoadedLibrary.Installing;
import dev.headcount.memory.Libc;
import dev.headcount.memory.Memory;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
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
    private final Installing installing;
    private final int firstArgument;
    private final Installations installations;

    private InstallerCall(MethodHandle handle, int firstArgument, Installations installations, Installing installing) {
        this.handle = handle;
        this.installing = installing;
        this.firstArgument = firstArgument;
        this.installations = installations;
    }

    /**
     * A handle of the same type as {@code handle}.
     *
     * @param arguments how many arguments the C function has: the handle may take further ones before them
     */
    static MethodHandle of(MethodHandle handle, int arguments, Installations installations, Installing installing) {
        int parameters = handle.type().parameterCount();
        InstallerCall call = new InstallerCall(handle, parameters - arguments, installations, installing);
        return CALL.bindTo(call).asCollector(Object[].class, parameters).asType(handle.type());
    }

    private Object call(Object[] arguments) throws Throwable {
        Installation installation = installations.begin(installing);
        Object[] swapped = arguments;
        try {
            swapped = swap(arguments, installation);
        } catch (RuntimeException e) {
            installation.abandon(e.getMessage());
        } catch (Error e) { // not the application's, and none that it could do anything about
            installation.abandon(e.toString());
        }
        Object answer = handle.invokeWithArguments(swapped);
        installation.answered(answer);
        if (installing.library().initialising().isPresent()
                && installing.installer().accepts(answer)) {
            installing.library().inits().initialised();
        }
        return answer;
    }

    private Object[] swap(Object[] arguments, Installation installation) {
        if (givesOursBack(arguments) || installing.library().inits().isStanding()) {
            installation.notMeant();
            return arguments;
        }
        Object[] swapped = arguments.clone();
        List<Argument> expected = installing.installer().arguments();
        for (int i = 0; i < expected.size(); i++) {
            Object given = arguments[firstArgument + i];
            switch (expected.get(i)) {
                case Argument.Any _, Argument.Status _ -> {}
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

    /** An application may save what a library has, and give it that again. */
    private boolean givesOursBack(Object[] arguments) {
        List<Long> functions = new ArrayList<>();
        List<Argument> expected = installing.installer().arguments();
        for (int i = 0; i < expected.size(); i++) {
            if (expected.get(i) instanceof Argument.Function) {
                functions.add(address(arguments[firstArgument + i]));
            } else if (expected.get(i) instanceof Argument.Struct struct) {
                functions.addAll(functions(address(arguments[firstArgument + i]), struct));
            }
        }
        return installing.library().own().filter(own -> own.hasAll(functions)).isPresent();
    }

    private static List<Long> functions(long given, Argument.Struct struct) {
        List<Long> functions = new ArrayList<>();
        for (int i = 0; given != 0 && i < struct.fields().size(); i++) {
            if (struct.fields().get(i) instanceof Argument.Function) {
                functions.add(Memory.getLong(given + i * (long) Long.BYTES));
            }
        }
        return functions;
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
