package dev.headcount.agent.apps;

/**
 * Ends after it has used a library whose allocator is in Java. Started with the library, whether what it opened there is
 * {@code closed} or left {@code open}, and the way to end. It says when it is about to end; a signal may come before.
 */
public final class LibraryAtExit {

    /** A library, used once by way of an allocator; what is open then is the application's to close. */
    @FunctionalInterface
    interface Use {
        Session open(CountingAllocator allocator) throws Throwable;
    }

    /** What an application has open in a library. */
    @FunctionalInterface
    interface Session {
        void close() throws Throwable;
    }

    private LibraryAtExit() {}

    public static void main(String[] arguments) throws Throwable {
        Session session = use(arguments[0]).open(new CountingAllocator(16));
        if (arguments[1].equals("closed")) {
            session.close();
        }
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
