package dev.headcount.agent.module;

import dev.headcount.agent.AgentStart;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.lang.module.ModuleDescriptor;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import jdk.internal.access.JavaLangAccess;
import jdk.internal.access.SharedSecrets;

/**
 * Defines the named module that our packages live in, and starts the agent inside it.
 *
 * <p>Native access can be granted to a named module alone; on the class path it could only be granted to the application
 * as well, which would silence warnings that are the application's. What the agent brings along, Micrometer for one, needs
 * no such right and stays in the loader's unnamed module, as this class does.
 *
 * <p>The module is defined as the JDK defines those of its proxies. {@link ModuleLayer}, the public way, would first
 * resolve it and list every entry of the jar: 60 ms of the start.
 */
public final class OwnModule implements Consumer<Object[]> {

    static final String NAME = "dev.headcount.agent";

    /** All of ours but this one. A class of a package that is not here would load, and have no native access. */
    static final Set<String> PACKAGES = Set.of(
            "dev.headcount.agent",
            "dev.headcount.agent.advice",
            "dev.headcount.agent.catalog",
            "dev.headcount.agent.cli",
            "dev.headcount.agent.http",
            "dev.headcount.agent.jfr",
            "dev.headcount.agent.jmx",
            "dev.headcount.agent.linker",
            "dev.headcount.agent.options",
            "dev.headcount.allocator",
            "dev.headcount.entries",
            "dev.headcount.gate",
            "dev.headcount.gate.allocator",
            "dev.headcount.gate.code",
            "dev.headcount.gate.stack",
            "dev.headcount.history",
            "dev.headcount.jmx",
            "dev.headcount.leak",
            "dev.headcount.ledger",
            "dev.headcount.memory",
            "dev.headcount.metrics",
            "dev.headcount.report",
            "dev.headcount.report.html",
            "dev.headcount.site",
            "dev.headcount.thread",
            "dev.headcount.watch");

    private final JavaLangAccess jdk = SharedSecrets.getJavaLangAccess();

    /** Once, by {@code OwnLoader}, which opens {@code jdk.internal.access} to the unnamed module of this class first. */
    public OwnModule() {}

    /**
     * Does both.
     *
     * @param start in this order what {@link AgentStart#start} takes; of types that both class loaders see
     */
    @Override
    @SuppressWarnings("unchecked")
    public void accept(Object[] start) {
        Module module = jdk.defineModule(getClass().getClassLoader(), descriptor(), null);
        read(module);
        open(module);
        jdk.addEnableNativeAccess(module);
        try {
            AgentStart.start((String) start[0], (Instrumentation) start[1], (Boolean) start[2], (Consumer<
                            BiFunction<Object, Object[], Object>>)
                    start[3]);
        } catch (UnmodifiableClassException e) {
            throw new IllegalStateException("the JDK's linker cannot be changed", e);
        }
    }

    private static ModuleDescriptor descriptor() {
        ModuleDescriptor.Builder module = ModuleDescriptor.newModule(NAME).packages(PACKAGES);
        String version = OwnModule.class.getPackage().getImplementationVersion();
        return (version == null ? module : module.version(version)).build();
    }

    /** The module may read whatever the JVM has, and what the agent brings along. */
    private void read(Module module) {
        for (Module other : ModuleLayer.boot().modules()) {
            jdk.addReads(module, other);
        }
        jdk.addReadsAllUnnamed(module);
    }

    /** This class may start it, and it may look into the JDK where only an agent may. */
    private void open(Module module) {
        jdk.addExports(module, "dev.headcount.agent", getClass().getModule());
        Module base = Object.class.getModule();
        jdk.addExports(base, "jdk.internal.access", module); // a late shutdown hook
        jdk.addExports(base, "jdk.internal.vm", module); // the properties that other processes see
        jdk.addOpens(base, "java.lang", module); // the backtrace of a Throwable
        jdk.addOpens(base, "java.lang.invoke", module); // the method behind a handle, for the report
        Optional<Module> server = ModuleLayer.boot().findModule("jdk.httpserver");
        if (server.isPresent()) {
            jdk.addExports(server.get(), "sun.net.httpserver", module);
        }
    }
}
