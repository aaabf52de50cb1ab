package dev.headcount.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which walk a JVM allows must make no difference to what a report shows. */
class WalksAgreeTest {

    private static final int DEPTH = 50;

    private static final List<CallPathWalk> WALKS =
            List.of(BacktraceWalk.open(DEPTH).orElseThrow(), new StackWalkerWalk(DEPTH));

    @Test
    void shouldWalkTheFasterWayWhereItCan() {
        assertInstanceOf(BacktraceWalk.class, CallPathWalk.fastest(DEPTH));
    }

    @Test
    void shouldAgreeOnAPlainCall() {
        assertAgreed(walkBoth());
    }

    @Test
    void shouldAgreeOnARecursion() {
        assertAgreed(recursive(100));
    }

    @Test
    void shouldAgreeOnLambdasAndStreams() {
        assertAgreed(Stream.of(1).map(_ -> walkBoth()).toList().getFirst());
    }

    @Test
    void shouldAgreeOnAConstructor() {
        assertAgreed(new InConstructor().paths);
    }

    @Test
    void shouldAgreeOnReflection() throws ReflectiveOperationException {
        try {
            assertAgreed(
                    (List<?>) WalksAgreeTest.class.getDeclaredMethod("walkBoth").invoke(null));
        } catch (InvocationTargetException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldAgreeOnAnotherThread() throws InterruptedException, ExecutionException {
        for (Thread.Builder builder : List.of(Thread.ofPlatform(), Thread.ofVirtual())) {
            Callable<List<CallPath>> walking = WalksAgreeTest::walkBoth;
            FutureTask<List<CallPath>> task = new FutureTask<>(walking);
            builder.start(task);
            assertAgreed(task.get());
        }
    }

    static List<CallPath> walkBoth() {
        List<CallPath> paths = new ArrayList<>();
        for (CallPathWalk each : WALKS) {
            paths.add(each.walk());
        }
        return paths;
    }

    private static List<CallPath> recursive(int calls) {
        return calls == 1 ? walkBoth() : recursive(calls - 1);
    }

    private static void assertAgreed(List<?> paths) {
        List<StackTraceElement> expected = ((CallPath) paths.get(1)).frames();
        assertEquals("walkBoth", expected.getFirst().getMethodName());
        assertEquals(expected, ((CallPath) paths.get(0)).frames());
    }

    private static final class InConstructor {
        final List<CallPath> paths;

        InConstructor() {
            paths = walkBoth();
        }
    }
}
