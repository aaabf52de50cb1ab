package dev.headcount.site;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.NativeThread;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What a walk of the stack is for, whichever way it goes. */
abstract class CallPathWalkContract {

    private final CallPathWalk walk = walk(1000);

    abstract CallPathWalk walk(int depth);

    @Test
    void shouldStartWithTheCaller() {
        StackTraceElement frame = walk.walk().frames().getFirst();
        assertEquals(CallPathWalkContract.class.getName(), frame.getClassName());
        assertEquals("shouldStartWithTheCaller", frame.getMethodName());
        assertEquals("CallPathWalkContract.java", frame.getFileName());
        assertTrue(frame.getLineNumber() > 0);
    }

    @Test
    void shouldHaveANumberForEachFrame() {
        CallPath path = walk.walk();
        assertFalse(path.isEmpty());
        assertEquals(path.frames().size(), path.fingerprint().length);
    }

    @Test
    void shouldLeaveOutTheMachineryBelowTheApplication() throws Throwable {
        CallPath path = (CallPath) walkHandle(walk).invokeExact();
        assertEquals(
                "shouldLeaveOutTheMachineryBelowTheApplication",
                path.frames().getFirst().getMethodName());
    }

    @Test
    void shouldGoNoDeeperThanAsked() {
        for (int depth : new int[] {1, 2, 7, 32, 33}) {
            List<StackTraceElement> whole = walk.walk().frames().subList(1, 1 + Math.min(6, depth - 1));
            CallPath path = walk(depth).walk();
            assertEquals(depth, path.frames().size());
            assertEquals(depth, path.fingerprint().length);
            assertEquals(whole, path.frames().subList(1, 1 + whole.size()));
        }
    }

    @Test
    void shouldGiveTheSameNumbersForTheSamePath() {
        long[][] twice = new long[2][];
        for (int i = 0; i < 2; i++) {
            twice[i] = walk.walk().fingerprint();
        }
        assertArrayEquals(twice[0], twice[1]);
    }

    @Test
    void shouldTellTwoLinesOfAMethodApart() {
        CallPath first = walk.walk();
        CallPath second = walk.walk();
        assertDiffer(first, second);
        assertEquals(
                first.frames().getFirst().getLineNumber() + 1,
                second.frames().getFirst().getLineNumber());
    }

    @Test
    void shouldTellTwoCallsOnALineApart() {
        CallPath[] paths = {walk.walk(), walk.walk()};
        assertDiffer(paths[0], paths[1]);
    }

    @Test
    void shouldTellTwoCallersApart() {
        CallPath first = walkedBelow();
        CallPath second = walkedBelow();
        assertDiffer(first, second);
        assertEquals(first.frames().getFirst(), second.frames().getFirst());
    }

    @Test
    void shouldTellOverloadsOfAMethodApart() {
        List<CallPath> paths = new ArrayList<>();
        for (Supplier<CallPath> each : List.<Supplier<CallPath>>of(() -> overloaded(1), () -> overloaded(1L))) {
            paths.add(each.get());
        }
        assertDiffer(paths.get(0), paths.get(1));
    }

    @Test
    void shouldShowTheLambdaThatAllocates() {
        Supplier<CallPath> lambda = () -> walk.walk();
        List<StackTraceElement> frames = lambda.get().frames();
        assertTrue(frames.get(0).getMethodName().startsWith("lambda$shouldShowTheLambdaThatAllocates$"));
        assertEquals("shouldShowTheLambdaThatAllocates", frames.get(1).getMethodName());
    }

    /** HotSpot keeps 32 frames in one piece of a backtrace. */
    @Test
    void shouldFollowARecursionOverManyPiecesOfTheBacktrace() {
        for (int calls : new int[] {30, 31, 32, 33, 64, 65, 200}) {
            List<StackTraceElement> frames = recursive(calls).frames();
            assertEquals(
                    calls,
                    frames.stream()
                            .filter(frame -> frame.getMethodName().equals("recursive"))
                            .count());
            assertEquals(
                    "shouldFollowARecursionOverManyPiecesOfTheBacktrace",
                    frames.get(calls).getMethodName());
        }
    }

    @Test
    void shouldTellDepthsOfARecursionApart() {
        List<CallPath> paths = new ArrayList<>();
        for (int calls = 40; calls < 42; calls++) {
            paths.add(recursive(calls));
        }
        assertDiffer(paths.get(0), paths.get(1));
    }

    @Test
    void shouldFindNothingOnANativeThread() throws Throwable {
        AtomicReference<CallPath> path = new AtomicReference<>();
        MethodHandle keep = MethodHandles.lookup()
                .bind(path, "set", MethodType.methodType(void.class, Object.class))
                .asType(MethodType.methodType(void.class, CallPath.class));
        MethodHandle walkAndKeep = MethodHandles.filterReturnValue(walkHandle(walk), keep);
        MethodHandle answer = MethodHandles.identity(long.class);
        NativeThread.call(MethodHandles.foldArguments(answer, walkAndKeep), 0);
        assertTrue(path.get().isEmpty(), () -> path.get().frames().toString());
        assertEquals(List.of(), path.get().frames());
    }

    private static MethodHandle walkHandle(CallPathWalk walk) throws ReflectiveOperationException {
        return MethodHandles.lookup().bind(walk, "walk", MethodType.methodType(CallPath.class));
    }

    private CallPath walkedBelow() {
        return walk.walk();
    }

    private CallPath overloaded(int unused) {
        return walk.walk();
    }

    private CallPath overloaded(long unused) {
        return walk.walk();
    }

    private CallPath recursive(int calls) {
        return calls == 1 ? walk.walk() : recursive(calls - 1);
    }

    private static void assertDiffer(CallPath one, CallPath other) {
        assertFalse(
                Arrays.equals(one.fingerprint(), other.fingerprint()), () -> one.frames() + " and " + other.frames());
    }
}
