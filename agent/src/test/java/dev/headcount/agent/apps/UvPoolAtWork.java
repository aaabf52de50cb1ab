package dev.headcount.agent.apps;

import dev.headcount.gate.allocator.NativeAllocator;
import dev.headcount.gate.allocator.NativeAllocators;
import dev.headcount.ledger.Ledger;
import dev.headcount.ledger.LedgerOptions;
import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.ledger.LibrarySnapshot;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/**
 * Lets the threads of libuv's pool work. Started with the file of {@code pool.c}, how many threads there are, for how many
 * milliseconds they work, and the allocator: {@code native}, {@code counted}, which is the same with all calls counted by
 * native code on their way, or {@code java}. Says what native code counted, what the ledger did, and what Java threads there
 * were.
 */
public final class UvPoolAtWork {

    private UvPoolAtWork() {}

    public static void main(String[] arguments) throws Throwable {
        int threads = Integer.parseInt(arguments[1]);
        Duration time = Duration.ofMillis(Long.parseLong(arguments[2]));
        ThreadMXBean bean = ManagementFactory.getThreadMXBean();
        Ledger ledger = Ledger.open(LedgerOptions.DEFAULT);
        NativeAllocator allocator =
                NativeAllocators.over(ledger).orElseThrow().forLibrary("uv").orElseThrow();
        UvPool pool = new UvPool(arguments[0]);
        boolean java = arguments[3].equals("java");
        pool.install(
                java ? AllocatorPointers.longs(new CountingAllocator(16)) : NativePointers.of(allocator),
                arguments[3].equals("counted"));

        int javaThreads = Thread.getAllStackTraces().size();
        long started = bean.getTotalStartedThreadCount();
        pool.open(threads);
        long deadline = System.nanoTime() + time.toNanos();
        long rounds = 0;
        while (System.nanoTime() < deadline) {
            pool.round();
            rounds++;
        }
        int more = Thread.getAllStackTraces().size() - javaThreads;
        long damaged = pool.close();
        started = bean.getTotalStartedThreadCount() - started;

        System.out.println(pool.truth());
        System.out.println(figures(ledger.snapshot()));
        System.out.println("rounds=" + rounds + " damaged=" + damaged + " javaThreads=" + more + " started=" + started);
    }

    private static String figures(LedgerSnapshot snapshot) {
        LibrarySnapshot uv = snapshot.libraries().getFirst();
        return "liveBlocks=" + uv.liveBlocks() + " liveBytes=" + uv.liveBytes() + " allocations=" + uv.allocations()
                + " reallocations=" + uv.reallocations() + " frees=" + uv.frees() + " allocated_bytes="
                + uv.allocatedBytes() + " freed_bytes=" + uv.freedBytes() + " foreign=" + uv.foreignFrees() + " damage="
                + uv.damage().values().stream().mapToLong(Long::longValue).sum() + " upcalls="
                + snapshot.tracker().gateUpcalls() + " faults="
                + snapshot.tracker().faults();
    }
}
