package dev.headcount.examples.cassandra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerFilesTest {

    @Test
    void shouldHaveTheServerListenOnTheLoopbackAddressOnly() throws IOException {
        try (ServerFiles files = ServerFiles.create(19_042, 17_001)) {
            List<String> yaml = Files.readAllLines(files.yaml());
            assertTrue(yaml.containsAll(List.of("listen_address: 127.0.0.1", "rpc_address: 127.0.0.1")));
            assertTrue(yaml.containsAll(List.of("native_transport_port: 19042", "storage_port: 17001")));
        }
    }

    @Test
    void shouldHaveTheServerWriteNowhereElse() throws IOException {
        try (ServerFiles files = ServerFiles.create(19_042, 17_001)) {
            List<String> directories = Files.readAllLines(files.yaml()).stream()
                    .filter(line -> line.contains("directory:") || line.contains("directories:"))
                    .toList();
            assertEquals(5, directories.size());
            assertTrue(
                    directories.stream().allMatch(line -> line.contains("'" + files.directory() + "/")),
                    directories::toString);
        }
    }

    @Test
    void shouldLeaveNothingBehind() throws IOException {
        ServerFiles files = ServerFiles.create(19_042, 17_001);
        Files.createDirectories(files.directory().resolve("data/system/peers"));
        Files.createFile(files.directory().resolve("data/system/peers/nb-1-big-Data.db"));
        files.close();
        assertFalse(Files.exists(files.directory()));
        files.close(); // once more, as the end of the JVM does
    }
}
