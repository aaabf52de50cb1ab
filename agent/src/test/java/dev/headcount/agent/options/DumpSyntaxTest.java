package dev.headcount.agent.options;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DumpSyntaxTest {

    private static final Path WORKING = Path.of(".");

    private static Optional<DumpChoice> read(String text) {
        return new DumpSyntax().read(text);
    }

    @Test
    void shouldReadASizeAndAGrowth() {
        assertEquals(Optional.of(new DumpChoice.Off()), read("off"));
        assertEquals(Optional.of(new DumpChoice.AtSize(512L << 20, WORKING)), read("512m"));
        assertEquals(Optional.of(new DumpChoice.AtGrowth(20, WORKING)), read("20%/min"));
    }

    @Test
    void shouldReadTheDirectoryBehindIt() {
        assertEquals(Optional.of(new DumpChoice.AtSize(1 << 30, Path.of("/var/dumps"))), read("1g:/var/dumps"));
        assertEquals(Optional.of(new DumpChoice.AtGrowth(5, Path.of("a:b"))), read("5%/min:a:b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "0", "512x", "20%", "20%/s", "0%/min", "-5%/min", "%/min", "512m:", ":/var/dumps", "on"})
    void shouldRefuseWhatCannotBeMeant(String text) {
        assertEquals(Optional.empty(), read(text));
    }
}
