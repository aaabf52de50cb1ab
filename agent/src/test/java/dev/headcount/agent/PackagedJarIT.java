package dev.headcount.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.agent.fork.ForkedApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The one jar: everything in it, and nothing of it in the way of what the application brings along. */
class PackagedJarIT {

    private static final long LARGEST_BYTES = 10_000_000;

    private JarFile jar;

    @BeforeEach
    void open() throws IOException {
        jar = new JarFile(ForkedApplication.agentJar().toFile());
    }

    @AfterEach
    void close() throws IOException {
        jar.close();
    }

    @Test
    void shouldBeSmall() throws IOException {
        long bytes = Files.size(ForkedApplication.agentJar());
        assertTrue(bytes < LARGEST_BYTES, "bytes=" + bytes);
    }

    @Test
    void shouldHoldNothingUnderOtherPeoplesNames() {
        List<String> others = names().stream()
                .filter(name -> !name.startsWith("dev/headcount/") && !name.startsWith("META-INF/"))
                .filter(name -> !name.equals("dev/"))
                .toList();
        assertEquals(List.of(), others);
    }

    @Test
    void shouldOfferNobodyElsesServices() {
        List<String> others = names().stream()
                .filter(name -> name.startsWith("META-INF/services/") && !name.endsWith("/"))
                .filter(name -> !name.startsWith("META-INF/services/dev.headcount."))
                .toList();
        assertEquals(List.of(), others);
    }

    @Test
    void shouldHoldEachFileOnce() {
        assertEquals(names().stream().distinct().toList(), names());
    }

    @Test
    void shouldHoldNoTestsAndNoSignatures() {
        List<String> unwanted = names().stream()
                .filter(name -> name.matches(".*(Test|IT|\\.java|\\.SF|\\.RSA|\\.DSA)(\\.class)?"))
                .toList();
        assertEquals(List.of(), unwanted);
    }

    @Test
    void shouldSayInItsManifestHowItIsStarted() throws IOException {
        Attributes manifest = jar.getManifest().getMainAttributes();

        assertEquals("dev.headcount.agent.AgentEntry", manifest.getValue("Premain-Class"));
        assertEquals("dev.headcount.agent.AgentEntry", manifest.getValue("Agent-Class"));
        assertEquals("dev.headcount.agent.AgentEntry", manifest.getValue("Main-Class"));
        assertEquals("true", manifest.getValue("Can-Retransform-Classes"));
        assertEquals(null, manifest.getValue("Boot-Class-Path"), "it would cost the application its CDS archive");
        assertTrue(manifest.getValue("Implementation-Version").matches("\\d+\\.\\d+\\.\\d+.*"));
    }

    private List<String> names() {
        return jar.stream().map(ZipEntry::getName).toList();
    }
}
