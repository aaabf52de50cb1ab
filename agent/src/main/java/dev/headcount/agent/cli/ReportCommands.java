package dev.headcount.agent.cli;

import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.report.GrowthReport;
import dev.headcount.report.JsonReportReader;
import dev.headcount.report.ReportFormat;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The commands that make reports of JVMs that run, and of files of theirs: {@code report}, {@code baseline}, {@code diff}. */
final class ReportCommands {

    private ReportCommands() {}

    /** {@code report PID}: prints the report, in any format. */
    static int report(PrintStream out, PrintStream err, List<String> arguments) {
        return AttachCommands.run(err, () -> {
            ReportArguments given = ReportArguments.parse(arguments);
            String pid = given.words(1, "report takes the number of a process: report PID")
                    .getFirst();
            given.write(
                    out,
                    isTerminal(),
                    stream -> RemoteReport.write(pid, given.format(), given.sinceBaseline(), stream));
        });
    }

    /** {@code baseline PID}: later reports can say what changed since this moment. */
    static int baseline(PrintStream out, PrintStream err, List<String> arguments) {
        if (arguments.size() != 1) {
            return AttachCommands.misused(err, "baseline takes the number of a process: baseline PID");
        }
        String pid = arguments.getFirst();
        return AttachCommands.run(
                err,
                () -> out.println("headcount: baseline of process " + pid + " taken at "
                        + RemoteReport.takeBaseline(pid).truncatedTo(ChronoUnit.SECONDS)
                        + "; java -jar headcount-agent.jar report " + pid
                        + " --since=baseline shows what changed"));
    }

    /** {@code diff EARLIER LATER}: what changed from one report to another, of files or of JVMs that run. */
    static int diff(PrintStream out, PrintStream err, List<String> arguments) {
        return AttachCommands.run(err, () -> {
            ReportArguments given = ReportArguments.parse(arguments);
            List<String> words = given.earlierAndLater(
                    "diff takes two reports, each the number of a process or a file: diff EARLIER LATER");
            LedgerSnapshot earlier = snapshot(words.getFirst());
            LedgerSnapshot later = snapshot(words.getLast());
            GrowthReport growth = GrowthReport.between(earlier, later);
            given.write(out, isTerminal(), stream -> given.format().write(growth, stream));
        });
    }

    /** A word of digits is a process; a file of such a name is {@code ./12345}. */
    private static LedgerSnapshot snapshot(String word) throws Refused, IOException {
        if (!word.isEmpty() && word.chars().allMatch(Character::isDigit)) {
            ByteArrayOutputStream report = new ByteArrayOutputStream();
            RemoteReport.write(word, ReportFormat.JSON, false, report);
            return JsonReportReader.read(new ByteArrayInputStream(report.toByteArray()));
        }
        try (InputStream file = new BufferedInputStream(Files.newInputStream(Path.of(word)))) {
            return JsonReportReader.read(file);
        } catch (NoSuchFileException e) {
            throw new Refused(
                    "there is no file " + word + ": diff takes reports written by report PID --format=json", e);
        } catch (IOException e) {
            throw new Refused(
                    "cannot compare with " + word + ": " + e.getMessage()
                            + "; diff takes reports written by report PID --format=json",
                    e);
        }
    }

    /** Without a terminal JDK 25 has no console, JDK 22 to 24 one that says so. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }
}
