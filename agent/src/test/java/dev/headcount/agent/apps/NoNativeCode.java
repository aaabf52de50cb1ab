package dev.headcount.agent.apps;

/** Uses no native code at all. */
public final class NoNativeCode {

    private NoNativeCode() {}

    public static void main(String[] arguments) {
        System.out.println("hello");
        System.err.println("on stderr");
        System.exit(61);
    }
}
