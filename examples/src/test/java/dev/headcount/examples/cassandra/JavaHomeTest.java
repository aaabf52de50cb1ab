package dev.headcount.examples.cassandra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaHomeTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(textBlock = """
        17.0.17, true
        17,      true
        1.7.0,   false
        170.0.1, false
        25.0.3,  false
        """)
    void shouldKnowItsRelease(String version, boolean isSeventeen) throws IOException {
        Path java = directory.resolve("bin/java");
        Files.createDirectories(java.getParent());
        Files.createFile(java).toFile().setExecutable(true);
        Files.writeString(
                directory.resolve("release"), "IMPLEMENTOR=\"acme\"\nJAVA_VERSION=\"" + version + "\"\nOS=\"Linux\"\n");
        assertEquals(isSeventeen, new JavaHome(directory).isRelease(17));
    }

    @Test
    void shouldNotTakeAFolderForAJdk() {
        assertFalse(new JavaHome(directory).isRelease(17));
    }
}
