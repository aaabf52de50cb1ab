package dev.headcount.agent.fork;

import dev.headcount.gate.NativeFunctions;
import dev.headcount.memory.Symbols;
import dev.headcount.memory.Symbols.Symbol;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What heaptrack's preloaded library wrote of a process: each allocation, by the shared library that asked for it. Of a string
 * that strdup(3) has copied that is the library which called it.
 *
 * <pre>
 *  m LENGTH FILE BASE {OFFSET BYTES}   a library and its segments; FILE is - where all are to be told anew
 *  t ADDRESS PARENT                    a frame, numbered from 1, and who called it
 *  + BYTES FRAME POINTER               an allocation, or the new block of a reallocation
 * </pre>
 *
 * Numbers are hexadecimal.
 */
public final class HeaptrackRecording {

    private static final Path PRELOADED = Path.of("/usr/lib/heaptrack/libheaptrack_preload.so");

    private record Segment(String file, long base, long end) {}

    private record Frame(long address, int caller) {}

    private final TreeMap<Long, Segment> segments = new TreeMap<>();
    private final List<Frame> frames = new ArrayList<>(List.of(new Frame(0, 0)));
    private final Map<String, Long> allocations = new HashMap<>();
    private final long libc =
            Symbols.at(NativeFunctions.address("strdup")).orElseThrow().base();

    private HeaptrackRecording() {}

    /** Runs the application to its end without the agent. */
    public static HeaptrackRecording of(ForkedApplication application, Path file) {
        Required.program("heaptrack", "heaptrack");
        Ended ended = application
                .withoutAgent()
                .environment("LD_PRELOAD", PRELOADED.toString())
                .environment("DUMP_HEAPTRACK_OUTPUT", file.toString())
                .run();
        if (ended.status() != 0) {
            throw new AssertionError(ended);
        }
        HeaptrackRecording recording = new HeaptrackRecording();
        try (Stream<String> lines = Files.lines(file)) {
            lines.map(line -> line.split(" ")).forEach(recording::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return recording;
    }

    /** What libraries whose files begin like this asked for. */
    public long allocationsOf(String file) {
        return allocations.entrySet().stream()
                .filter(each -> each.getKey().startsWith(file))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private void read(String[] words) {
        switch (words[0]) {
            case "m" -> module(words);
            case "t" -> frames.add(new Frame(number(words[1]), (int) number(words[2])));
            case "+" -> allocations.merge(whoAsked(frames.get((int) number(words[2]))), 1L, Long::sum);
            default -> {} // frees, time and size of the process
        }
    }

    private void module(String[] words) {
        if (words[2].equals("-")) {
            segments.clear();
            return;
        }
        String file = words[2].substring(words[2].lastIndexOf('/') + 1);
        long base = number(words[3]);
        for (int i = 4; i + 1 < words.length; i += 2) {
            long start = base + number(words[i]);
            segments.put(start, new Segment(file, base, start + number(words[i + 1])));
        }
    }

    private String whoAsked(Frame frame) {
        return copiesAString(frame.address) ? fileOf(frames.get(frame.caller).address) : fileOf(frame.address);
    }

    /** The C library of this process is the same, at another place. */
    private boolean copiesAString(long address) {
        Segment segment = segmentOf(address);
        if (!segment.file.startsWith("libc.so.")) {
            return false;
        }
        String function =
                Symbols.at(libc + address - segment.base).map(Symbol::name).orElse("");
        return function.endsWith("strdup") || function.endsWith("strndup");
    }

    private String fileOf(long address) {
        return segmentOf(address).file;
    }

    private Segment segmentOf(long address) {
        Map.Entry<Long, Segment> below = segments.floorEntry(address);
        return below != null && address < below.getValue().end ? below.getValue() : new Segment("", 0, 0);
    }

    private static long number(String hexadecimal) {
        return Long.parseUnsignedLong(hexadecimal, 16);
    }
}
