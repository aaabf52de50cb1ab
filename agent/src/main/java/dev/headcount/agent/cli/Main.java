package dev.headcount.agent.cli;

import java.io.PrintStream;
import java.util.List;

/** The command line: the first argument is the command, and each command has its line in {@link #run}. */
public final class Main {

    static final int DONE = 0;

    /** For what could not be done. */
    static final int FAILED = 1;

    /** For arguments that mean nothing. */
    static final int MISUSED = 2;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(System.out, System.err, arguments));
    }

    /** Does what the arguments say and returns the exit status of the process. */
    public static int run(PrintStream out, PrintStream err, String... arguments) {
        List<String> words = arguments.length == 0 ? List.of("--help") : List.of(arguments);
        String command = words.getFirst();
        List<String> rest = words.subList(1, words.size());
        return switch (command) {
            case "--help" -> rest.isEmpty() ? print(out, HelpPage.text()) : refuse(err, rest.getFirst());
            case "--version" -> rest.isEmpty() ? print(out, version()) : refuse(err, rest.getFirst());
            case "gates" -> GatesCommand.run(out, err, rest);
            case "attach" -> AttachCommands.attach(out, err, rest);
            case "list" -> AttachCommands.list(out, err, rest);
            case "report" -> ReportCommands.report(out, err, rest);
            case "baseline" -> ReportCommands.baseline(out, err, rest);
            case "diff" -> ReportCommands.diff(out, err, rest);
            case "detach-report" -> AttachCommands.detachReport(out, err, rest);
            default -> refuse(err, command);
        };
    }

    static int print(PrintStream out, String text) {
        out.print(text);
        out.flush();
        return DONE;
    }

    static int refuse(PrintStream err, String argument) {
        err.println("headcount: unknown argument '" + argument + "': java -jar headcount-agent.jar --help lists them");
        return MISUSED;
    }

    private static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return "headcount " + (version == null ? "(no version: not run from its jar)" : version) + "\n";
    }
}
