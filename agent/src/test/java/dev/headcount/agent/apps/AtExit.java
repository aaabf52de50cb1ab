package dev.headcount.agent.apps;

import java.lang.foreign.MemorySegment;

/**
 * Allocates 61 bytes, which a shutdown hook frees, and 127 bytes, which nobody does. Started with the file of the library
 * and the way to end.
 */
public final class AtExit {

    private AtExit() {}

    public static void main(String[] arguments) {
        Acme acme = new Acme(arguments[0]);
        acme.setAllocator(AllocatorPointers.segments(new CountingAllocator(8)));
        MemorySegment freed = acme.alloc(61);
        acme.alloc(127); // leak
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            acme.release(freed);
            System.out.println("hook ran");
        }));
        end(arguments[1]);
    }

    private static void end(String way) {
        switch (way) {
            case "return" -> System.out.println("bye");
            case "exit" -> System.exit(61);
            case "halt" -> Runtime.getRuntime().halt(61);
            case "throw" -> throw new IllegalStateException("on purpose");
            default -> throw new IllegalArgumentException(way);
        }
    }
}
