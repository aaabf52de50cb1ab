package dev.headcount.agent.linker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The libraries that were in the process before Headcount came: any of them may have an allocator of the application's, and
 * no way to tell.
 *
 * <p>Told by their code's addresses, not by paths: a file may have been replaced meanwhile. Where a library was unloaded and
 * a new one took its place, that one is left alone for nothing, and comes to no harm.
 */
public final class LoadedBefore {

    /** Of an agent that was there first. */
    public static final LoadedBefore NOTHING = new LoadedBefore(List.of());

    private static final String MAPS = "/proc/self/maps";
    private static final int FILE = 5; // address permissions offset device inode file, see proc_pid_maps(5)

    private record Code(long start, long end, String file) {}

    private final List<Code> code;

    private LoadedBefore(List<Code> code) {
        this.code = List.copyOf(code);
    }

    /** All that is loaded now. */
    public static LoadedBefore now() {
        try {
            return parse(Files.readAllLines(Path.of(MAPS), StandardCharsets.ISO_8859_1)); // a path may be of any bytes
        } catch (IOException e) {
            throw new UncheckedIOException("cannot see which libraries are loaded", e);
        }
    }

    static LoadedBefore parse(List<String> maps) {
        List<Code> code = new ArrayList<>();
        for (String line : maps) {
            String[] fields = line.split(" +", FILE + 1);
            if (fields.length > FILE && fields[1].contains("x") && fields[FILE].startsWith("/")) {
                String[] range = fields[0].split("-", -1);
                long start = Long.parseUnsignedLong(range[0], 16);
                code.add(new Code(start, Long.parseUnsignedLong(range[1], 16), fields[FILE]));
            }
        }
        return new LoadedBefore(code);
    }

    /** Whether the function at this address was there. */
    boolean contains(long address) {
        return code.stream()
                .anyMatch(each ->
                        Long.compareUnsigned(each.start, address) <= 0 && Long.compareUnsigned(address, each.end) < 0);
    }

    /** The paths of the libraries' files. */
    public List<String> files() {
        return code.stream().map(Code::file).distinct().toList();
    }
}
