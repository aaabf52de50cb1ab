package dev.headcount.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.agent.apps.libraries.Errand;
import dev.headcount.agent.fork.AcmeUnderAgent;
import dev.headcount.agent.fork.Ended;
import dev.headcount.agent.fork.ForkedApplication;
import dev.headcount.agent.fork.Json;
import dev.headcount.agent.fork.NativeCode;
import dev.headcount.agent.fork.Required;
import dev.headcount.agent.fork.RunningApplication;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where the system lets no memory be made executable, as under SELinux or a system call filter. */
class RefusedGatesIT {

    private static final String LINE =
            "headcount: no gates: this processor is not known, or the system lets no memory be executed; so only"
                + " libraries are tracked whose application sets an allocator, they call Java directly, and one that"
                + " still does at the end of the process may abort it";

    private static final String NOEXEC = NativeCode.noexec().toString();

    @Test
    void shouldTrackAnAllocatorOfTheApplicationsWithoutThem() {
        try (RunningApplication app = AcmeUnderAgent.shell().by(NOEXEC).start()) {
            app.ask("java 8");
            app.ask("alloc block 61");
            Json acme = app.figures().library("acme");
            assertEquals(1, acme.number("liveBlocks"));
            assertEquals(61, acme.number("liveBytes"));
            app.ask("free block");
            assertEquals(0, app.figures().library("acme").number("liveBlocks"));
            assertTrue(app.page("metrics").lines().toList().contains("headcount_gate_enabled 0.0"));
            assertOneLineMore(app.end());
        }
    }

    @Test
    void shouldLeaveLibrariesWithoutOneAlone() {
        Required.library(Errand.SQLITE3.soname(), "libsqlite3-0");
        Ended ended = ForkedApplication.of(Errand.class, Errand.SQLITE3.name())
                .by(NOEXEC)
                .run();
        assertEquals(List.of("done"), ended.out());
        assertOneLineMore(ended);
    }

    private static void assertOneLineMore(Ended ended) {
        assertEquals(0, ended.status(), ended::toString);
        assertEquals(2, ended.errOfAgent().size(), ended::toString);
        assertEquals(LINE, ended.errOfAgent().getLast());
        assertEquals(List.of(), ended.errOfOthers());
    }
}
