package dev.headcount.agent;

import dev.headcount.agent.http.Observed;
import dev.headcount.ledger.LibrarySnapshot;
import dev.headcount.report.Report;
import dev.headcount.report.ReportFormat;
import dev.headcount.report.Units;
import dev.headcount.watch.LiveTrigger;
import dev.headcount.watch.Look;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Writes the report into a new file, once, when live memory pulls the trigger. On the watch's thread: whatever becomes of it,
 * the application does not wait.
 */
final class Dump implements Consumer<Look> {

    /** Opens without a tool, and has everything in it. */
    static final ReportFormat FORMAT = ReportFormat.HTML;

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int TRIES = 100;

    private final LiveTrigger trigger;
    private final Path directory;
    private final Observed observed;
    private final Consumer<String> console;
    private boolean done;

    Dump(LiveTrigger trigger, Path directory, Observed observed, Consumer<String> console) {
        this.trigger = trigger;
        this.directory = directory.toAbsolutePath().normalize();
        this.observed = observed;
        this.console = console;
    }

    @Override
    public void accept(Look look) {
        long live = look.snapshot().libraries().stream()
                .mapToLong(LibrarySnapshot::liveBytes)
                .sum();
        if (!done && trigger.isPulled(look.snapshot().uptimeSeconds(), live)) {
            done = true;
            console.accept("live memory has come to " + Units.bytes(live) + ": " + written());
        }
    }

    /** Where the report is, or why it is not. */
    private String written() {
        Report report = observed.report();
        String name = "headcount-" + ProcessHandle.current().pid() + "-"
                + MOMENT.format(report.snapshot().takenAt());
        try {
            return "the report is in " + write(report, name);
        } catch (IOException | RuntimeException e) {
            return "the report cannot be written into " + directory + ", which dump= names: " + e;
        }
    }

    /** Nothing is ever overwritten. */
    private Path write(Report report, String name) throws IOException {
        for (int number = 1; ; number++) {
            Path file = directory.resolve(name + (number == 1 ? "" : "-" + number) + FORMAT.suffix());
            try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
                FORMAT.write(report, out);
                return file;
            } catch (FileAlreadyExistsException e) {
                if (number == TRIES) {
                    throw e;
                }
            } catch (IOException | RuntimeException | Error e) {
                Files.deleteIfExists(file); // half a report would be taken for one
                throw e;
            }
        }
    }
}
