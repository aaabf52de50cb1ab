package dev.headcount.leak.corpus;

import dev.headcount.ledger.Ledger;

/** A program that uses a library, watched from its start. */
interface Program extends AutoCloseable {

    /** What it does between two snapshots, the first of them having the number 1. */
    void work(int snapshot);

    /** Gives all back that it has, what it leaked included, so that the next one can begin. */
    @Override
    void close();

    /** Starts a program. */
    interface Start {
        Program on(Route route, Ledger ledger);
    }
}
