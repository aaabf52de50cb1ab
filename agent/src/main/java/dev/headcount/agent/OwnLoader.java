package dev.headcount.agent;

import java.lang.instrument.Instrumentation;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Loads the agent a second time, from the same jar, out of the sight of the application: one that has
 * {@code headcount-core} or Micrometer on its class path keeps its own version of it.
 */
final class OwnLoader extends URLClassLoader {

    static {
        registerAsParallelCapable();
    }

    private static final String MODULE_MAKER = "dev.headcount.agent.module.OwnModule";

    private OwnLoader(URL jar) {
        super("headcount", new URL[] {jar}, getPlatformClassLoader());
    }

    /**
     * Starts the agent behind this loader.
     *
     * @param options what follows the {@code =} of the JVM's option
     * @param late whether the application runs already
     * @param bridge gets what the bridge is to call
     * @throws ReflectiveOperationException if the jar is not whole
     */
    @SuppressWarnings("unchecked")
    static void start(
            String options,
            Instrumentation instrumentation,
            boolean late,
            Consumer<BiFunction<Object, Object[], Object>> bridge)
            throws ReflectiveOperationException {
        // It is what defines the agent's classes, so it stays open as long as the JVM lives.
        @SuppressWarnings("resource")
        OwnLoader loader = new OwnLoader(
                OwnLoader.class.getProtectionDomain().getCodeSource().getLocation());
        instrumentation.redefineModule(
                Object.class.getModule(),
                Set.of(),
                Map.of("jdk.internal.access", Set.of(loader.getUnnamedModule())),
                Map.of(),
                Set.of(),
                Map.of());
        // A constructor with parameters would have the JDK spin classes to call it: 10 ms of the start.
        Object maker = loader.loadClass(MODULE_MAKER).getDeclaredConstructor().newInstance();
        ((Consumer<Object[]>) maker).accept(new Object[] {options, instrumentation, late, bridge});
    }

    /** A resource of a module is asked for by the module's name; all of ours come from the one jar. */
    @Override
    public URL findResource(String module, String name) {
        return findResource(name);
    }
}
