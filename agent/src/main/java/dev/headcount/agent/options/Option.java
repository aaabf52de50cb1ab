package dev.headcount.agent.options;

import java.util.Optional;

/** The table of options: parser, help page and {@code docs/options.md} know no other. */
public enum Option {
    HTTP(
            "http",
            new HttpSyntax(),
            "127.0.0.1:9404",
            "Where metrics and report are served over HTTP, without HOST only to this machine; PORT 0 is any free port,"
                    + " which is also taken where PORT is busy."),
    TOKEN(
            "token",
            new AnyText("none|FILE", "none or the path of a file with a token"),
            AnyText.NONE,
            "A file whose text is wanted of whoever asks for anything but /metrics; without one, only /metrics is"
                    + " served where HOST can be reached from other machines."),
    REPORT(
            "report",
            new ReportSyntax(),
            "stderr",
            "Where the report goes when the JVM exits: to standard error, into a file, or nowhere."),
    STACKS(
            "stacks",
            new Words("on", "off"),
            "on",
            "Whether a site has the Java call path that allocated, or only the API function of the library."),
    DEPTH("depth", new WholeNumber(1, 1024), "64", "The most frames to keep of a Java call path."),
    HEADER(
            "header",
            new HeaderSyntax(),
            HeaderSyntax.AUTO,
            "Which header the application's own allocator keeps in front of its blocks: auto learns it from the first"
                    + " blocks, none reads no header."),
    INSTALLER(
            "installer",
            new AnyText(
                    "none|SYMBOL(ROLES)[;...]",
                    "none, or installers such as acme_set_allocator(malloc,realloc,free), separated by ';'"),
            AnyText.NONE,
            "Functions that install an allocator into a library that Headcount does not know, with the role of each"
                    + " argument."),
    INSTALL(
            "install",
            new InstallSyntax(),
            InstallSyntax.ALL,
            "Into which of the libraries that it knows Headcount installs its own allocator, where the application sets"
                    + " none."),
    ALLOCATOR(
            "allocator",
            new AllocatorSyntax(),
            AllocatorSyntax.NONE,
            "Classes of the application whose methods are an allocator, to be tracked where they are called: for one"
                    + " that was installed before Headcount came."),
    CATALOG(
            "catalog",
            new AnyText("none|FILE", "none or the path of a catalog"),
            AnyText.NONE,
            "A file that describes further libraries, as docs/catalog.md says."),
    SITES(
            "sites",
            new WholeNumber(1, 1_000_000),
            "16384",
            "The most sites to tell apart; further ones are counted together, as the overflow site of their library."),
    TABLE(
            "table",
            new ByteSize("1m", "1024g"),
            "1g",
            "The most native memory for the table of live blocks, which takes 30 to 38 bytes a block; blocks that find"
                    + " it full are counted as lost."),
    DAMAGE(
            "damage",
            new Words("hold", "pass"),
            "hold",
            "Whether a double free, or the free of a pointer inside a block, is held back or passed on to the"
                    + " allocator; it is reported either way."),
    BLOCKS(
            "blocks",
            new BlocksSyntax(),
            "512k",
            "Which live blocks the report lists one by one: one for each MEAN_BYTES allocated, by chance, or all, or"
                    + " none."),
    IGNORE(
            "ignore",
            new AnyText("none|FILE", "none or the path of a file of expected leaks"),
            AnyText.NONE,
            "A file of leaks that are to be expected, as docs/leak-detection.md says: they are told last, and marked."),
    BASELINE(
            "baseline",
            new BaselineSyntax(),
            BaselineSyntax.OFF,
            "When the baseline is taken by itself that later reports are compared with: once the application has"
                    + " settled, or so many seconds after counting began."),
    DUMP(
            "dump",
            new DumpSyntax(),
            DumpSyntax.OFF,
            "Writes the report into a file, once, when the live memory of all libraries together reaches SIZE, or"
                    + " grows by N percent within a minute; into the directory DIR, or the working directory."),
    JMX(
            "jmx",
            new Words("on", "off"),
            "on",
            "Whether the figures are also an MXBean, registered some seconds after the first library was met, or when a"
                    + " reader in the JVM asks for it."),
    CONFIG(
            "config",
            new AnyText("none|FILE", "none or the path of a properties file"),
            AnyText.NONE,
            "A properties file with more options, one key=value a line.");

    private final String key;
    private final Syntax<?> syntax;
    private final String defaultText;
    private final String description;

    Option(String key, Syntax<?> syntax, String defaultText, String description) {
        this.key = key;
        this.syntax = syntax;
        this.defaultText = defaultText;
        this.description = description;
    }

    static Optional<Option> of(String key) {
        for (Option option : values()) {
            if (option.key.equals(key)) {
                return Optional.of(option);
            }
        }
        return Optional.empty();
    }

    public String key() {
        return key;
    }

    Syntax<?> syntax() {
        return syntax;
    }

    /** How to write it: {@code stacks=on|off}. */
    public String usage() {
        return key + "=" + syntax.form();
    }

    /** Which values it takes, to follow the word "takes": {@code on or off}. */
    public String takes() {
        return syntax.takes();
    }

    /** The value that stands where none is given; like any other, it can be written as one. */
    public String defaultText() {
        return defaultText;
    }

    /** What it does, in one sentence. */
    public String description() {
        return description;
    }
}
