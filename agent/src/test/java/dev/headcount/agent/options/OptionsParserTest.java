package dev.headcount.agent.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.ledger.BlockListing;
import dev.headcount.ledger.LedgerOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsParserTest {

    private static final AgentOptions DEFAULT = new AgentOptions(
            new HttpBinding.Address("127.0.0.1", 9404),
            Optional.empty(),
            new ReportTarget.StandardError(),
            true,
            64,
            Optional.empty(),
            List.of(),
            List.of(),
            new InstallChoice(false, Set.of()),
            Optional.empty(),
            16384,
            1L << 30,
            false,
            BlockListing.DEFAULT,
            Optional.empty(),
            new BaselineChoice.Off(),
            new DumpChoice.Off(),
            true);

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {" ", ",", " , ,, "})
    void shouldUseTheDefaultsWhereNothingIsGiven(String argument) {
        assertEquals(DEFAULT, parse(argument));
    }

    @Test
    void shouldHaveTheDefaultsOfTheLedger() {
        assertEquals(
                LedgerOptions.DEFAULT,
                new LedgerOptions(
                        DEFAULT.stacks(),
                        DEFAULT.depth(),
                        DEFAULT.sites(),
                        DEFAULT.tableBytes(),
                        DEFAULT.passOnDamage(),
                        DEFAULT.blocks()));
    }

    @ParameterizedTest
    @CsvSource({
        "8080, 127.0.0.1, 8080",
        "0, 127.0.0.1, 0",
        "65535, 127.0.0.1, 65535",
        "localhost:80, localhost, 80",
        "0.0.0.0:9404, 0.0.0.0, 9404",
        "[::1]:9404, ::1, 9404",
    })
    void shouldReadWhereToServe(String value, String host, int port) {
        assertEquals(new HttpBinding.Address(host, port), parse("http=" + value).http());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "on", "host", "65536", "-1", "1e3", ":9404", "localhost:", "::1:80", "[]:80", "http://a:80"})
    void shouldRejectABadAddress(String value) {
        assertRejected("http=" + value);
    }

    @Test
    void shouldReadWhichBlocksToList() {
        assertEquals(BlockListing.ALL, parse("blocks=all").blocks());
        assertEquals(BlockListing.OFF, parse("blocks=off").blocks());
        assertEquals(new BlockListing(4096), parse("blocks=4k").blocks());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "some", "2000g"})
    void shouldRejectABadListing(String value) {
        assertRejected("blocks=" + value);
    }

    @Test
    void shouldServeNowhereIfOff() {
        assertEquals(new HttpBinding.Off(), parse("http=off").http());
    }

    @Test
    void shouldReadWhereToReport() {
        assertEquals(new ReportTarget.StandardError(), parse("report=stderr").report());
        assertEquals(new ReportTarget.Off(), parse("report=off").report());
        assertEquals(
                new ReportTarget.ToFile(Path.of("logs/a=b.txt")),
                parse("report=logs/a=b.txt").report());
        assertRejected("report=");
    }

    @Test
    void shouldReadWhetherToWalkStacks() {
        assertFalse(parse("stacks=off").stacks());
        assertTrue(parse("stacks=on").stacks());
        assertRejected("stacks=true");
        assertRejected("stacks=OFF");
    }

    @Test
    void shouldReadTheDepth() {
        assertEquals(1, parse("depth=1").depth());
        assertEquals(1024, parse("depth=1024").depth());
        assertRejected("depth=0");
        assertRejected("depth=1025");
        assertRejected("depth=99999999999");
    }

    @Test
    void shouldReadTheHeader() {
        assertEquals(Optional.empty(), parse("header=auto").header());
        assertEquals(Optional.of("none"), parse("header=none").header());
        assertEquals(Optional.of("size8"), parse("header=size8").header());
        assertRejected("header=size9");
    }

    @Test
    void shouldKeepInstallersAsWritten() {
        assertEquals(
                List.of("acme_set_allocator(malloc,realloc,free)"),
                parse("installer=acme_set_allocator(malloc,realloc,free)").installers());
        assertEquals(
                List.of("acme=acme_config(4, struct(malloc:int, free, realloc:int, size:int, _, _))", "b(malloc,free)"),
                parse("installer= acme=acme_config(4, struct(malloc:int, free, realloc:int, size:int, _, _))"
                                + " ;b(malloc,free);")
                        .installers());
        assertEquals(List.of(), parse("installer=none").installers());
    }

    @Test
    void shouldGoOnBehindTheParenthesesOfAnInstaller() {
        AgentOptions options = parse("depth=3,installer=a(malloc, struct(free, _)),stacks=off");
        assertEquals(3, options.depth());
        assertEquals(List.of("a(malloc, struct(free, _))"), options.installers());
        assertFalse(options.stacks());
    }

    @Test
    void shouldReadTheNumberOfSites() {
        assertEquals(1, parse("sites=1").sites());
        assertEquals(1_000_000, parse("sites=1000000").sites());
        assertRejected("sites=0");
        assertRejected("sites=1000001");
    }

    @ParameterizedTest
    @CsvSource({"1048576, 1048576", "1024k, 1048576", "64m, 67108864", "2G, 2147483648", "1024g, 1099511627776"})
    void shouldReadTheSizeOfTheTable(String value, long bytes) {
        assertEquals(bytes, parse("table=" + value).tableBytes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "m", "64", "1025g", "-64m", "64mb", "1.5g", "9223372036854775807", "9223372036854775807g"})
    void shouldRejectOtherSizes(String value) {
        assertRejected("table=" + value);
    }

    @Test
    void shouldReadWhatToDoOnDamage() {
        assertTrue(parse("damage=pass").passOnDamage());
        assertFalse(parse("damage=hold").passOnDamage());
        assertRejected("damage=off");
    }

    @Test
    void shouldIgnoreBlanksAndEmptyItems() {
        AgentOptions options = parse(" depth = 3 ,, stacks=off , ");
        assertEquals(3, options.depth());
        assertFalse(options.stacks());
    }

    @Test
    void shouldReadTheVariableLikeTheArgument() {
        Map<String, String> environment = Map.of("HEADCOUNT_OPTIONS", "depth=3,installer=a(malloc,free)");
        ParsedOptions parsed = OptionsParser.parse(null, environment);
        assertEquals(List.of(), parsed.problems());
        assertEquals(3, parsed.options().depth());
        assertEquals(List.of("a(malloc,free)"), parsed.options().installers());
    }

    @Test
    void shouldPutTheFileOverTheVariableAndTheArgumentOverBoth(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("headcount.properties"), "depth=20\nsites=20\n");
        Map<String, String> environment = Map.of("HEADCOUNT_OPTIONS", "depth=10,sites=10,table=10m");

        AgentOptions options =
                OptionsParser.parse("depth=30,config=" + file, environment).options();

        assertEquals(30, options.depth());
        assertEquals(20, options.sites());
        assertEquals(10 << 20, options.tableBytes());
    }

    /** What was parsed of an argument in which nothing is wrong. */
    private static AgentOptions parse(String argument) {
        ParsedOptions parsed = OptionsParser.parse(argument, Map.of());
        assertEquals(List.of(), parsed.problems());
        return parsed.options();
    }

    private static void assertRejected(String argument) {
        ParsedOptions parsed = OptionsParser.parse(argument, Map.of());
        assertEquals(DEFAULT, parsed.options());
        assertEquals(1, parsed.problems().size(), () -> parsed.problems().toString());
        assertTrue(parsed.problems().getFirst().startsWith("option '" + argument + "' "), parsed.problems()::getFirst);
    }
}
