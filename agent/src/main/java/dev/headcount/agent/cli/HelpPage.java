package dev.headcount.agent.cli;

import dev.headcount.agent.options.Option;
import dev.headcount.agent.options.OptionsParser;
import dev.headcount.report.ReportFormat;
import java.util.List;
import java.util.Locale;

/** What {@code --help} prints: {@value #WIDTH} columns, the options in two columns. */
final class HelpPage {

    static final int WIDTH = 100;

    private static final int INDENT = 2;

    private final StringBuilder page = new StringBuilder();

    private HelpPage() {}

    static String text() {
        HelpPage help = new HelpPage();
        help.what();
        help.options();
        help.sources();
        help.endpoints();
        return help.page.toString();
    }

    private void what() {
        paragraph("Headcount counts the native memory that C libraries take through their allocator hooks, inside a"
                + " running JVM: every live block, its size, and who allocated it. The application is not changed.");
        line("");
        line("Usage:");
        row("java -javaagent:headcount-agent.jar[=OPTIONS] -jar app.jar", "", 0);
        row("java -jar headcount-agent.jar --help | --version", "", 0);
        row("java -jar headcount-agent.jar gates [--arch x86_64|aarch64]", "", 0);
        line("");
        line("For a JVM that runs already: java -jar headcount-agent.jar");
        int left = "attach PID [OPTIONS]".length();
        row("attach PID [OPTIONS]", "Start counting in the process with this number.", left);
        row("list", "The JVMs of this machine, and where the pages of those with Headcount are.", left);
        row("report PID", "Print the report, whether there are pages or not.", left);
        row("baseline PID", "Make this moment the one to compare with.", left);
        row(
                "diff EARLIER LATER",
                "Print what changed from one report to another: numbers of processes, or files.",
                left);
        row(
                "detach-report PID",
                "Print the last report, and end the pages, the report at exit and the search for libraries; blocks"
                        + " that are counted stay so.",
                left);
        line("");
        line("Behind report and diff:");
        row("--format=FORMAT", formats(), left);
        row("--since=baseline", "What changed since the baseline (report).", left);
        row("--output=FILE", "Where to write it, instead of to standard output.", left);
        line("");
    }

    private static String formats() {
        List<String> keys = ReportFormat.keys();
        return String.join(", ", keys.subList(0, keys.size() - 1)) + " or " + keys.getLast()
                + ", as docs/formats.md says; diff reads json.";
    }

    private void options() {
        line("OPTIONS, separated by commas (a comma inside parentheses belongs to its option):");
        int left = 0;
        for (Option option : Option.values()) {
            left = Math.max(left, option.usage().length());
        }
        for (Option option : Option.values()) {
            row(option.usage(), option.description(), left);
            row("", "Default: " + option.defaultText() + takes(option), left);
        }
        line("");
    }

    /** Which values: unsaid where the usage is nothing but words, {@code stacks=on|off}, as then it says it all. */
    private static String takes(Option option) {
        boolean placeholders = !option.usage().equals(option.usage().toLowerCase(Locale.ROOT));
        return placeholders ? "; takes " + option.takes() : "";
    }

    private void sources() {
        paragraph("Options are also read from the environment variable " + OptionsParser.VARIABLE
                + ", written the same way, and from the properties file that config=FILE names. The agent's own"
                + " OPTIONS win over the file, and the file over the variable. What cannot be used is one line on"
                + " standard error, and the application runs on.");
        line("");
    }

    private void endpoints() {
        line("Pages, at the address of the option http:");
        int left = "/report.json".length();
        row("/", "The live page, for browsers: what is wrong, since when, and the line of code.", left);
        row("/metrics", "The meters, as Prometheus reads them.", left);
        row(
                "/report",
                "What is live now, by library and site; ?format= as above, ?since=baseline for what changed.",
                left);
        row("/report.json", "The same as /report?format=json.", left);
        row("/baseline", "POST makes this moment the one to compare with.", left);
    }

    /** Two columns: {@code text}, wrapped, to the right of {@code name}, which has {@code left} columns. */
    private void row(String name, String text, int left) {
        String gap = " ".repeat(INDENT);
        List<String> lines = Paragraph.lines(text, WIDTH - INDENT - left - INDENT);
        line(gap + name + " ".repeat(Math.max(0, left - name.length())) + gap + lines.getFirst());
        for (String more : lines.subList(1, lines.size())) {
            line(gap + " ".repeat(left) + gap + more);
        }
    }

    private void paragraph(String text) {
        Paragraph.lines(text, WIDTH).forEach(this::line);
    }

    private void line(String text) {
        page.append(text.stripTrailing()).append('\n');
    }
}
