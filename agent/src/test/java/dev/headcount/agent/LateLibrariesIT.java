package dev.headcount.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.agent.apps.libraries.Errand;
import dev.headcount.agent.apps.libraries.ErrandsAsTold;
import dev.headcount.agent.fork.AgentCommand;
import dev.headcount.agent.fork.Ended;
import dev.headcount.agent.fork.Figures;
import dev.headcount.agent.fork.ForkedApplication;
import dev.headcount.agent.fork.Json;
import dev.headcount.agent.fork.ReportText;
import dev.headcount.agent.fork.Required;
import dev.headcount.agent.fork.RunningApplication;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Libraries in a JVM that the agent came to late: those met from then on, and those that were in use before. */
class LateLibrariesIT {

    private static final Set<String> COUNTS =
            Set.of("liveBlocks", "allocations", "frees", "reallocations", "foreignFrees");

    @BeforeEach
    void requireLibraries() {
        Required.library(Errand.SQLITE3.soname(), "libsqlite3-0");
        Required.library(Errand.XML2.soname(), "libxml2");
    }

    @Test
    void shouldCoverALibraryThatIsMetLaterAsIfItHadBeenThereFromTheStart() {
        try (RunningApplication late = errands().withoutAgent().start();
                RunningApplication early = errands().start()) {
            late.ask("XML2"); // the linker is loaded, and has made handles of the same types
            AgentCommand.attach(late, "http=0,report=off");
            late.ask("SQLITE3");
            early.ask("SQLITE3");

            Json sqlite = late.figures().library("sqlite3");
            assertEquals(counts(early), sqlite.numbers(COUNTS));
            assertEquals(0, sqlite.number("liveBlocks"));
            assertEquals(
                    early.figures().sitesOf("sqlite3_exec").size(),
                    late.figures().sitesOf("sqlite3_exec").size());
        }
    }

    @Test
    void shouldLeaveALibraryAloneThatMayHaveAnAllocatorOfTheApplications() {
        try (RunningApplication app = errands().withoutAgent().start()) {
            app.ask("XML2");
            AgentCommand.attach(app, "http=0,report=off");
            app.ask("XML2"); // links all its functions anew

            Figures figures = app.figures();
            assertEquals(List.of(), figures.libraries());
            List<String> notes = figures.notes();
            assertTrue(
                    notes.getFirst()
                            .matches(".* Loaded already, and left with the allocator they had:.*xml2"
                                    + " \\(/.*libxml2.*\\).*"),
                    notes.toString());
            assertTrue(notes.get(1).startsWith("xml2 (/"), notes.toString());
            assertTrue(notes.get(1).contains("keeps the allocator it has"), notes.toString());
            Ended ended = app.end();
            assertEquals(0, ended.status(), ended.toString());
            assertEquals(1, ended.errOfAgent().size(), ended.toString());
        }
    }

    @Test
    void shouldMeetNoFurtherLibraryOnceItIsDetached() {
        try (RunningApplication app = errands().start()) {
            app.ask("XML2");
            Map<String, Long> before = app.figures().library("xml2").numbers(COUNTS);
            AgentCommand.run("detach-report", Long.toString(app.pid()));
            app.ask("XML2");
            app.ask("SQLITE3");

            assertTrue(before.get("allocations") > 0, before.toString());
            ReportText report = ReportText.in(
                    AgentCommand.run("report", Long.toString(app.pid())).out());
            long further =
                    Long.parseLong(report.library("xml2").get("allocations").replace(",", ""));
            assertTrue(further > before.get("allocations"), "what is tracked stays so: " + further);
            assertThrows(AssertionError.class, () -> report.library("sqlite3"));
            Ended ended = app.end();
            assertEquals(0, ended.status(), ended.toString());
        }
    }

    private static Map<String, Long> counts(RunningApplication app) {
        return app.figures().library("sqlite3").numbers(COUNTS);
    }

    private static ForkedApplication errands() {
        return ForkedApplication.of(ErrandsAsTold.class);
    }
}
