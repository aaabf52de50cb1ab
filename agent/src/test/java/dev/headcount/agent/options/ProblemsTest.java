package dev.headcount.agent.options;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words a user reads. */
class ProblemsTest {

    @ParameterizedTest
    @CsvSource({
        "htp, http",
        "htpt, http",
        "HTTP, http",
        "reprot, report",
        "stack, stacks",
        "site, sites",
        "instaler, installer"
    })
    void shouldSayWhichOptionWasMeant(String written, String meant) {
        assertProblems(
                written + "=0",
                "unknown option '" + written + "=0': did you mean '" + meant
                        + "'? (java -jar headcount-agent.jar --help lists them)");
    }

    @Test
    void shouldSayThatAnOptionWithTheWrongSignWasMeant() {
        assertProblems(
                "http:0",
                "unknown option 'http:0': did you mean 'http'? (java -jar headcount-agent.jar --help lists them)");
    }

    @ParameterizedTest
    @CsvSource({"port=9404", "verbose", "=5", "x=1"})
    void shouldNotGuessWhatWasMeantByAnotherWord(String written) {
        assertProblems(
                written, "unknown option '" + written + "': java -jar headcount-agent.jar --help lists the known ones");
    }

    @Test
    void shouldSayWhatAnOptionTakesAndWhatIsUsedInstead() {
        assertProblems(
                "depth=ten", "option 'depth=ten' is ignored: depth takes a whole number from 1 to 1024; using 64");
        assertProblems("stacks=yes", "option 'stacks=yes' is ignored: stacks takes on or off; using on");
        assertProblems(
                "http=:80",
                "option 'http=:80' is ignored: http takes off, or [HOST:]PORT with a PORT from 0 to 65535; using"
                        + " 127.0.0.1:9404");
        assertProblems(
                "table=64",
                "option 'table=64' is ignored: table takes a size from 1m to 1024g (64m, 2g, or plain bytes); using"
                        + " 1g");
        assertProblems(
                "header=rust",
                "option 'header=rust' is ignored: header takes auto, none, size8, payload8, size16at8, size16,"
                        + " payload16 or size8at16; using auto");
    }

    @Test
    void shouldSayThatAValueIsMissing() {
        assertProblems(
                "depth",
                "option 'depth' has no value and is ignored: depth takes a whole number from 1 to 1024; using 64");
        assertProblems(
                "report=",
                "option 'report=' has no value and is ignored: report takes stderr, the path of a file, or off; using"
                        + " stderr");
        assertProblems(
                "installer=",
                "option 'installer=' has no value and is ignored: installer takes none, or installers such as"
                        + " acme_set_allocator(malloc,realloc,free), separated by ';'; using none");
    }

    @Test
    void shouldSayThatAnOptionIsGivenTwice() {
        ParsedOptions parsed = assertProblems(
                "http=0,depth=3,http=9500",
                "option 'http' is given twice, as 'http=0' and 'http=9500': the last one counts");
        assertEquals(
                new HttpBinding.Address("127.0.0.1", 9500), parsed.options().http());
    }

    @Test
    void shouldSayHowToGiveTwoInstallers() {
        ParsedOptions parsed = assertProblems(
                "installer=a(free),installer=b(free)",
                "option 'installer' is given twice, as 'installer=a(free)' and 'installer=b(free)': the last one"
                        + " counts; put several installers into one, separated by ';'");
        assertEquals(List.of("b(free)"), parsed.options().installers());
    }

    @Test
    void shouldSayThatAParenthesisIsNotClosed() {
        ParsedOptions parsed = assertProblems(
                "depth=3,installer=a(malloc,free,http=0",
                "option 'installer=a(malloc,free,http=0' is ignored: its '(' is never closed, so all that follows"
                        + " belongs to it; add the ')'");
        assertEquals(3, parsed.options().depth());
    }

    @Test
    void shouldSayThatTheVariableIsMeant() {
        ParsedOptions parsed =
                OptionsParser.parse(null, Map.of("HEADCOUNT_OPTIONS", "htp=0,depth=x,sites=1,sites=2,a=("));
        assertEquals(
                List.of(
                        "unknown option 'htp=0' in HEADCOUNT_OPTIONS: did you mean 'http'? (java -jar"
                                + " headcount-agent.jar --help lists them)",
                        "option 'sites' is given twice in HEADCOUNT_OPTIONS, as 'sites=1' and 'sites=2': the last one"
                                + " counts",
                        "option 'a=(' in HEADCOUNT_OPTIONS is ignored: its '(' is never closed, so all that follows"
                                + " belongs to it; add the ')'",
                        "option 'depth=x' in HEADCOUNT_OPTIONS is ignored: depth takes a whole number from 1 to 1024;"
                                + " using 64"),
                parsed.problems());
    }

    @Test
    void shouldUseTheValueOfTheVariableInPlaceOfABadOne() {
        ParsedOptions parsed = OptionsParser.parse("depth=ten", Map.of("HEADCOUNT_OPTIONS", "depth=32"));
        assertEquals(
                List.of("option 'depth=ten' is ignored: depth takes a whole number from 1 to 1024; using 32"),
                parsed.problems());
        assertEquals(32, parsed.options().depth());
    }

    @Test
    void shouldSayWhatIsUsedInTheEnd() {
        ParsedOptions parsed = OptionsParser.parse("depth=32", Map.of("HEADCOUNT_OPTIONS", "depth=ten"));
        assertEquals(
                List.of("option 'depth=ten' in HEADCOUNT_OPTIONS is ignored: depth takes a whole number from 1 to 1024;"
                        + " using 32"),
                parsed.problems());
    }

    @Test
    void shouldStayOnOneLineOfModerateLength() {
        assertProblems(
                "depth=1\n2\t", "option 'depth=1?2' is ignored: depth takes a whole number from 1 to 1024; using 64");
        assertProblems(
                "q".repeat(1000),
                "unknown option '" + "q".repeat(120)
                        + "...': java -jar headcount-agent.jar --help lists the known ones");
    }

    private static ParsedOptions assertProblems(String argument, String... problems) {
        ParsedOptions parsed = OptionsParser.parse(argument, Map.of());
        assertEquals(List.of(problems), parsed.problems());
        return parsed;
    }
}
