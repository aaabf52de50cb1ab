package dev.headcount.agent.cli;

import dev.headcount.agent.AgentProperties;
import dev.headcount.agent.RequestWords;
import dev.headcount.report.ReportFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/**
 * What another JVM's Headcount is asked for: by its pages where there are any, and otherwise by way of the agent itself, which
 * the JDK does not let us ask without a warning on that JVM's standard error.
 */
final class RemoteReport {

    private RemoteReport() {}

    /** Writes the report, or what changed since the baseline. */
    static void write(String pid, ReportFormat format, boolean sinceBaseline, OutputStream out)
            throws Refused, IOException {
        try (OtherJvm jvm = OtherJvm.of(pid)) {
            Optional<RemotePages> pages = pages(pid, jvm.properties());
            if (pages.isPresent()) {
                Optional<InputStream> page = pages.get().report(format, sinceBaseline);
                if (page.isPresent()) {
                    copy(page.get(), out);
                    return;
                }
            }
            if (format == ReportFormat.TEXT && !sinceBaseline) {
                out.write(jvm.ask(RequestWords.REPORT)
                        .getBytes(StandardCharsets.UTF_8)); // takes no room in a file system
                return;
            }
            String request = RequestWords.WRITE + "/" + format.key() + (sinceBaseline ? "/baseline" : "");
            Path file = Path.of("/proc", pid, "root", answer(pid, jvm, request, RequestWords.WRITTEN));
            try {
                copy(Files.newInputStream(file), out);
            } finally {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Takes the baseline, and answers when that was. */
    static Instant takeBaseline(String pid) throws Refused, IOException {
        try (OtherJvm jvm = OtherJvm.of(pid)) {
            Optional<String> taken = pages(pid, jvm.properties()).flatMap(RemotePages::takeBaseline);
            return Instant.parse(
                    taken.isPresent() ? taken.get() : answer(pid, jvm, RequestWords.BASELINE, RequestWords.TAKEN));
        }
    }

    private static String answer(String pid, OtherJvm jvm, String request, String beginning)
            throws Refused, IOException {
        String answer = jvm.ask(request);
        if (!answer.startsWith(beginning)) {
            throw new Refused("process " + pid + " answers: " + answer);
        }
        return answer.substring(beginning.length());
    }

    private static void copy(InputStream report, OutputStream out) throws IOException {
        try (report) {
            report.transferTo(out);
        }
    }

    private static Optional<RemotePages> pages(String pid, Properties properties) {
        String address = properties.getProperty(AgentProperties.ADDRESS);
        return address == null || !isInOurNetwork(pid)
                ? Optional.empty()
                : Optional.of(new RemotePages(address, properties.getProperty(AgentProperties.TOKEN)));
    }

    /** In a container the same address is somebody else's. */
    private static boolean isInOurNetwork(String pid) {
        try {
            Path ours = Files.readSymbolicLink(Path.of("/proc/self/ns/net"));
            return ours.equals(Files.readSymbolicLink(Path.of("/proc", pid, "ns/net")));
        } catch (IOException e) {
            return false;
        }
    }
}
