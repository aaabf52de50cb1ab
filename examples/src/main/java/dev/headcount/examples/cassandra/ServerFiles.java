package dev.headcount.examples.cassandra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The temporary folder of a server of our own: its configuration, and all that it writes. */
record ServerFiles(Path directory) implements AutoCloseable {

    static ServerFiles create(int clientPort, int storagePort) throws IOException {
        ServerFiles files = new ServerFiles(Files.createTempDirectory("headcount-cassandra"));
        Files.writeString(files.yaml(), files.configuration(clientPort, storagePort));
        Files.writeString(files.logging(), """
            <configuration>
              <appender name="OUT" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%level %msg%n</pattern></encoder>
              </appender>
              <root level="INFO"><appender-ref ref="OUT"/></root>
            </configuration>
            """);
        return files;
    }

    Path yaml() {
        return directory.resolve("cassandra.yaml");
    }

    Path logging() {
        return directory.resolve("logback.xml");
    }

    /** One node, on the loopback address only, that waits for no other. */
    private String configuration(int clientPort, int storagePort) {
        return """
            cluster_name: headcount example
            partitioner: org.apache.cassandra.dht.Murmur3Partitioner
            endpoint_snitch: SimpleSnitch
            num_tokens: 1
            auto_bootstrap: false
            listen_address: 127.0.0.1
            storage_port: %d
            rpc_address: 127.0.0.1
            start_native_transport: true
            native_transport_port: %d
            seed_provider:
              - class_name: org.apache.cassandra.locator.SimpleSeedProvider
                parameters:
                  - seeds: 127.0.0.1:%d
            commitlog_sync: periodic
            commitlog_sync_period: 10s
            data_file_directories: ['%s']
            commitlog_directory: '%s'
            hints_directory: '%s'
            saved_caches_directory: '%s'
            cdc_raw_directory: '%s'
            """.formatted(
                        storagePort,
                        clientPort,
                        storagePort,
                        directory.resolve("data"),
                        directory.resolve("commitlog"),
                        directory.resolve("hints"),
                        directory.resolve("saved_caches"),
                        directory.resolve("cdc_raw"));
    }

    /** Deletes the folder with all that is in it. */
    @Override
    public void close() throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
