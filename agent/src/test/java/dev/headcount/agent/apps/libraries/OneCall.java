package dev.headcount.agent.apps.libraries;

import static dev.headcount.agent.apps.libraries.Foreign.memory;

import java.io.IOException;

/** Started with a library and one of its functions, which it calls; its arguments are places to write to. */
public final class OneCall {

    private OneCall() {}

    public static void main(String[] arguments) throws IOException {
        new Foreign(arguments[0]).call(arguments[1], memory(8), memory(8), memory(8));
        System.out.println("done");
        int _ = System.in.read(); // until it is told to end
    }
}
