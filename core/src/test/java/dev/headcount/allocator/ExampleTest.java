package dev.headcount.allocator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.NativeLibraries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example in the Javadoc of {@link HeaderAllocator} is a program: it is started as it stands there. */
class ExampleTest {

    private static final Path SOURCE =
            Path.of(System.getProperty("basedir", "."), "src/main/java/dev/headcount/allocator/HeaderAllocator.java");

    @Test
    void shouldRunAsItStandsInTheJavadoc(@TempDir Path directory) throws Exception {
        NativeLibraries.require("libsqlite3.so.0", "libsqlite3-0");
        Path example = Files.writeString(directory.resolve("SqliteOnHeaders.java"), snippet());
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-classpath",
                        classes().toString(),
                        example.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertEquals(0, process.waitFor(), () -> read(output));
        assertTrue(read(output).endsWith("\n0 blocks after close, status 0\n"), () -> read(output));
    }

    private static String snippet() {
        String source = read(SOURCE);
        int start = source.indexOf('\n', source.indexOf("{@snippet"));
        return source.substring(start, source.indexOf("\n * }\n *\n", start)).replaceAll("\n \\* ?", "\n");
    }

    private static Path classes() throws Exception {
        return Path.of(HeaderAllocator.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
