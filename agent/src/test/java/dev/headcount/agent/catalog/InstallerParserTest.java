package dev.headcount.agent.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.headcount.agent.catalog.Argument.Any;
import dev.headcount.agent.catalog.Argument.Constant;
import dev.headcount.agent.catalog.Argument.Function;
import dev.headcount.agent.catalog.Argument.Struct;
import dev.headcount.gate.FunctionShape;
import dev.headcount.gate.FunctionShape.Parameter;
import dev.headcount.gate.Role;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class InstallerParserTest {

    @Test
    void shouldReadFunctionsInTheirOrder() {
        assertEquals(
                new Installer(
                        "",
                        "acme_set_allocator",
                        List.of(standard(Role.MALLOC), standard(Role.REALLOC), standard(Role.FREE)),
                        OptionalLong.empty()),
                InstallerParser.parse("acme_set_allocator(malloc,realloc,free)"));
    }

    @Test
    void shouldReadTheNameOfTheLibrary() {
        assertEquals(
                new Installer("acme", "acme_hook", List.of(standard(Role.MALLOC)), OptionalLong.empty()),
                InstallerParser.parse("acme=acme_hook(malloc)"));
    }

    @Test
    void shouldReadConstantsStructsIntSizesAndWhatDoesNotMatter() {
        Struct struct = new Struct(List.of(ints(Role.MALLOC), standard(Role.FREE), ints(Role.REALLOC), new Any(0)));
        assertEquals(
                new Installer(
                        "acme", "acme_config", List.of(new Constant(4), struct, new Any(0)), OptionalLong.empty()),
                InstallerParser.parse("acme=acme_config(4,struct(malloc:int,free,realloc:int,_),_)"));
    }

    @Test
    void shouldReadConstantsInHexadecimal() {
        assertEquals(
                List.of(new Constant(16), standard(Role.MALLOC)),
                InstallerParser.parse("acme_config(0x10, malloc)").arguments());
    }

    /** As libgit2's are. */
    @Test
    void shouldReadArraysAndPartsOfStrings() {
        assertEquals(
                List.of(
                        function(Role.MALLOC, Parameter.COUNT, Parameter.SIZE),
                        function(Role.REALLOC, Parameter.POINTER, Parameter.COUNT, Parameter.SIZE),
                        function(Role.STRDUP, Parameter.POINTER, Parameter.LIMIT),
                        function(Role.STRDUP, Parameter.POINTER, Parameter.SIZE)),
                InstallerParser.parse("acme_hook(malloc(count, size), realloc(pointer, count, size),"
                                + " strdup(pointer, limit), strdup(pointer, size))")
                        .arguments());
    }

    /** OpenSSL's functions get a file and a line, and its answer is 1. */
    @Test
    void shouldReadFurtherArgumentsAndTheAnswer() {
        assertEquals(
                new Installer(
                        "",
                        "CRYPTO_set_mem_functions",
                        List.of(
                                function(Role.MALLOC, Parameter.SIZE, Parameter.OTHER, Parameter.OTHER_INT),
                                function(
                                        Role.REALLOC,
                                        Parameter.POINTER,
                                        Parameter.SIZE,
                                        Parameter.OTHER,
                                        Parameter.OTHER_INT),
                                function(Role.FREE, Parameter.POINTER, Parameter.OTHER, Parameter.OTHER_INT)),
                        OptionalLong.of(1)),
                InstallerParser.parse("CRYPTO_set_mem_functions"
                        + "(malloc(size, _, _:int), realloc(pointer, size, _, _:int), free(pointer, _, _:int)) = 1"));
    }

    @Test
    void shouldReadArgumentsInTheirOwnOrder() {
        assertEquals(
                List.of(
                        function(Role.CALLOC, Parameter.OTHER, Parameter.COUNT, Parameter.INT_SIZE),
                        function(Role.ALIGNED_ALLOC, Parameter.SIZE, Parameter.OTHER)),
                InstallerParser.parse("acme(calloc(_, count, size:int), aligned_alloc(size, _))")
                        .arguments());
    }

    @Test
    void shouldNotMindBlanks() {
        assertEquals(
                InstallerParser.parse("acme=acme_config(4,struct(malloc:int,_))"),
                InstallerParser.parse("  acme = acme_config ( 4 , struct ( malloc : int , _ ) ) "));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void shouldKnowEveryRole(Role role) {
        String name = role.name().toLowerCase(Locale.ROOT);
        assertEquals(
                List.of(standard(role)),
                InstallerParser.parse("acme(" + name + ")").arguments());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        ""                  | : expected the installer's name but found the end
        acme                | : expected '(' but found the end
        acme=               | : expected the installer's name but found the end
        acme()              | : expected a role, struct(…), a number or _ but found ')'
        acme(malloc,)       | : expected a role, struct(…), a number or _ but found ')'
        acme(malloc         | : expected ')' but found the end
        acme(malloc free)   | : expected ')' but found 'free)'
        acme(malloc) free   | : expected nothing more but found 'free'
        acme(malloc:long)   | : expected int but found 'long)'
        acme(4x, malloc)    | : expected a number but found '4x, malloc)'
        acme(malloc)=       | : expected a number but found the end
        acme(malloc)=one    | : expected a number but found 'one'
        acme(malloc(line))  | : expected size, count, limit, pointer or _ but found 'line))'
        acme(malloc(_))     | : expected what every malloc gets but found '_))'
        acme(calloc(size))  | : expected what every calloc gets but found 'size))'
        acme(free(size, _)) | : expected what every free gets but found 'size, _))'
        acme(struct malloc) | : expected '(' but found 'malloc)'
        acme(_, 4)          | " names no function such as malloc or free"
        acme(struct(_, 4))  | " names no function such as malloc or free"
        acme(maloc, free)   | : expected one of malloc, calloc, realloc, free, aligned_alloc, strdup, size \
        but found 'maloc, free)'
        """)
    void shouldQuoteTheTextAndSayWhatIsWrongWhere(String text, String problem) {
        IllegalArgumentException thrown =
                assertThrows(IllegalArgumentException.class, () -> InstallerParser.parse(text));
        assertEquals("'" + text + "'" + problem, thrown.getMessage());
    }

    private static Function standard(Role role) {
        return new Function(FunctionShape.standard(role));
    }

    private static Function function(Role role, Parameter... parameters) {
        return new Function(new FunctionShape(role, List.of(parameters)));
    }

    private static Function ints(Role role) {
        return new Function(FunctionShape.withIntSizes(role));
    }
}
