package dev.headcount.agent.fork;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The lines of one output of a process, as they come. */
final class Lines {

    private final List<String> lines = new ArrayList<>();
    private final Duration patience;
    private boolean complete;

    private Lines(Duration patience) {
        this.patience = patience;
    }

    static Lines of(BufferedReader reader, Duration patience) {
        Lines lines = new Lines(patience);
        Thread.ofVirtual().start(() -> lines.collect(reader));
        return lines;
    }

    private void collect(BufferedReader reader) {
        try (reader) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                add(line);
            }
        } catch (IOException e) {
            add("(" + e + ")");
        } finally {
            complete();
        }
    }

    private synchronized void add(String line) {
        lines.add(line);
        notifyAll();
    }

    private synchronized void complete() {
        complete = true;
        notifyAll();
    }

    /** The line of this number, from 0; waits for it. */
    synchronized String line(int number, Object who) {
        await(() -> lines.size() > number, who);
        return lines.get(number);
    }

    /** The first line in which the pattern is found; waits for it. */
    synchronized String lineMatching(Pattern pattern, Object who) {
        Supplier<String> found = () -> lines.stream()
                .filter(line -> pattern.matcher(line).find())
                .findFirst()
                .orElse(null);
        await(() -> found.get() != null, who);
        return found.get();
    }

    /** All lines; waits for the last. */
    synchronized List<String> all() {
        await(() -> complete, this);
        return List.copyOf(lines);
    }

    private void await(Supplier<Boolean> condition, Object who) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.get()) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0 || complete) {
                throw new AssertionError((complete ? "it said no more: " : "it says nothing: ") + who);
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                throw new AssertionError("interrupted", e);
            }
        }
    }

    @Override
    public synchronized String toString() {
        return String.join("\n", lines);
    }
}
