package dev.headcount.agent;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.net.URI;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * Loads the agent a second time, from the same jar, into a named module with a class loader of its own.
 *
 * <p>Native access can be granted to a named module alone; on the class path it could only be granted to the application
 * as well, which would silence warnings that are the application's. And an application that has {@code headcount-core} or
 * Micrometer on its class path keeps its own version of it.
 *
 * <p>The descriptor is written here rather than found by the module system, which would read every entry of the jar: that
 * took 60 ms of the start.
 */
final class OwnModule {

    static final String NAME = "dev.headcount.agent";

    private OwnModule() {}

    static Module define(Instrumentation instrumentation) throws Exception {
        Path jar = Path.of(OwnModule.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        ModuleLayer boot = ModuleLayer.boot();
        Configuration configuration = boot.configuration().resolve(new OneModule(jar), ModuleFinder.of(), Set.of(NAME));
        Module module = ModuleLayer.defineModulesWithOneLoader(
                        configuration, List.of(boot), ClassLoader.getPlatformClassLoader())
                .layer()
                .findModule(NAME)
                .orElseThrow();
        open(module, boot, instrumentation);
        return module;
    }

    /** The module may read whatever the JVM has, and look into the JDK where only an agent may. */
    private static void open(Module module, ModuleLayer boot, Instrumentation instrumentation) {
        instrumentation.redefineModule(module, boot.modules(), Map.of(), Map.of(), Set.of(), Map.of());
        instrumentation.redefineModule(
                Object.class.getModule(),
                Set.of(),
                Map.of("jdk.internal.access", Set.of(module)), // native access for our module, a late shutdown hook
                Map.of(
                        "java.lang", Set.of(module), // the backtrace of a Throwable
                        "java.lang.invoke", Set.of(module)), // the method behind a handle, for the report
                Set.of(),
                Map.of());
        boot.findModule("jdk.httpserver")
                .ifPresent(server -> instrumentation.redefineModule(
                        server, Set.of(), Map.of("sun.net.httpserver", Set.of(module)), Map.of(), Set.of(), Map.of()));
    }

    private static ModuleDescriptor describe(JarFile jar) {
        Set<String> packages = new HashSet<>();
        for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
            String name = entries.nextElement().getName();
            int slash = name.lastIndexOf('/');
            if (slash > 0 && name.endsWith(".class") && !name.startsWith("META-INF/")) {
                packages.add(name.substring(0, slash).replace('/', '.'));
            }
        }
        ModuleDescriptor.Builder module = ModuleDescriptor.newModule(NAME)
                .requires("java.base")
                .requires("java.instrument")
                .packages(packages)
                .exports("dev.headcount.agent");
        String version = OwnModule.class.getPackage().getImplementationVersion();
        return (version == null ? module : module.version(version)).build();
    }

    private static final class OneModule implements ModuleFinder {
        private final ModuleReference reference;

        OneModule(Path jar) throws IOException {
            reference = new Reference(jar, new JarFile(jar.toFile()));
        }

        @Override
        public Optional<ModuleReference> find(String name) {
            return name.equals(NAME) ? Optional.of(reference) : Optional.empty();
        }

        @Override
        public Set<ModuleReference> findAll() {
            return Set.of(reference);
        }
    }

    private static final class Reference extends ModuleReference {
        private final JarFile jar;

        Reference(Path path, JarFile jar) {
            super(describe(jar), path.toUri());
            this.jar = jar;
        }

        @Override
        public ModuleReader open() {
            return new Reader(jar, location().orElseThrow());
        }
    }

    private record Reader(JarFile jar, URI location) implements ModuleReader {
        @Override
        public Optional<URI> find(String name) {
            return jar.getEntry(name) == null
                    ? Optional.empty()
                    : Optional.of(URI.create("jar:" + location + "!/" + name));
        }

        @Override
        public Optional<InputStream> open(String name) throws IOException {
            ZipEntry entry = jar.getEntry(name);
            return entry == null ? Optional.empty() : Optional.of(jar.getInputStream(entry));
        }

        @Override
        public Stream<String> list() {
            return jar.stream().map(ZipEntry::getName);
        }

        @Override
        public void close() throws IOException {
            jar.close();
        }
    }
}
