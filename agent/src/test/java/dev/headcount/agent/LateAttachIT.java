package dev.headcount.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.tools.attach.VirtualMachine;
import dev.headcount.agent.fork.AcmeUnderAgent;
import dev.headcount.agent.fork.Ended;
import dev.headcount.agent.fork.Figures;
import dev.headcount.agent.fork.ForkedApplication;
import dev.headcount.agent.fork.Json;
import dev.headcount.agent.fork.RunningApplication;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The agent in a JVM that runs already: it tracks the allocators that are installed from then on. */
class LateAttachIT {

    @Test
    void shouldTrackAnAllocatorThatIsInstalledAfterIt() throws Exception {
        try (RunningApplication app = AcmeUnderAgent.shell()
                .withoutAgent()
                .jvm("-XX:+EnableDynamicAgentLoading") // otherwise the JDK warns of what we do
                .start()) {
            app.ask("java 0");
            app.ask("alloc early 61");
            attach(app);
            app.ask("again");
            app.ask("alloc late 127");
            app.ask("free early");

            assertEquals(
                    "liveBlocks=1 liveBytes=127 allocations=2 frees=1 reallocations=0",
                    app.ask("truth"),
                    "the application got its early block back");
            Figures figures = app.figures();
            Json acme = figures.library("acme");
            assertEquals(
                    Map.of("liveBlocks", 1L, "liveBytes", 127L, "allocations", 1L, "frees", 0L, "foreignFrees", 1L),
                    acme.numbers(Set.of("liveBlocks", "liveBytes", "allocations", "frees", "foreignFrees")));
            Json site = figures.sites().getFirst();
            assertEquals(null, site.text("function"), "its handle was linked before");
            assertEquals(
                    1,
                    site.texts("stack").stream()
                            .filter(frame -> frame.contains("AcmeShell.main"))
                            .count());

            Ended ended = app.end();
            assertEquals(0, ended.status());
            assertEquals(1, ended.err().size(), ended.toString());
        }
    }

    private static void attach(RunningApplication app) throws Exception {
        VirtualMachine jvm = VirtualMachine.attach(Long.toString(app.pid()));
        try {
            jvm.loadAgent(ForkedApplication.agentJar().toString(), "http=0,report=off," + AcmeUnderAgent.INSTALLERS);
        } finally {
            jvm.detach();
        }
    }
}
