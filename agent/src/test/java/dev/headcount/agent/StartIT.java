package dev.headcount.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.agent.apps.AtExit;
import dev.headcount.agent.fork.AcmeUnderAgent;
import dev.headcount.agent.fork.Ended;
import dev.headcount.agent.fork.ForkedApplication;
import dev.headcount.agent.fork.Json;
import dev.headcount.agent.fork.RunningApplication;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Unusual ways to start: whatever happens, the application runs, and what is not as it should be is one line. */
class StartIT {

    /** For instance on the command line and in {@code JAVA_TOOL_OPTIONS}. */
    @Test
    void shouldStartOnceWhereItIsGivenTwice() {
        String again = "-javaagent:" + ForkedApplication.agentJar() + "=http=0,report=off";
        try (RunningApplication app = AcmeUnderAgent.shell().jvm(again).start()) {
            app.ask("java 8");
            app.ask("alloc a 61");
            app.ask("alloc b 127");
            app.ask("free a");

            Map<String, Long> truth = RunningApplication.truth(app.ask("truth"));
            Json acme = app.figures().library("acme");
            assertEquals(truth, acme.numbers(truth.keySet()));
            Ended ended = app.end();
            assertEquals(0, ended.status());
            assertEquals(2, ended.err().size(), ended.toString());
            assertTrue(ended.err().getLast().startsWith("headcount: "), ended.toString());
        }
    }

    /** As in a run-time image that was made without it. */
    @Test
    void shouldRunWithoutTheModuleOfTheHttpServer() {
        Ended ended = AcmeUnderAgent.of(AtExit.class, "exit")
                .withOnly("http=0,report=off")
                .jvm("--limit-modules", "java.base,java.instrument")
                .run();

        assertEquals(61, ended.status());
        assertEquals(List.of("hook ran"), ended.out());
        assertEquals(2, ended.err().size(), ended.toString());
        assertEquals(
                "headcount: cannot listen: this JVM needs the option --add-modules jdk.httpserver",
                ended.err().getFirst());
        assertTrue(ended.err().getLast().endsWith("; no page, no report at exit"), ended.toString());
    }
}
