package dev.headcount.agent.fork;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The libraries that the tests bring along as source code, compiled once for each test JVM. */
public final class NativeCode {

    private static final int COMPILE_SECONDS = 60;

    private static final List<String> CC =
            List.of("cc", "-O1", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-pthread");
    private static final List<String> PROGRAM = List.of("cc", "-O1", "-Wall", "-Wextra", "-Werror");
    private static final List<String> RUSTC = List.of("rustc", "--edition", "2021", "--crate-type", "cdylib", "-O");

    private static final Map<String, Path> COMPILED = new HashMap<>();

    private NativeCode() {}

    /** The library with an allocator hook: {@code acme.c}. */
    public static Path acme() {
        return c("acme");
    }

    /** The library without: {@code plugin.c}. */
    public static Path plugin() {
        return c("plugin");
    }

    /** Work for the threads of a pool: {@code pool.c}. */
    public static Path pool() {
        return c("pool");
    }

    /** A native thread that allocates without end: {@code ticker.c}. */
    public static Path ticker() {
        return c("ticker");
    }

    /** A program that becomes another one, in a system that lets no memory be made executable: {@code noexec.c}. */
    public static Path noexec() {
        Required.program("cc", "gcc libc6-dev");
        return compile("noexec", ".c", PROGRAM);
    }

    /** An allocator in Rust: {@code header.rs}. */
    public static Path rustAllocator() {
        Required.program("rustc", "rustc");
        return compile("header", ".rs", RUSTC);
    }

    private static Path c(String name) {
        Required.program("cc", "gcc libc6-dev");
        return compile(name, ".c", CC);
    }

    private static synchronized Path compile(String name, String suffix, List<String> compiler) {
        return COMPILED.computeIfAbsent(name, _ -> {
            Path directory = Path.of(System.getProperty("headcount.test.classes"), "native");
            Path source = directory.resolve(name + suffix);
            Path library = directory.resolve("lib" + name + ".so");
            try (InputStream resource = NativeCode.class.getResourceAsStream(name + suffix)) {
                Files.createDirectories(directory);
                Files.copy(resource, source, StandardCopyOption.REPLACE_EXISTING);
                run(compiler, source, library);
                return library;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static void run(List<String> compiler, Path source, Path library) throws IOException {
        List<String> command = new ArrayList<>(compiler);
        command.addAll(List.of("-o", library.toString(), source.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(COMPILE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(String.join(" ", command) + "\n" + said);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw new IllegalStateException("interrupted while compiling " + source, e);
        }
    }
}
