package dev.headcount.examples.overhead;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Other tools that find native memory, as far as this machine has them. */
final class Peers {

    private static final String JEMALLOC = "libjemalloc.so.2";

    private Peers() {}

    /** The same application under each of them. */
    static List<Run> present(Run plain) throws IOException {
        Path directory = Files.createTempDirectory("peers");
        deleteAtExit(directory);
        List<Run> runs = new ArrayList<>();
        if (isLoadable(JEMALLOC)) {
            String preload = "LD_PRELOAD=" + JEMALLOC;
            runs.add(environment("jemalloc", plain, preload));
            runs.add(environment(
                    "jemalloc, profiler at 512 KiB", plain, preload, "MALLOC_CONF=prof:true,lg_prof_sample:19"));
        }
        String asyncProfiler = System.getProperty("async.profiler", "");
        if (Files.isRegularFile(Path.of(asyncProfiler))) {
            String start = "-agentpath:" + asyncProfiler + "=start,file=" + directory.resolve("%p.jfr");
            runs.add(new Run("async-profiler, nativemem=512k", List.of(start + ",nativemem=512k"), plain.main()));
            runs.add(new Run("async-profiler, nativemem", List.of(start + ",nativemem"), plain.main()));
        }
        program("heaptrack")
                .ifPresent(heaptrack -> runs.add(new Run(
                        "heaptrack",
                        List.of(heaptrack, "-o", directory.resolve("heaptrack").toString()),
                        List.of(),
                        plain.options(),
                        plain.main())));
        return runs;
    }

    private static Run environment(String name, Run plain, String... variables) {
        return new Run(name, List.of(), List.of(variables), plain.options(), plain.main());
    }

    /** Asks the loader, which only warns of a library that it does not find. */
    private static boolean isLoadable(String library) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("true").redirectErrorStream(true);
        builder.environment().put("LD_PRELOAD", library);
        return builder.start().getInputStream().readAllBytes().length == 0;
    }

    private static Optional<String> program(String name) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    private static void deleteAtExit(Path directory) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try (Stream<Path> files = Files.walk(directory)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            } catch (IOException e) {
                System.err.println("cannot delete " + directory + ": " + e.getMessage());
            }
        }));
    }
}
