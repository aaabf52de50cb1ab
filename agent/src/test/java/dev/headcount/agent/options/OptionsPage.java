package dev.headcount.agent.options;

import dev.headcount.allocator.HeaderFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code docs/options.md}, made from the table of options and from what the parser really says. */
final class OptionsPage {

    /** An argument of the agent, and what comes of it. */
    record Example(String argument, String meaning) {}

    static final List<Example> EXAMPLES = List.of(
            new Example(
                    "http=0.0.0.0:9404,report=off",
                    "metrics for other machines, too, but no more than these; and no report at exit"),
            new Example(
                    "http=0.0.0.0:9404,token=/run/secrets/headcount",
                    "all pages for other machines, too, for whoever has the token; the metrics for everybody"),
            new Example(
                    "http=off,report=native-memory.txt,depth=128",
                    "nothing but a report in a file, with long call paths"),
            new Example("stacks=off", "sites by API function only: less work for each call that allocates"),
            new Example("header=size8", "the application's allocator keeps 8 bytes with the size, like `size8` below"),
            new Example(
                    "installer=acme_set_allocator(malloc,realloc,free)",
                    "`acme_set_allocator` installs three functions, in this order"),
            new Example(
                    "installer=acme=acme_config(4, struct(malloc:int, free, realloc:int, size:int, _, _))",
                    "`acme_config` installs the functions of a struct if its first argument is 4; sizes are C's `int`,"
                            + " `_` is a field with no role, and the library is called acme"),
            new Example(
                    "installer=acme_hooks(malloc(size,_,_:int),free(pointer,_,_:int))=1",
                    "the functions get further arguments, of which the last is an `int`; `acme_hooks` answers 1 when it"
                            + " has installed them, not 0"),
            new Example(
                    "allocator=com.acme.CassMemory",
                    "the methods malloc, calloc, realloc, free and aligned_alloc of this class, as far as it has them,"
                            + " are tracked, and counted as CassMemory"),
            new Example(
                    "allocator=cass=com.acme.CassMemory[malloc=allocate,free=release]",
                    "the same for methods of other names, counted as cass"),
            new Example("config=/etc/headcount.properties,report=off", "the file's options, but no report at exit"));

    static final String CONFIG_EXAMPLE = """
        # /etc/headcount.properties
        http = 127.0.0.1:9500
        report = /var/log/app/native-memory.txt
        installer = acme_set_allocator(malloc, realloc, free); \\
                    zeta_hooks(_, malloc, free)
        """;

    private static final String BAD_EXAMPLE = "htp=0,depth=ten,stacks,sites=10,sites=20,installer=acme(malloc,free";

    private OptionsPage() {}

    static String markdown() {
        return """
            # Options

            <!-- Made from the table in Option.java: change that, then run
                 mvn test -pl agent -am -Dheadcount.docs.write=true -->

            Options are given as `key=value`, separated by commas:

            ```
            java -javaagent:headcount-agent.jar=http=0,report=report.txt -jar app.jar
            ```

            None is needed. `java -jar headcount-agent.jar --help` prints this table, too.

            | option | default | what it does | takes |
            | --- | --- | --- | --- |
            %s
            ## Three places to give them

            From the weakest to the strongest:

            1. the environment variable `HEADCOUNT_OPTIONS`, written like the argument of the agent;
            2. the properties file that `config=FILE` names, in the variable or in the argument (the argument's, if both
               name one);
            3. the argument of the agent, behind `-javaagent:headcount-agent.jar=`.

            What a stronger place says of an option replaces what a weaker one said; the other options stay.
            `config=none` and `installer=none` take back what a weaker place named.

            ## How to write them

            - Blanks around keys and values, and empty items, mean nothing.
            - A comma inside parentheses or brackets belongs to the value. A value with another comma, or with a parenthesis that
              is not closed, goes into a config file.
            - Keys and words are lower case. An IPv6 address as HOST stands in brackets: `http=[::1]:9404`.
            - A SIZE is a number of bytes, or a number with `k`, `m` or `g`: powers of 1024.
            - The shell wants quotes around parentheses, semicolons and blanks:
              `java "-javaagent:headcount-agent.jar=installer=a(malloc,free);b(malloc,free)" -jar app.jar`
            - Files are relative to the working directory of the application.

            | argument | means |
            | --- | --- |
            %s
            ## Config file

            A Java properties file in UTF-8, with the keys of the table, one option a line; so a comma is like any other
            character there. A backslash at the end of a line continues it, and any other backslash must be doubled.

            ```properties
            %s```

            A config file cannot name another one.

            ## Header formats

            An allocator that needs the size of a block when it is freed keeps it in front of the block. `header=auto`
            compares the words there with the sizes asked for, over the first blocks, and takes the format that fits. To
            name it helps where the first blocks are too few or too much alike.

            | format | the word at this offset from the block's pointer | holds |
            | --- | --- | --- |
            %s
            ## When an option is wrong

            The application runs on. What cannot be used is one line on standard error, and the value of a weaker place
            or the default is used. `%s` says:

            ```
            %s```
            """.formatted(
                        rows(Stream.of(Option.values()).map(OptionsPage::row)),
                        rows(EXAMPLES.stream().map(OptionsPage::row)),
                        CONFIG_EXAMPLE,
                        rows(HeaderFormat.KNOWN.stream().map(OptionsPage::row)),
                        BAD_EXAMPLE,
                        rows(OptionsParser.parse(BAD_EXAMPLE, Map.of()).problems().stream()));
    }

    private static String row(Option option) {
        return "| %s | %s | %s | %s |"
                .formatted(code(option.usage()), code(option.defaultText()), option.description(), option.takes());
    }

    private static String row(Example example) {
        return "| %s | %s |".formatted(code(example.argument()), example.meaning());
    }

    private static String row(HeaderFormat format) {
        String holds = format.addend() == 0 ? "the bytes asked for" : "the bytes asked for, and " + format.addend();
        return "| %s | %d | %s |".formatted(code(format.name()), format.wordOffset(), holds);
    }

    /** A bar ends the cell of a table, even in code. */
    private static String code(String text) {
        return "`" + text.replace("|", "\\|") + "`";
    }

    private static String rows(Stream<String> rows) {
        return rows.map(row -> row + "\n").collect(Collectors.joining());
    }
}
