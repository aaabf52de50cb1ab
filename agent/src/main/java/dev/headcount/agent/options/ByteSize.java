package dev.headcount.agent.options;

import java.util.Optional;

/** A size in bytes within limits, which belong to it: plain, or with k, m or g for powers of 1024. */
record ByteSize(String smallest, String largest) implements Syntax<Long> {

    @Override
    public String form() {
        return "SIZE";
    }

    @Override
    public String takes() {
        return "a size from " + smallest + " to " + largest + " (64m, 2g, or plain bytes)";
    }

    @Override
    public Optional<Long> read(String text) {
        long bytes = bytes(text);
        return bytes >= bytes(smallest) && bytes <= bytes(largest) ? Optional.of(bytes) : Optional.empty();
    }

    /** The bytes that {@code text} means; -1 where it means none. */
    private static long bytes(String text) {
        int shift = shift(text);
        try {
            long number = Long.parseLong(shift == 0 ? text : text.substring(0, text.length() - 1));
            return number >= 0 && number <= Long.MAX_VALUE >> shift ? number << shift : -1;
        } catch (NumberFormatException _) {
            return -1;
        }
    }

    private static int shift(String text) {
        return switch (text.isEmpty() ? ' ' : text.charAt(text.length() - 1)) {
            case 'k', 'K' -> 10;
            case 'm', 'M' -> 20;
            case 'g', 'G' -> 30;
            default -> 0;
        };
    }
}
