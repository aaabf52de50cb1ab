package dev.headcount.examples.cassandra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A JDK of this machine. Cassandra 5.0 runs on 17, not on the newer one that runs the example. */
record JavaHome(Path path) {

    private static final String PROPERTY = "cassandra.java.home";

    /** Where JDKs usually are; the places that Maven's toolchain discovery looks at, too. */
    private static final List<Path> PARENTS = List.of(
            Path.of("/usr/lib/jvm"),
            Path.of("/opt/java"),
            Path.of(System.getProperty("user.home"), ".sdkman", "candidates", "java"),
            Path.of(System.getProperty("user.home"), ".jdks"));

    /** The first one of this feature release, the one that the user names before any other. */
    static Optional<JavaHome> ofRelease(int feature) {
        Stream<Path> named = Stream.of(
                        System.getProperty(PROPERTY),
                        System.getenv("JAVA_HOME"),
                        System.getenv("JAVA" + feature + "_HOME"))
                .filter(home -> home != null && !home.isEmpty())
                .map(Path::of);
        return Stream.concat(named, PARENTS.stream().flatMap(JavaHome::children))
                .map(JavaHome::new)
                .filter(home -> home.isRelease(feature))
                .findFirst();
    }

    Path java() {
        return path.resolve("bin").resolve("java");
    }

    /** The file {@code release} of a JDK has a line such as {@code JAVA_VERSION="17.0.17"}. */
    boolean isRelease(int feature) {
        String begin = "JAVA_VERSION=\"" + feature;
        try (Stream<String> lines = Files.lines(path.resolve("release"))) {
            return Files.isExecutable(java())
                    && lines.anyMatch(line -> line.startsWith(begin + ".") || line.equals(begin + "\""));
        } catch (IOException e) {
            return false; // no JDK at all
        }
    }

    private static Stream<Path> children(Path parent) {
        if (!Files.isDirectory(parent)) {
            return Stream.empty();
        }
        try (Stream<Path> children = Files.list(parent)) {
            return children.sorted().toList().stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }
}
