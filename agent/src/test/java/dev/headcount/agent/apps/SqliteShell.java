package dev.headcount.agent.apps;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Works with SQLite on an allocator of Java upcalls, as it is told on standard input: {@code open}, {@code close}, and {@code
 * truth}, what the allocator counted.
 */
public final class SqliteShell {

    private SqliteShell() {}

    public static void main(String[] arguments) throws Throwable {
        CountingAllocator allocator = new CountingAllocator(16);
        AllocatorPointers.Pointers pointers = AllocatorPointers.ints(allocator);
        SqliteSession session = null;
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            switch (line) {
                case "open" -> session = SqliteSession.open(pointers);
                case "close" -> session.close();
                default -> throw new IOException(line);
                case "truth" -> {}
            }
            System.out.println(allocator.truth() + " hiddenBytes=" + allocator.hiddenBytes());
        }
    }
}
