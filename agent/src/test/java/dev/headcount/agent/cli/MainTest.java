package dev.headcount.agent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.report.ReportFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void shouldPrintTheHelpPage() {
        assertEquals(0, run("--help"));
        assertPrinted(HelpPage.text(), "");
    }

    @Test
    void shouldPrintTheHelpPageIfAskedForNothing() {
        assertEquals(0, run());
        assertPrinted(HelpPage.text(), "");
    }

    @ParameterizedTest
    @CsvSource({
        "app.jar, app.jar",
        "-help, -help",
        "--help http, http",
        "--version 1, 1",
        "gates now, now",
        "list all, all",
        "gates --arch x86_64 2, 2"
    })
    void shouldRefuseAnythingElseInOneLine(String arguments, String refused) {
        assertEquals(2, run(arguments.split(" ", -1)));
        assertPrinted(
                "", "headcount: unknown argument '" + refused + "': java -jar headcount-agent.jar --help lists them\n");
    }

    @ParameterizedTest
    @CsvSource({
        "attach, 'attach takes the number of a process, and options: attach PID [OPTIONS]'",
        "report, report takes the number of a process: report PID",
        "report 1 2, report takes the number of a process: report PID",
        "detach-report, detach-report takes the number of a process: detach-report PID"
    })
    void shouldSayWhatACommandTakes(String arguments, String takes) {
        assertEquals(2, run(arguments.split(" ", -1)));
        assertPrinted("", "headcount: " + takes + "\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "report 1 --format=xml    | there is no format 'xml'; these are: LIST",
                "report 1 json            | unknown argument 'json': did you mean --format=json?",
                "report 1 --format=html --since=baseline | the format html does not show what changed; these do:"
                        + " text, json, pprof, collapsed",
                "diff 1 2 --format=html   | the format html does not show what changed; these do:"
                        + " text, json, pprof, collapsed",
                "report 1 --since=noon    | unknown argument '--since=noon': there are --format=KEYS, --since=baseline"
                        + " and --output=FILE",
                "report 1 --output=       | '' is not the path of a file, which --output= takes",
                "baseline                 | baseline takes the number of a process: baseline PID",
                "baseline 1 2             | baseline takes the number of a process: baseline PID",
                "diff 1                   | diff takes two reports, each the number of a process or a file: diff"
                        + " EARLIER LATER",
                "diff 1 2 --since=baseline | diff takes two reports, each the number of a process or a file: diff"
                        + " EARLIER LATER"
            })
    void shouldSayWhatIsWrongWithAReportThatIsAskedFor(String arguments, String wrong) {
        String keys = String.join("|", ReportFormat.keys());
        String list = String.join(", ", ReportFormat.keys());
        assertEquals(2, run(arguments.split(" ", -1)));
        assertPrinted("", "headcount: " + wrong.replace("KEYS", keys).replace("LIST", list) + "\n");
    }

    @ParameterizedTest
    @CsvSource({"x86_64, f3 0f 1e fa", "aarch64, 5f 24 03 d5", "amd64, f3 0f 1e fa"})
    void shouldListTheGates(String processor, String landingPad) {
        assertEquals(0, run("gates", "--arch", processor));
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();

        assertEquals("gate", lines.getFirst());
        assertEquals("  0000  " + landingPad + "               entry", lines.get(1));
        assertTrue(lines.contains("after Java: realloc(pointer, size)"));
        assertTrue(lines.stream().anyMatch(line -> line.endsWith("; the page before may be anybody's")));
        assertEquals("", err.toString(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({"gates --arch riscv64, riscv64", "gates --arch, ''"})
    void shouldSayWhichProcessorsThereAreGatesFor(String arguments, String processor) {
        assertEquals(2, run(arguments.split(" ", -1)));
        assertPrinted("", "headcount: no gates for processor '" + processor + "': --arch takes x86_64 or aarch64\n");
    }

    @Test
    void shouldSayWhyItHasNoVersion() {
        assertEquals(0, run("--version"));
        assertPrinted("headcount (no version: not run from its jar)\n", "");
    }

    @Test
    void shouldPrintTheVersionOfItsJar(@TempDir Path directory) throws Exception {
        URL jar = jarOfMain(directory.resolve("agent.jar"), "1.2.3").toUri().toURL();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar}, ClassLoader.getPlatformClassLoader())) {
            loader.loadClass(Main.class.getName())
                    .getMethod("run", PrintStream.class, PrintStream.class, String[].class)
                    .invoke(null, stream(out), stream(err), new String[] {"--version"});
        }
        assertPrinted("headcount 1.2.3\n", "");
    }

    private static Path jarOfMain(Path jar, String version) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, version);
        String name = Main.class.getName().replace('.', '/') + ".class";
        try (var bytes = Main.class.getClassLoader().getResourceAsStream(name);
                JarOutputStream entries = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            entries.putNextEntry(new JarEntry(name));
            bytes.transferTo(entries);
        }
        return jar;
    }

    private int run(String... arguments) {
        return Main.run(stream(out), stream(err), arguments);
    }

    private void assertPrinted(String printed, String errors) {
        assertEquals(printed, out.toString(StandardCharsets.UTF_8));
        assertEquals(errors, err.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n"));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
