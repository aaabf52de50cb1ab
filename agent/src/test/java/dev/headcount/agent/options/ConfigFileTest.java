package dev.headcount.agent.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.ledger.BlockListing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = directory.resolve("headcount.properties");
    }

    @Test
    void shouldReadEveryOption() throws IOException {
        AgentOptions options = parse("""
            # as in the docs
            http = off
            token = secret.txt
            report: r,s.txt
            stacks off
            depth=3
            header=size16
            installer=a(malloc, free); \\
                      b(malloc, free)
            sites=4
            table=5m
            damage=pass
            blocks=all
            jmx=off
            install=-curl;-uv
            catalog=acme.txt
            ignore=known.txt
            allocator=com.acme.Memory
            """).options();

        assertEquals(
                new AgentOptions(
                        new HttpBinding.Off(),
                        Optional.of("secret.txt"),
                        new ReportTarget.ToFile(Path.of("r,s.txt")),
                        false,
                        3,
                        Optional.of("size16"),
                        List.of("a(malloc, free)", "b(malloc, free)"),
                        List.of(new AllocatorClass("Memory", "com.acme.Memory", Map.of())),
                        new InstallChoice(false, Set.of("curl", "uv")),
                        Optional.of("acme.txt"),
                        4,
                        5 << 20,
                        true,
                        BlockListing.ALL,
                        Optional.of("known.txt"),
                        new BaselineChoice.Off(),
                        new DumpChoice.Off(),
                        false),
                options);
    }

    @Test
    void shouldBeUtf8() throws IOException {
        assertEquals(
                new ReportTarget.ToFile(Path.of("z\u00e4hlung.txt")),
                parse("report=z\u00e4hlung.txt").options().report());
    }

    @Test
    void shouldBeNamedByTheVariableToo() throws IOException {
        Files.writeString(file, "depth=3");
        ParsedOptions parsed = OptionsParser.parse("stacks=off", Map.of("HEADCOUNT_OPTIONS", "config=" + file));
        assertEquals(List.of(), parsed.problems());
        assertEquals(3, parsed.options().depth());
    }

    @Test
    void shouldBeTheOneOfTheArgumentIfTheVariableNamesAnother() throws IOException {
        Files.writeString(file, "depth=3");
        Map<String, String> environment = Map.of("HEADCOUNT_OPTIONS", "config=missing.properties");
        ParsedOptions parsed = OptionsParser.parse("config=" + file, environment);
        assertEquals(List.of(), parsed.problems());
        assertEquals(3, parsed.options().depth());
    }

    @Test
    void shouldNotBeReadIfTheArgumentWantsNone() {
        Map<String, String> environment = Map.of("HEADCOUNT_OPTIONS", "config=missing.properties");
        assertEquals(List.of(), OptionsParser.parse("config=none", environment).problems());
    }

    @Test
    void shouldSayWhatIsWrongInIt() throws IOException {
        ParsedOptions parsed = parse("""
            htp=0
            depth=ten
            stacks
            sites=1
            sites=2
            config=other.properties
            """);

        assertEquals(
                List.of(
                        "unknown option 'htp=0' in " + file
                                + ": did you mean 'http'? (java -jar headcount-agent.jar --help lists them)",
                        "option 'sites' is given twice in " + file
                                + ", as 'sites=1' and 'sites=2': the last one counts",
                        "option 'config=other.properties' in " + file
                                + " is ignored: a config file cannot name another one; put its options into this one",
                        "option 'depth=ten' in " + file
                                + " is ignored: depth takes a whole number from 1 to 1024; using 64",
                        "option 'stacks=' in " + file
                                + " has no value and is ignored: stacks takes on or off; using on"),
                parsed.problems());
        assertEquals(2, parsed.options().sites());
    }

    @Test
    void shouldSayThatThereIsNoSuchFile() {
        assertUnreadable(OptionsParser.parse("depth=3,config=" + file, Map.of()), "");
    }

    @Test
    void shouldSayThatItIsADirectory() throws IOException {
        Files.createDirectory(file);
        assertUnreadable(OptionsParser.parse("depth=3,config=" + file, Map.of()), "");
    }

    @Test
    void shouldSayThatTheVariableNamesNoSuchFile() {
        Map<String, String> environment = Map.of("HEADCOUNT_OPTIONS", "config=" + file);
        assertUnreadable(OptionsParser.parse("depth=3", environment), " in HEADCOUNT_OPTIONS");
    }

    @Test
    void shouldSayThatAnEscapeIsMalformed() throws IOException {
        assertEquals(
                List.of("option 'config=" + file + "' is ignored: cannot read " + file
                        + " (a \\u without four hexadecimal digits); config takes none or the path of a"
                        + " properties file"),
                parse("depth=3\nreport=C:\\users").problems());
    }

    private ParsedOptions parse(String content) throws IOException {
        Files.writeString(file, content);
        return OptionsParser.parse("config=" + file, Map.of());
    }

    /** The reason in parentheses is the system's own, in its own language. */
    private void assertUnreadable(ParsedOptions parsed, String where) {
        assertEquals(1, parsed.problems().size());
        String problem = parsed.problems().getFirst();
        String start = "option 'config=" + file + "'" + where + " is ignored: cannot read " + file + " (";
        assertTrue(problem.startsWith(start), problem);
        assertTrue(problem.endsWith("); config takes none or the path of a properties file"), problem);
        assertEquals(3, parsed.options().depth());
    }
}
