package dev.headcount.agent.fork;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An application that runs, and the agent in it. Closing it ends it, by force if need be. */
public final class RunningApplication implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern ADDRESS = Pattern.compile(" at (http://[^/]+/)");

    private final Process process;
    private final BufferedWriter input;
    private final Lines out;
    private final Lines err;
    private int answers;

    RunningApplication(Process process) {
        this.process = process;
        this.input = process.outputWriter();
        this.out = Lines.of(process.inputReader(), PATIENCE);
        this.err = Lines.of(process.errorReader(), PATIENCE);
    }

    public long pid() {
        return process.pid();
    }

    /** Sends a line and answers the line that the application answers. */
    public String ask(String line) {
        try {
            input.write(line);
            input.newLine();
            input.flush();
        } catch (IOException e) {
            throw new AssertionError("it ended before it was told '" + line + "': " + this, e);
        }
        return nextLine();
    }

    /** The next line on its standard output. */
    public String nextLine() {
        return out.line(answers++, this);
    }

    /** What the application says it counted: a line of words {@code key=value}. */
    public static Map<String, Long> truth(String line) {
        Map<String, Long> counts = new TreeMap<>();
        for (String word : line.split(" ", -1)) {
            String[] count = word.split("=", -1);
            counts.put(count[0], Long.decode(count[1]));
        }
        return counts;
    }

    /** What Headcount counted so far. */
    public Figures figures() {
        return new Figures(Json.parse(page("report.json")));
    }

    /** A page of the agent's. */
    public String page(String path) {
        HttpRequest request = HttpRequest.newBuilder(address().resolve(path))
                .timeout(PATIENCE)
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(toString(), e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    /** Where the agent answers, as its line on standard error says. */
    public URI address() {
        String line = err.lineMatching(ADDRESS, this);
        Matcher matcher = ADDRESS.matcher(line);
        if (!matcher.find()) {
            throw new AssertionError(line);
        }
        return URI.create(matcher.group(1));
    }

    /** The first line of the agent's with these words on its standard error; waits for it. */
    public String lineOfAgent(String words) {
        return err.lineMatching(Pattern.compile("^headcount: .*" + Pattern.quote(words)), this);
    }

    /** Waits until the agent has looked at its figures so many times more, once a second. */
    public void awaitLooks(int looks) {
        long now = uptimeSeconds();
        while (uptimeSeconds() <= now + looks) {
            Thread.onSpinWait();
        }
    }

    private long uptimeSeconds() {
        return Json.parse(page("report.json")).number("uptimeSeconds");
    }

    /** Sends it a signal, by its name. */
    public void signal(String name) {
        try {
            Process kill =
                    new ProcessBuilder("sh", "-c", "kill -s " + name.substring("SIG".length()) + " " + pid()).start();
            assertEquals(0, kill.waitFor());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    /** Ends its standard input and waits until it has ended. */
    public Ended end() {
        closeInput();
        return endedWithin(PATIENCE);
    }

    /** Waits until it has ended of itself, which may take no longer than this. */
    public Ended endedWithin(Duration time) {
        try {
            if (!process.waitFor(time)) {
                throw new AssertionError("it does not end: " + this);
            }
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
        return new Ended(process.exitValue(), out.all(), err.all());
    }

    private void closeInput() {
        try {
            input.close();
        } catch (IOException e) {
            // It has ended already.
        }
    }

    @Override
    public void close() {
        closeInput();
        process.destroyForcibly();
        process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    @Override
    public String toString() {
        return process.info().commandLine().orElse("") + "\n--- stdout\n" + out + "\n--- stderr\n" + err;
    }
}
