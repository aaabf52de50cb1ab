package dev.headcount.agent.apps;

import dev.headcount.agent.apps.AllocatorPointers.Pointers;
import java.io.IOException;

/**
 * Ends after it has used a library whose allocator is in Java. Started with the library, whether what it opened there is
 * {@code closed} or left {@code open}, and the way to end. It says when it is about to end; a signal may come before.
 */
public final class LibraryAtExit {

    /** A library, used once by way of an allocator; what is open then is the application's to close. */
    @FunctionalInterface
    interface Use {
        Session open(Pointers pointers) throws Throwable;
    }

    /** What an application has open in a library. */
    @FunctionalInterface
    interface Session {
        void close() throws Throwable;
    }

    private LibraryAtExit() {}

    public static void main(String[] arguments) throws Throwable {
        use(arguments, pointers(arguments[0], new CountingAllocator(16)));
        end(arguments);
    }

    private static Pointers pointers(String library, CountingAllocator allocator) {
        return switch (library) {
            case "uv" -> AllocatorPointers.longs(allocator);
            case "crypto" -> SslSession.pointers(allocator);
            case "sqlite3" -> AllocatorPointers.ints(allocator);
            case "curl" -> AllocatorPointers.segments(allocator);
            default -> throw new IllegalArgumentException(library);
        };
    }

    static void use(String[] arguments, Pointers pointers) throws Throwable {
        Session session = use(arguments[0]).open(pointers);
        if (arguments[1].equals("closed")) {
            session.close();
        }
    }

    static void end(String[] arguments) throws IOException {
        System.out.println("used");
        Pause.untilTold();
        System.out.println("ending");
        Ending.valueOf(arguments[2]).happen();
    }

    private static Use use(String library) {
        return switch (library) {
            case "uv" -> UvSession::open;
            case "crypto" -> SslSession::open;
            case "sqlite3" -> SqliteSession::open;
            case "curl" -> CurlSession::open;
            default -> throw new IllegalArgumentException(library);
        };
    }
}
