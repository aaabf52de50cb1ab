package dev.headcount.gate.code;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** Programs that several threads run at once; in this process, which has threads to run them. */
class ThreadsTest {

    static final Program THREAD_POINTER = Program.named("void *threadPointer()")
            .threadPointer(Register.RESULT)
            .returns()
            .build();

    private static final int THREADS = 4;
    private static final int ROUNDS = 1_000_000;
    private static final int STAY_ROUNDS = 100; // or the first thread is done before the last one wakes up

    private static final Label NEXT = new Label("next");
    private static final Label TAKE = new Label("take");
    private static final Label STAY = new Label("stay");
    private static final Label DONE = new Label("done");

    private static final Word LOCK = Word.at("lock", 0);
    private static final Word COUNTER = Word.at("counter", 8);

    private final Machine machine = new ThisProcess();

    @Test
    void shouldTellThreadsApart() throws Exception {
        LoadedPrograms loaded = machine.load(THREAD_POINTER);
        List<Long> pointers = atOnce(() -> loaded.call(THREAD_POINTER));
        assertEquals(THREADS, Set.copyOf(pointers).size(), pointers::toString);
    }

    @Test
    void shouldCountUnderALock() throws Exception {
        Program program = Program.named("void count(long rounds)")
                .address(Register.T0, LOCK)
                .address(Register.T1, COUNTER)
                .mark(NEXT)
                .branch(Register.A0, Condition.EQUAL, 0, DONE)
                .mark(TAKE)
                .set(Register.A1, 1)
                .exchange(Register.A1, Register.T0)
                .branch(Register.A1, Condition.NOT_EQUAL, 0, TAKE)
                .because("another thread has the lock")
                .set(Register.A2, STAY_ROUNDS)
                .mark(STAY)
                .add(Register.A2, -1)
                .branch(Register.A2, Condition.NOT_EQUAL, 0, STAY)
                .increment(Register.T1, 0)
                .set(Register.A1, 0)
                .release()
                .store(Register.A1, Register.T0, 0, Width.U64)
                .add(Register.A0, -1)
                .jump(NEXT)
                .mark(DONE)
                .set(Register.RESULT, 0)
                .returns()
                .build();
        LoadedPrograms loaded = machine.load(program);
        assertEquals(Collections.nCopies(THREADS, 0L), atOnce(() -> loaded.call(program, ROUNDS)));
        assertEquals((long) THREADS * ROUNDS, loaded.get(COUNTER));
        assertEquals(0, loaded.get(LOCK));
    }

    /** What each thread answers. None begins before all are there, and none ends before all have answered. */
    private static List<Long> atOnce(LongSupplier call) throws Exception {
        CyclicBarrier all = new CyclicBarrier(THREADS);
        Callable<Long> task = () -> {
            all.await(1, MINUTES);
            long answer = call.getAsLong();
            all.await(1, MINUTES);
            return answer;
        };
        List<Long> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (Future<Long> answer : threads.invokeAll(Collections.nCopies(THREADS, task))) {
                answers.add(answer.get());
            }
        }
        return answers;
    }
}
