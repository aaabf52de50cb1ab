package dev.headcount.gate.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.headcount.gate.code.Processor;
import dev.headcount.site.CallContext;
import dev.headcount.site.KnownStacks;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On threads of their own, whose stacks begin with Java. */
class KnownStacksTest {

    private static final int LIBRARY = 3;
    private static final int FUNCTION = 7;
    private static final int SITE = 61;
    private static final int OTHER_SITE = 127;
    private static final int ENOUGH = 100;

    private NativeStacks stacks;

    @BeforeEach
    void open() throws Exception {
        assumeTrue(Processor.here().equals(Optional.of(Processor.X86_64)), "stacks are known again on x86-64 only");
        stacks = onOwnThread(NativeStacks::open);
    }

    private static <T> T onOwnThread(Callable<T> task) throws Exception {
        FutureTask<T> future = new FutureTask<>(task);
        Thread.ofPlatform().start(future);
        return future.get();
    }

    private static int learned(KnownStacks known, int site) {
        int told = CallContext.NO_SITE;
        for (int i = 0; i < ENOUGH && told == CallContext.NO_SITE; i++) {
            told = known.site(LIBRARY, FUNCTION);
            if (told == CallContext.NO_SITE) {
                known.learn(LIBRARY, FUNCTION, site);
            }
        }
        return told;
    }

    @Test
    void shouldKnowAStackAgain() throws Exception {
        assertEquals(SITE, onOwnThread(() -> learned(stacks.ofThisThread(), SITE)));
    }

    @Test
    void shouldTellTwoCallsOfOneMethodApart() throws Exception {
        onOwnThread(() -> {
            KnownStacks known = stacks.ofThisThread();
            int first = learned(known, SITE);
            int second = learned(known, OTHER_SITE);
            assertEquals(SITE, first);
            assertEquals(OTHER_SITE, second);
            return null;
        });
    }

    @Test
    void shouldTellLibrariesAndFunctionsApart() throws Exception {
        onOwnThread(() -> {
            KnownStacks known = stacks.ofThisThread();
            for (int i = 0; i < ENOUGH; i++) {
                int function = FUNCTION + i % 2;
                int library = LIBRARY + i / 2 % 2;
                int site = 1 + 10 * function + library;
                int told = known.site(library, function);
                assertTrue(told == site || told == CallContext.NO_SITE, "told " + told + ", is " + site);
                if (told == CallContext.NO_SITE) {
                    known.learn(library, function, site);
                } else if (i > ENOUGH / 2) {
                    return null;
                }
            }
            return null;
        });
    }

    @Test
    void shouldNotKnowTheStackOfAnotherThread() throws Exception {
        KnownStacks[] known = new KnownStacks[1];
        onOwnThread(() -> {
            known[0] = stacks.ofThisThread();
            return learned(known[0], SITE);
        });
        KnownStacks others = onOwnThread(stacks::ofThisThread);
        assertNotEquals(SITE, onOwnThread(() -> others.site(LIBRARY, FUNCTION)));
    }

    @Test
    void shouldWalkTheStacksOfVirtualThreads() throws Exception {
        FutureTask<KnownStacks> task = new FutureTask<>(stacks::ofThisThread);
        Thread.ofVirtual().start(task);
        assertSame(KnownStacks.NONE, task.get());
    }

    @Test
    void shouldGiveItsMemoryBack() throws Exception {
        long before = stacks.bytes();
        onOwnThread(() -> {
            KnownStacks known = stacks.ofThisThread();
            learned(known, SITE);
            assertTrue(stacks.bytes() > before + ThreadStacks.BYTES, () -> "bytes=" + stacks.bytes());
            known.release();
            return null;
        });
        assertEquals(before, stacks.bytes());
    }

    @Test
    void shouldNotBeTrustedAfterAMistake() throws Exception {
        onOwnThread(() -> {
            KnownStacks known = stacks.ofThisThread();
            assertThrows(IllegalStateException.class, () -> askWithWrongAnswers(known));
            assertEquals(CallContext.NO_SITE, learned(known, SITE));
            assertEquals(CallContext.NO_SITE, learned(stacks.ofThisThread(), SITE));
            return null;
        });
    }

    /** The one answer in 1,024 that is tried again meets a walk that says otherwise. */
    private static void askWithWrongAnswers(KnownStacks known) {
        int another = SITE;
        for (int i = 0; i < ENOUGH * 1024; i++) {
            if (known.site(LIBRARY, FUNCTION) == CallContext.NO_SITE) {
                known.learn(LIBRARY, FUNCTION, another++);
            }
        }
    }
}
