package dev.headcount.ledger;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/** Counts all damage of one library by kind, and keeps the first {@value #KEPT} of each kind whole. */
final class DamageLog {

    static final int KEPT = 16;

    private final AtomicLongArray counts = new AtomicLongArray(DamageKind.values().length);
    private final AtomicInteger[] kept = new AtomicInteger[DamageKind.values().length];
    private final ConcurrentLinkedQueue<Damage> first = new ConcurrentLinkedQueue<>();

    DamageLog() {
        for (int i = 0; i < kept.length; i++) {
            kept[i] = new AtomicInteger();
        }
    }

    /** Counts one; true where the caller should also {@link #keep} it. */
    boolean count(DamageKind kind) {
        counts.incrementAndGet(kind.ordinal());
        return hasRoom(kind);
    }

    /** Takes the room for one more to {@link #keep}, if there is any. */
    boolean hasRoom(DamageKind kind) {
        AtomicInteger keptOfKind = kept[kind.ordinal()];
        return keptOfKind.get() < KEPT && keptOfKind.getAndIncrement() < KEPT;
    }

    void keep(Damage damage) {
        first.add(damage);
    }

    long total(DamageKind kind) {
        return counts.get(kind.ordinal());
    }

    List<Damage> first() {
        return List.copyOf(first);
    }
}
