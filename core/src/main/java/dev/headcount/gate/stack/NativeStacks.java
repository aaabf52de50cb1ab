package dev.headcount.gate.stack;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.headcount.gate.CodePage;
import dev.headcount.gate.code.Processor;
import dev.headcount.gate.code.Program;
import dev.headcount.memory.Memory;
import dev.headcount.memory.Pages;
import dev.headcount.site.KnownStacks;
import dev.headcount.site.StackRecognition;
import dev.headcount.thread.BackgroundThread;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Recognizes stacks by generated code, where that is understood: on x86-64 with HotSpot, for platform threads. It tries
 * itself before it is trusted, and goes on trying itself while it works.
 */
public final class NativeStacks implements StackRecognition {

    private static final MethodHandle KNOWN = linked();

    private static NativeStacks here;
    private static boolean wasTried;

    private final StackLayout layout;
    private final VarHandle javaThread;
    private final AtomicLong bytes = new AtomicLong();
    private boolean trusted = true; // a thread that sees late that it is not finds the same mistake itself

    private NativeStacks(StackLayout layout, VarHandle javaThread) {
        this.layout = layout;
        this.javaThread = javaThread;
    }

    /**
     * Opens it on a thread of its own, whose stack begins with Java: once in a process, which takes some 100 ms that nobody
     * waits for.
     *
     * @param use is told when it is open, and never where stacks have to be walked
     */
    public static void open(Consumer<StackRecognition> use) {
        BackgroundThread.of("headcount-stacks", () -> {
                    NativeStacks opened = openOrNull();
                    if (opened != null) {
                        use.accept(opened);
                    }
                })
                .start();
    }

    /** Whatever goes wrong, the application does not hear of it: each stack is walked. */
    private static synchronized NativeStacks openOrNull() {
        try {
            if (!wasTried) {
                wasTried = true;
                here = open();
            }
            return here;
        } catch (RuntimeException | LinkageError e) {
            return null;
        }
    }

    /** Null where it cannot be. */
    static NativeStacks open() {
        if (KNOWN == null) {
            return null;
        }
        try {
            VarHandle javaThread = MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup())
                    .findVarHandle(Thread.class, "eetop", long.class);
            NativeStacks stacks = new NativeStacks(StackLayout.ofThisJvm(), javaThread);
            return new Trial(stacks).passed() ? stacks : null;
        } catch (ReflectiveOperationException | NoSuchElementException e) {
            return null; // each stack is walked
        }
    }

    /** What it generates, for people. */
    public static Program program() {
        return StackProgram.known();
    }

    @SuppressWarnings("restricted")
    private static MethodHandle linked() {
        if (Processor.here().orElse(null) != Processor.X86_64) {
            return null;
        }
        CodePage page = CodePage.of(Processor.X86_64, Pages::makeExecutable, StackProgram.known());
        if (page == null) {
            return null;
        }
        return Linker.nativeLinker()
                .downcallHandle(
                        MemorySegment.ofAddress(page.entry(0)),
                        FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG),
                        Linker.Option.critical(false));
    }

    /** What the thread's stack is known by; to be called from the same place as when it was learned. */
    static long known(long threadStacks, long key) {
        try {
            return (long) KNOWN.invokeExact(threadStacks, key);
        } catch (Throwable t) {
            throw new AssertionError("generated code cannot throw", t);
        }
    }

    @Override
    public KnownStacks ofThisThread() {
        Thread thread = Thread.currentThread();
        if (thread.isVirtual()) { // its frames move from one stack to another
            return KnownStacks.NONE;
        }
        long base = Memory.getLong((long) javaThread.get(thread) + layout.threadStackBase());
        ThreadKnownStacks stacks = ThreadKnownStacks.on(this, base);
        return stacks == null ? KnownStacks.NONE : stacks;
    }

    @Override
    public long bytes() {
        return bytes.get();
    }

    void took(long more) {
        bytes.addAndGet(more);
    }

    StackLayout layout() {
        return layout;
    }

    boolean isTrusted() {
        return trusted;
    }

    void distrust() {
        trusted = false;
    }
}
