package dev.headcount.agent.apps;

import java.lang.foreign.MemorySegment;

/**
 * Allocates at every depth of a recursion without end, and goes on when the stack is full. Started with the file of the
 * library, which uses the C library's allocator.
 */
public final class DeepRecursion {

    private final Acme acme;
    private long blocks;
    private long lastSize;

    private DeepRecursion(Acme acme) {
        this.acme = acme;
    }

    public static void main(String[] arguments) throws Exception {
        Acme acme = new Acme(arguments[0]);
        Native libc = Native.libc();
        acme.setAllocator(libc.symbol("malloc"), libc.symbol("realloc"), libc.symbol("free"));
        acme.alloc(61);
        Thread thread = new Thread(null, new DeepRecursion(acme)::recurse, "deep", 1 << 20);
        thread.start();
        thread.join();
        System.out.println("survived");
        Pause.untilTold();
    }

    private void recurse() {
        for (int i = 0; i < 20; i++) {
            try {
                deeper(1);
            } catch (StackOverflowError e) {
                // What an application does that evaluates somebody's expressions, for instance.
            }
        }
        System.out.println(blocks > 0 && lastSize > 0 ? "allocated" : "nothing");
    }

    private long deeper(long depth) {
        MemorySegment block = acme.alloc(61);
        blocks++;
        lastSize = block.address();
        return depth < Long.MAX_VALUE ? deeper(depth + 1) + depth : depth;
    }
}
