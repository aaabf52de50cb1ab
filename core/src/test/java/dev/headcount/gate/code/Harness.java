package dev.headcount.gate.code;

import dev.headcount.NativeTools;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Programs run in a process of their own, of any processor: where it is not this machine's, qemu stands in. The process is
 * {@code harness.c}, compiled once for each test JVM. What ends it fails the request, and says with which signal.
 */
public final class Harness implements Machine {

    private static final int ARGUMENTS = 6;
    private static final int BYTES_A_LINE = 1024;
    private static final Map<Processor, Path> COMPILED = new EnumMap<>(Processor.class);

    private final Processor processor;
    private final Process process;
    private final BufferedWriter requests;
    private final BufferedReader answers;
    private final Map<String, Long> functions = new HashMap<>();

    private Harness(Processor processor, Process process) {
        this.processor = processor;
        this.process = process;
        this.requests = process.outputWriter(StandardCharsets.US_ASCII);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Is to be closed, which ends the process. */
    public static Harness start(Processor processor) {
        List<String> command = new ArrayList<>();
        if (!isHere(processor)) {
            String qemu = "qemu-" + processor.commonName();
            command.add(NativeTools.require("qemu-user", List.of(qemu, qemu + "-static")));
        }
        command.add(compiled(processor).toString());
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new Harness(processor, process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isHere(Processor processor) {
        return Processor.here().filter(processor::equals).isPresent();
    }

    private static Path compiled(Processor processor) {
        synchronized (COMPILED) {
            return COMPILED.computeIfAbsent(processor, Harness::compile);
        }
    }

    private static Path compile(Processor processor) {
        String compiler = compiler(processor);
        try (InputStream resource = Harness.class.getResourceAsStream("harness.c")) {
            Path directory = Files.createTempDirectory("harness");
            Path source = directory.resolve("harness.c");
            Path program = directory.resolve("harness");
            for (Path file : List.of(directory, source, program)) { // deleted in the reverse order
                file.toFile().deleteOnExit();
            }
            Files.copy(resource, source, StandardCopyOption.REPLACE_EXISTING);
            NativeTools.run(List.of(
                    compiler,
                    "-O1",
                    "-Wall",
                    "-Wextra",
                    "-Werror",
                    "-static",
                    "-pthread",
                    "-o",
                    program.toString(),
                    source.toString()));
            return program;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String compiler(Processor processor) {
        if (isHere(processor)) {
            return NativeTools.require("gcc libc6-dev", List.of("cc", "gcc"));
        }
        String packages = switch (processor) {
            case X86_64 -> "gcc-x86-64-linux-gnu libc6-dev-amd64-cross";
            case AARCH64 -> "gcc-aarch64-linux-gnu libc6-dev-arm64-cross";
        };
        return NativeTools.require(packages, List.of(processor.commonName() + "-linux-gnu-gcc"));
    }

    @Override
    public Processor processor() {
        return processor;
    }

    @Override
    public long map(long bytes) {
        return ask("map", bytes);
    }

    @Override
    public void makeExecutable(long address, long bytes) {
        ask("seal", address, bytes);
    }

    @Override
    public long function(String name) {
        return functions.computeIfAbsent(name, known -> ask("function " + known));
    }

    @Override
    public long call(long function, long... arguments) {
        if (arguments.length > ARGUMENTS) {
            throw new IllegalArgumentException("arguments 0 to 5 are in registers, arguments=" + arguments.length);
        }
        long[] numbers = new long[1 + arguments.length];
        numbers[0] = function;
        System.arraycopy(arguments, 0, numbers, 1, arguments.length);
        return ask("call", numbers);
    }

    @Override
    public long load(long address, Width width) {
        return ask("load", address, width.bytes);
    }

    @Override
    public void store(long address, Width width, long value) {
        ask("store", address, width.bytes, value);
    }

    @Override
    public void store(long address, byte[] bytes) {
        for (int from = 0; from < bytes.length; from += BYTES_A_LINE) {
            int to = Math.min(from + BYTES_A_LINE, bytes.length);
            String digits = HexFormat.of().formatHex(bytes, from, to);
            ask("write " + Long.toHexString(address + from) + " " + digits);
        }
    }

    /** Has the process call exit(3); answers the status that it ends with. */
    public int exit(int status) {
        String request = request("call", function("exit"), status);
        try {
            requests.append(request).append('\n').flush();
            String answer = answers.readLine();
            if (answer != null) {
                throw new IllegalStateException(request + ": " + answer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the process has ended before " + request, e);
        }
        return process.onExit().join().exitValue();
    }

    private static String request(String verb, long... numbers) {
        StringBuilder request = new StringBuilder(verb);
        for (long number : numbers) {
            request.append(' ').append(Long.toHexString(number));
        }
        return request.toString();
    }

    private long ask(String verb, long... numbers) {
        String request = request(verb, numbers);
        try {
            requests.append(request).append('\n').flush();
            String answer = answers.readLine();
            if (answer == null || !answer.startsWith("ok ")) {
                throw new IllegalStateException(request + ": " + (answer == null ? "no answer" : answer.substring(3)));
            }
            return Long.parseUnsignedLong(answer.substring(3), 16);
        } catch (IOException e) {
            throw new UncheckedIOException("the process has ended before " + request, e);
        }
    }

    /** Nothing is lost with the process. */
    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
