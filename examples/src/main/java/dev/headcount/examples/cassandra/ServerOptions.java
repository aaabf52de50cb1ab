package dev.headcount.examples.cassandra;

import java.util.ArrayList;
import java.util.List;

/** How the JVM of a server is started: what Cassandra 5.0's own script takes from its {@code jvm17-server.options}. */
final class ServerOptions {

    private static final List<String> EXPORTS = List.of(
            "java.base/jdk.internal.misc",
            "java.base/java.lang.ref",
            "java.management.rmi/com.sun.jmx.remote.internal.rmi",
            "java.rmi/sun.rmi.registry",
            "java.rmi/sun.rmi.server",
            "java.sql/java.sql",
            "jdk.attach/sun.tools.attach",
            "jdk.compiler/com.sun.tools.javac.file",
            "jdk.unsupported/sun.misc");

    private static final List<String> OPENS = List.of(
            "java.base/java.io",
            "java.base/java.lang",
            "java.base/java.lang.module",
            "java.base/java.lang.reflect",
            "java.base/java.util",
            "java.base/jdk.internal.loader",
            "java.base/jdk.internal.math",
            "java.base/jdk.internal.module",
            "java.base/jdk.internal.ref",
            "java.base/jdk.internal.reflect",
            "java.base/jdk.internal.util.jar",
            "java.base/sun.nio.ch",
            "jdk.compiler/com.sun.tools.javac",
            "jdk.management/com.sun.management.internal");

    private ServerOptions() {}

    /** A small one, that does not wait for other nodes. */
    static List<String> of(ServerFiles files) {
        List<String> options = new ArrayList<>();
        options.add("-Xmx512m");
        options.add("-Djdk.attach.allowAttachSelf=true");
        options.add("-Dio.netty.tryReflectionSetAccessible=true");
        options.addAll(toEverybody("--add-exports=", EXPORTS));
        options.addAll(toEverybody("--add-opens=", OPENS));
        options.add("-Dcassandra.config=" + files.yaml().toUri());
        options.add("-Dcassandra.storagedir=" + files.directory());
        options.add("-Dlogback.configurationFile=" + files.logging());
        options.add("-Dcassandra.ring_delay_ms=100");
        options.add("-Dcassandra.skip_wait_for_gossip_to_settle=0");
        options.add("-Dcassandra-foreground=yes");
        return options;
    }

    private static List<String> toEverybody(String option, List<String> packages) {
        return packages.stream().map(name -> option + name + "=ALL-UNNAMED").toList();
    }
}
