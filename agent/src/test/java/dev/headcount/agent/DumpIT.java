package dev.headcount.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.agent.fork.AcmeUnderAgent;
import dev.headcount.agent.fork.Ended;
import dev.headcount.agent.fork.RunningApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report that is written by itself when live memory comes to a size. */
class DumpIT {

    @TempDir
    private Path directory;

    @Test
    void shouldWriteTheReportOnceWhenLiveMemoryReachesTheSize() throws IOException {
        try (RunningApplication app =
                AcmeUnderAgent.shell().with("dump=1m:" + directory).start()) {
            app.ask("java 8");
            app.ask("alloc a 1999993");
            String said = app.lineOfAgent("live memory has come to");
            assertTrue(
                    said.matches("headcount: live memory has come to 1\\.9 MiB: the report is in " + directory
                            + "/headcount-" + app.pid() + "-\\d{8}-\\d{6}" + Dump.FORMAT.suffix()),
                    said);
            app.ask("alloc b 1999993");
            app.awaitLooks(3);
            Ended ended = app.end();

            assertEquals(0, ended.status(), ended.toString());
            List<Path> files = files();
            assertEquals(1, files.size(), files.toString());
            assertTrue(said.endsWith(files.getFirst().toString()), said);
            assertTrue(Files.readString(files.getFirst()).contains("1,999,993"), files.toString());
        }
    }

    @Test
    void shouldSayInOneLineWhyItCannot() {
        Path missing = directory.resolve("none");
        try (RunningApplication app =
                AcmeUnderAgent.shell().with("dump=1m:" + missing).start()) {
            app.ask("java 8");
            app.ask("alloc a 1999993");
            String said = app.lineOfAgent("live memory has come to");
            app.ask("free a");
            app.awaitLooks(3);
            Ended ended = app.end();

            assertEquals(0, ended.status(), ended.toString());
            assertTrue(
                    said.startsWith("headcount: live memory has come to 1.9 MiB: the report cannot be written into "
                            + missing + ", which dump= names: java.nio.file.NoSuchFileException"),
                    said);
            assertEquals(List.of(), ended.errOfOthers(), ended.toString());
            assertEquals(2, ended.errOfAgent().size(), ended.toString());
        }
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(directory)) {
            return files.toList();
        }
    }
}
