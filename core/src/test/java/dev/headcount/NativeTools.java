package dev.headcount;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The programs that tests run. Where one is missing, its tests are skipped or fail as with {@link NativeLibraries}.
 */
public final class NativeTools {

    private static final int SECONDS = 60;

    private NativeTools() {}

    /** The first of these names that is on the path. */
    public static String require(String debianPackages, List<String> names) {
        return names.stream()
                .filter(NativeTools::isOnPath)
                .findFirst()
                .orElseThrow(() -> NativeLibraries.missing(
                        String.join(" or ", names) + " is not on the path: apt-get install " + debianPackages));
    }

    private static boolean isOnPath(String name) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, name)));
    }

    /** Runs a program to its end, which has to be a good one. */
    public static void run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + "\n" + said);
            }
        } catch (InterruptedException e) {
            throw new IOException("interrupted while running " + command.getFirst(), e);
        } finally {
            process.destroyForcibly();
        }
    }
}
