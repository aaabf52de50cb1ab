package dev.headcount.gate;

import static dev.headcount.gate.code.Condition.EQUAL;
import static dev.headcount.gate.code.Register.A0;
import static dev.headcount.gate.code.Register.A1;
import static dev.headcount.gate.code.Register.A2;
import static dev.headcount.gate.code.Register.A3;
import static dev.headcount.gate.code.Register.S0;
import static dev.headcount.gate.code.Register.S1;
import static dev.headcount.gate.code.Register.T0;
import static dev.headcount.gate.code.Register.T1;
import static dev.headcount.gate.code.Width.U64;

import dev.headcount.gate.code.Label;
import dev.headcount.gate.code.Program;
import dev.headcount.gate.code.Word;

/**
 * What runs in exit(3), when no Java can: turns the gates that Java did not turn, and sees to it that the process ends.
 *
 * <p>A native thread that an upcall attached to the JVM cannot end any more once the JVM has stopped: it waits in the JVM's
 * own clean-up of that thread for a safepoint that never ends. A destructor that joins it, libuv's for one, would wait
 * forever. So where there are such threads, a thread of the guard's own ends the process with its status when exit(3) is not
 * through after {@value #PATIENCE_SECONDS} second.
 *
 * <pre>
 *  0       8        16      24       32         40      48      56               64
 *  +-------+--------+-------+--------+----------+-------+-------+----------------+----------------------
 *  | count | status | watch | thread | watchman | sleep | _exit | pthread_create | pairs: slot, address …
 *  +-------+--------+-------+--------+----------+-------+-------+----------------+----------------------
 * </pre>
 */
final class ExitGuard {

    static final int PATIENCE_SECONDS = 1;

    /** How many pairs there are. */
    static final Word COUNT = Word.at("count", 0);

    /** What the process exits with. */
    static final Word STATUS = Word.at("status", 1);

    /** Whether a watchman is wanted. */
    static final Word WATCH = Word.at("watch", 2);

    static final Word THREAD = Word.at("thread", 3);
    static final Word WATCHMAN = Word.at("watchman", 4);
    static final Word SLEEP = Word.at("sleep", 5);
    static final Word EXIT = Word.at("_exit", 6);
    static final Word PTHREAD_CREATE = Word.at("pthread_create", 7);

    /** Each gate's slot, and what is to be in it from now on. */
    static final Word PAIRS = Word.at("pairs", 8);

    static final int PAIR_BYTES = 2 * Long.BYTES;

    private ExitGuard() {}

    /** A handler for on_exit(3). */
    static Program handler() {
        Label next = new Label("next");
        Label turned = new Label("turned");
        Label done = new Label("done");
        return Program.named("at exit: handler(status, argument)")
                .enter()
                .store(A0, STATUS)
                .load(S0, COUNT)
                .address(S1, PAIRS)
                .mark(next)
                .branch(S0, EQUAL, 0, turned)
                .load(T0, S1, 0, U64)
                .because("a gate's slot")
                .load(T1, S1, Long.BYTES, U64)
                .because("where it leads from now on")
                .store(T1, T0, 0, U64)
                .add(S1, PAIR_BYTES)
                .add(S0, -1)
                .jump(next)
                .mark(turned)
                .load(T0, WATCH)
                .branch(T0, EQUAL, 0, done)
                .set(T0, 0)
                .because("one watchman will do")
                .store(T0, WATCH)
                .address(A0, THREAD)
                .set(A1, 0)
                .load(A2, WATCHMAN)
                .set(A3, 0)
                .call(PTHREAD_CREATE)
                .mark(done)
                .leaveAndReturn()
                .build();
    }

    /** The watchman's thread. */
    static Program watchman() {
        return Program.named("at exit: watchman(argument)")
                .enter()
                .set(A0, PATIENCE_SECONDS)
                .call(SLEEP)
                .load(A0, STATUS)
                .call(EXIT)
                .leaveAndReturn()
                .because("never reached")
                .build();
    }
}
