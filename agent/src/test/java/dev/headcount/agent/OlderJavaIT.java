package dev.headcount.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.headcount.agent.fork.AgentCommand;
import dev.headcount.agent.fork.Ended;
import dev.headcount.agent.fork.ForkedApplication;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A JVM that is too old runs its application all the same: Maven's own, where that is one. */
class OlderJavaIT {

    private static final Path OLDER = Path.of(System.getProperty("headcount.maven.java"));

    private String java;

    @BeforeEach
    void findAnOlderJava() throws IOException {
        Properties release = new Properties();
        try (InputStream file = Files.newInputStream(OLDER.resolve("release"))) {
            release.load(file);
        }
        String version = release.getProperty("JAVA_VERSION").replace("\"", "");
        int feature = Runtime.Version.parse(version).feature();
        assumeTrue(feature >= 11 && feature < 25, "Maven runs on Java " + feature + ", which is none of those meant");
        java = "it needs Java 25 or newer, and this is Java " + feature + " in " + OLDER;
    }

    @Test
    void shouldSayThatItIsTooOldAndGoOn() {
        Ended ended = AgentCommand.java(OLDER, List.of("-javaagent:" + ForkedApplication.agentJar(), "-version"));

        assertEquals(0, ended.status());
        assertEquals(
                "headcount: not started, the application runs without it: " + java,
                ended.err().getFirst());
        assertTrue(ended.err().size() > 1, "and the version: " + ended);
    }

    @Test
    void shouldSayWhichJavaACommandNeeds() {
        Ended ended = AgentCommand.java(
                OLDER, List.of("-jar", ForkedApplication.agentJar().toString(), "list"));

        assertEquals(2, ended.status());
        assertEquals(List.of("headcount: this command needs" + java.substring("it needs".length())), ended.err());
    }
}
