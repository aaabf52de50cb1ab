package dev.headcount.agent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Why a process cannot be attached to. */
class OtherJvmTest {

    private final IOException refused = new IOException("no such file");

    @Test
    void shouldSayThatAProcessHasEndedMeanwhile() throws Exception {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        assertEquals(
                "process " + process.pid() + " has just ended (no such file)",
                OtherJvm.whyNot(process.toHandle(), refused));
    }

    @Test
    void shouldSayThatAProcessOfThisUserIsNoJvm() throws Exception {
        Process process = new ProcessBuilder("sleep", "60").start();
        try {
            String why = OtherJvm.whyNot(process.toHandle(), refused);
            assertTrue(why.startsWith("process " + process.pid() + " cannot be attached to: it is no JVM"), why);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
