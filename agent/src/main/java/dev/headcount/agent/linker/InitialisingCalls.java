package dev.headcount.agent.linker;

import static java.lang.invoke.MethodType.methodType;

import dev.headcount.agent.catalog.Initialisation;
import dev.headcount.agent.linker.HookedLibrary.Found;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;

/**
 * The handles of functions that initialise a library whose installer does that as well, and is heard only where nobody has done
 * so before: libcurl. Headcount calls it right before the application's own first initialisation; and again after everything
 * was cleaned up, since libcurl goes back to malloc then.
 *
 * <p>Whoever initialises waits for the installer.
 */
final class InitialisingCalls {

    private static final MethodHandle INITIALISE = method("initialise");
    private static final MethodHandle IMPLY = method("imply");
    private static final MethodHandle CLEAN_UP = method("cleanUp");

    private final MethodHandle handle;
    private final int firstArgument;
    private final HookedLibrary library;
    private final Found found;
    private final SelfInstaller installer;

    private InitialisingCalls(
            MethodHandle handle, int firstArgument, HookedLibrary library, Found found, SelfInstaller installer) {
        this.handle = handle;
        this.firstArgument = firstArgument;
        this.library = library;
        this.found = found;
        this.installer = installer;
    }

    /**
     * {@code handle}, or where the function initialises its library or cleans it up, one of the same type.
     *
     * @param arguments how many arguments the C function has: the handle may take further ones before them
     */
    static MethodHandle of(
            MethodHandle handle, String function, int arguments, LoadedLibrary loaded, SelfInstaller installer) {
        for (HookedLibrary library : loaded.hooked()) {
            if (library.path().equals(loaded.path()) && library.initialising().isPresent()) {
                Found found = library.initialising().get();
                int first = handle.type().parameterCount() - arguments;
                InitialisingCalls calls = new InitialisingCalls(handle, first, library, found, installer);
                return calls.around(function, found.entry().initialisation().orElseThrow());
            }
        }
        return handle;
    }

    private MethodHandle around(String function, Initialisation initialisation) {
        if (function.equals(initialisation.function())) {
            return collecting(INITIALISE);
        }
        if (initialisation.implied().contains(function)) {
            return collecting(IMPLY);
        }
        return function.equals(initialisation.cleanup()) ? collecting(CLEAN_UP) : handle;
    }

    private MethodHandle collecting(MethodHandle method) {
        return method.bindTo(this)
                .asCollector(Object[].class, handle.type().parameterCount())
                .asType(handle.type());
    }

    private Object initialise(Object[] arguments) throws Throwable {
        boolean once = installer.initialise(library, found, words(arguments));
        Object answer = handle.invokeWithArguments(arguments);
        if (once) {
            installer.cleanUpOnce(library, found); // the library has counted two, the application one
        } else if (found.installer().accepts(answer)) {
            library.inits().initialised();
        }
        return answer;
    }

    private Object imply(Object[] arguments) throws Throwable {
        boolean _ = installer.initialise(library, found, List.of());
        return handle.invokeWithArguments(arguments);
    }

    private Object cleanUp(Object[] arguments) throws Throwable {
        library.inits().cleanedUp();
        return handle.invokeWithArguments(arguments);
    }

    private List<Long> words(Object[] arguments) {
        List<Long> words = new ArrayList<>();
        for (int i = firstArgument; i < arguments.length; i++) {
            words.add(
                    arguments[i] instanceof MemorySegment segment
                            ? segment.address()
                            : ((Number) arguments[i]).longValue());
        }
        return words;
    }

    private static MethodHandle method(String name) {
        try {
            return MethodHandles.lookup()
                    .findVirtual(InitialisingCalls.class, name, methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
