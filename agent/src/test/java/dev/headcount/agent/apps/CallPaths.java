package dev.headcount.agent.apps;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.util.Collections;

/** Allocates from several places of its code. The tests know their lines by the markers in the comments. */
public final class CallPaths {

    private static final long MANY = 62;

    private final Acme acme;

    private CallPaths(Acme acme) {
        this.acme = acme;
    }

    /** Started with the file of the library, and the name of the one thing to do. */
    public static void main(String[] arguments) throws Exception {
        Acme acme = new Acme(arguments[0]);
        acme.setAllocator(AllocatorPointers.segments(new CountingAllocator(8)));
        new CallPaths(acme).run(arguments[1]); // main
        System.out.println("done");
        Pause.untilTold();
    }

    private void run(String what) throws Exception {
        switch (what) {
            case "many" -> many();
            case "twice" -> twice();
            case "loop" -> loop();
            case "nested" -> nested();
            case "lambda" -> Collections.nCopies(2, 61L).forEach(size -> acme.alloc(size)); // lambda
            case "java-thread" -> java(Thread.ofPlatform().name("orders"));
            case "virtual-threads" -> virtualThreads();
            case "native-thread" -> nativeThread();
            case "callback-on-native-thread" -> callbackOnNativeThread();
            default -> throw new IllegalArgumentException(what);
        }
    }

    private void many() {
        acme.allocMany(MANY, 61); // many
    }

    private void twice() {
        acme.alloc(61); // first
        acme.alloc(127); // second
    }

    private void loop() {
        for (int i = 0; i < MANY; i++) {
            acme.alloc(61); // loop
        }
    }

    /** The function allocates 61 bytes, calls {@link #between} that allocates 127, and allocates 61 again. */
    private void nested() {
        acme.allocAround(61, callback()); // outer
    }

    private void between() {
        acme.alloc(127); // inner
    }

    private void java(Thread.Builder builder) throws InterruptedException {
        builder.start(() -> acme.alloc(61)).join(); // java-thread
    }

    private void virtualThreads() throws InterruptedException {
        for (int i = 0; i < MANY; i++) {
            Thread.ofVirtual().start(() -> acme.alloc(61)).join(); // virtual
        }
    }

    private void nativeThread() {
        MemorySegment block = acme.allocOnThread("acme-io-1", 61);
        acme.allocOnThread("acme-io-1", 61);
        acme.allocOnThread("acme-io-2", 127);
        acme.releaseOnThread("acme-io-3", block);
    }

    private void callbackOnNativeThread() {
        acme.callOnThread("acme-io-1", callback());
    }

    private MemorySegment callback() {
        return Native.pointer(MethodHandles.lookup(), this, "between", FunctionDescriptor.ofVoid());
    }
}
