package dev.headcount.agent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.agent.options.Option;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HelpPageTest {

    private static final String GOLDEN = """
        Headcount counts the native memory that C libraries take through their allocator hooks, inside a
        running JVM: every live block, its size, and who allocated it. The application is not changed.

        Usage:
          java -javaagent:headcount-agent.jar[=OPTIONS] -jar app.jar
          java -jar headcount-agent.jar --help | --version
          java -jar headcount-agent.jar gates [--arch x86_64|aarch64]

        For a JVM that runs already: java -jar headcount-agent.jar
          attach PID [OPTIONS]  Start counting in the process with this number.
          list                  The JVMs of this machine, and where the pages of those with Headcount are.
          report PID            Print the report, whether there are pages or not.
          baseline PID          Make this moment the one to compare with.
          diff EARLIER LATER    Print what changed from one report to another: numbers of processes, or
                                files.
          detach-report PID     Print the last report, and end the pages, the report at exit and the search
                                for libraries; blocks that are counted stay so.

        Behind report and diff:
          --format=FORMAT       text, json, pprof, collapsed or html, as docs/formats.md says; diff reads
                                json.
          --since=baseline      What changed since the baseline (report).
          --output=FILE         Where to write it, instead of to standard output.

        OPTIONS, separated by commas (a comma inside parentheses belongs to its option):
          http=[HOST:]PORT|off                Where metrics and report are served over HTTP, without HOST
                                              only to this machine; PORT 0 is any free port, which is also
                                              taken where PORT is busy.
                                              Default: 127.0.0.1:9404; takes off, or [HOST:]PORT with a PORT
                                              from 0 to 65535
          token=none|FILE                     A file whose text is wanted of whoever asks for anything but
                                              /metrics; without one, only /metrics is served where HOST can
                                              be reached from other machines.
                                              Default: none; takes none or the path of a file with a token
          report=stderr|FILE|off              Where the report goes when the JVM exits: to standard error,
                                              into a file, or nowhere.
                                              Default: stderr; takes stderr, the path of a file, or off
          stacks=on|off                       Whether a site has the Java call path that allocated, or only
                                              the API function of the library.
                                              Default: on
          depth=N                             The most frames to keep of a Java call path.
                                              Default: 64; takes a whole number from 1 to 1024
          header=auto|none|FORMAT             Which header the application's own allocator keeps in front of
                                              its blocks: auto learns it from the first blocks, none reads
                                              no header.
                                              Default: auto; takes auto, none, size8, payload8, size16at8,
                                              size16, payload16 or size8at16
          installer=none|SYMBOL(ROLES)[;...]  Functions that install an allocator into a library that
                                              Headcount does not know, with the role of each argument.
                                              Default: none; takes none, or installers such as
                                              acme_set_allocator(malloc,realloc,free), separated by ';'
          install=all|off|[-]LIBRARY[;...]    Into which of the libraries that it knows Headcount installs
                                              its own allocator, where the application sets none.
                                              Default: all; takes all, off, the short names of libraries, or
                                              each with a minus in front for all but these, separated by ';'
          allocator=none|CLASS[ROLES][;...]   Classes of the application whose methods are an allocator, to
                                              be tracked where they are called: for one that was installed
                                              before Headcount came.
                                              Default: none; takes none, or classes such as
                                              com.acme.CassMemory or
                                              com.acme.CassMemory[malloc=allocate,free=release], separated
                                              by ';'
          catalog=none|FILE                   A file that describes further libraries, as docs/catalog.md
                                              says.
                                              Default: none; takes none or the path of a catalog
          sites=N                             The most sites to tell apart; further ones are counted
                                              together, as the overflow site of their library.
                                              Default: 16384; takes a whole number from 1 to 1000000
          table=SIZE                          The most native memory for the table of live blocks, which
                                              takes 30 to 38 bytes a block; blocks that find it full are
                                              counted as lost.
                                              Default: 1g; takes a size from 1m to 1024g (64m, 2g, or plain
                                              bytes)
          damage=hold|pass                    Whether a double free, or the free of a pointer inside a
                                              block, is held back or passed on to the allocator; it is
                                              reported either way.
                                              Default: hold
          blocks=MEAN_BYTES|all|off           Which live blocks the report lists one by one: one for each
                                              MEAN_BYTES allocated, by chance, or all, or none.
                                              Default: 512k; takes all, off or a size from 1 to 1024g (64m,
                                              2g, or plain bytes)
          ignore=none|FILE                    A file of leaks that are to be expected, as
                                              docs/leak-detection.md says: they are told last, and marked.
                                              Default: none; takes none or the path of a file of expected
                                              leaks
          baseline=off|steady|SECONDS         When the baseline is taken by itself that later reports are
                                              compared with: once the application has settled, or so many
                                              seconds after counting began.
                                              Default: off; takes off, steady or a whole number from 1 to
                                              604800
          dump=off|SIZE[:DIR]|N%/min[:DIR]    Writes the report into a file, once, when the live memory of
                                              all libraries together reaches SIZE, or grows by N percent
                                              within a minute; into the directory DIR, or the working
                                              directory.
                                              Default: off; takes off, a size from 1 to 1024g (64m, 2g, or
                                              plain bytes), or a growth such as 20%/min, each with a
                                              directory behind a ':' or without
          jmx=on|off                          Whether the figures are also an MXBean, registered some
                                              seconds after the first library was met, or when a reader in
                                              the JVM asks for it.
                                              Default: on
          config=none|FILE                    A properties file with more options, one key=value a line.
                                              Default: none; takes none or the path of a properties file

        Options are also read from the environment variable HEADCOUNT_OPTIONS, written the same way, and
        from the properties file that config=FILE names. The agent's own OPTIONS win over the file, and the
        file over the variable. What cannot be used is one line on standard error, and the application runs
        on.

        Pages, at the address of the option http:
          /             The live page, for browsers: what is wrong, since when, and the line of code.
          /metrics      The meters, as Prometheus reads them.
          /report       What is live now, by library and site; ?format= as above, ?since=baseline for what
                        changed.
          /report.json  The same as /report?format=json.
          /baseline     POST makes this moment the one to compare with.
        """;

    @Test
    void shouldReadLikeThis() {
        assertEquals(GOLDEN, HelpPage.text());
    }

    @Test
    void shouldFitItsWidth() {
        HelpPage.text().lines().forEach(line -> assertTrue(line.length() <= HelpPage.WIDTH, line));
    }

    @ParameterizedTest
    @EnumSource
    void shouldShowEveryOption(Option option) {
        assertTrue(HelpPage.text().contains("\n  " + option.usage() + " "));
    }
}
