package dev.headcount.agent;

/** Our lines on stderr: one each, with our name in front. */
final class Console {

    private Console() {}

    @SuppressWarnings("SystemOut")
    static void say(String line) {
        System.err.println("headcount: " + line);
    }
}
