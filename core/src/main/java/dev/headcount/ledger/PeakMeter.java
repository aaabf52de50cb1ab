package dev.headcount.ledger;

import dev.headcount.memory.Memory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;

/**
 * The most bytes that one library ever held at once.
 *
 * <p>A common total that every event adds to would be the one line that all threads fight for. So each thread keeps its own
 * balance since it last reported, and the highest that balance was (in its {@link CounterRecord}), and reports when the
 * balance has moved by {@value #QUANTUM} bytes. The peak is therefore exact while one thread allocates at a time, and
 * otherwise within {@value #QUANTUM} bytes for each thread at work.
 */
final class PeakMeter {

    static final long QUANTUM = 64 * 1024;

    private final AtomicLong reported = new AtomicLong();
    private final LongAccumulator peak = new LongAccumulator(Math::max, 0);

    void grew(boolean shared, long record, long bytes) {
        if (shared) {
            report(bytes, bytes);
            return;
        }
        long balance = Memory.getLong(record + CounterRecord.BALANCE) + bytes;
        if (balance > Memory.getLong(record + CounterRecord.HIGHEST)) {
            Memory.setLong(record + CounterRecord.HIGHEST, balance);
            if (balance >= QUANTUM) {
                balance = reportPage(record, balance);
            }
        }
        Memory.setLong(record + CounterRecord.BALANCE, balance);
    }

    void shrank(boolean shared, long record, long bytes) {
        if (shared) {
            report(-bytes, 0);
            return;
        }
        long balance = Memory.getLong(record + CounterRecord.BALANCE) - bytes;
        if (balance <= -QUANTUM) {
            balance = reportPage(record, balance);
        }
        Memory.setLong(record + CounterRecord.BALANCE, balance);
    }

    private long reportPage(long record, long balance) {
        report(balance, Memory.getLong(record + CounterRecord.HIGHEST));
        Memory.setLong(record + CounterRecord.HIGHEST, 0);
        return 0;
    }

    private void report(long balance, long highest) {
        peak.accumulate(reported.getAndAdd(balance) + highest);
    }

    /** @param highest the largest unreported high of any thread */
    long peak(long highest) {
        return Math.max(peak.get(), reported.get() + highest);
    }
}
