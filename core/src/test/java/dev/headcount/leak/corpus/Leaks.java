package dev.headcount.leak.corpus;

import dev.headcount.ledger.Ledger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Programs that leak. Each keeps what it leaks in a list, to be able to end; no function of the library gets it before. */
final class Leaks {

    private static final int REQUESTS = 5;

    private Leaks() {}

    /** A statement that is not finalized, on every request; the same statement is finalized in four other places. */
    static final class EveryRequest implements Program {

        private final Sqlite sqlite;
        private final long database;
        private final List<Long> leaked = new ArrayList<>();

        EveryRequest(Route route, Ledger ledger) {
            sqlite = Sqlite.on(route, ledger);
            database = sqlite.open();
            sqlite.execute(database, "create table report (month, total)");
        }

        @Override
        public void work(int snapshot) {
            for (int request = 1; request < REQUESTS; request++) {
                sqlite.finish(sqlite.prepare(database, "select total from report where month = " + request));
            }
            leaked.add(sqlite.prepare(database, "select sum(total) from report group by month"));
        }

        @Override
        public void close() {
            leaked.forEach(sqlite::finish);
            sqlite.closeDatabase(database);
            sqlite.close();
        }
    }

    /** One value of so many is not deleted. */
    abstract static class Seldom implements Program {

        private final Jansson jansson;
        private final int leakedOf;
        private final List<Long> leaked = new ArrayList<>();
        private int values;

        Seldom(Route route, Ledger ledger, int leakedOf) {
            jansson = Jansson.on(route, ledger);
            this.leakedOf = leakedOf;
        }

        /** How many there are before this snapshot. */
        abstract int values(int snapshot);

        @Override
        public void work(int snapshot) {
            int wanted = values(snapshot);
            for (int i = 0; i < wanted; i++) {
                long value = jansson.string(100);
                if (++values % leakedOf == 0) {
                    leaked.add(value);
                } else {
                    jansson.delete(value);
                }
            }
        }

        @Override
        public void close() {
            leaked.forEach(jansson::delete);
            jansson.close();
        }
    }

    /** Every thousandth of 250 values between two snapshots is not deleted. */
    static final class OneInAThousand extends Seldom {

        OneInAThousand(Route route, Ledger ledger) {
            super(route, ledger, 1000);
        }

        @Override
        int values(int snapshot) {
            return 250;
        }
    }

    /** One of ten values is not deleted, and from one snapshot to the next there are half as many. */
    static final class HalfTheLoad extends Seldom {

        private static final int HALVED_AT = 60;

        HalfTheLoad(Route route, Ledger ledger) {
            super(route, ledger, 10);
        }

        @Override
        int values(int snapshot) {
            return snapshot < HALVED_AT ? 200 : 100;
        }
    }

    /** One of ten values is not deleted, and there are half as many again and half as many, in waves of 60 snapshots. */
    static final class WavesOfLoad extends Seldom {

        private static final int LENGTH = 60;

        WavesOfLoad(Route route, Ledger ledger) {
            super(route, ledger, 10);
        }

        @Override
        int values(int snapshot) {
            return (int) (200 + 100 * Math.sin(2 * Math.PI * snapshot / LENGTH));
        }
    }

    /** Some hundred values of any size come and go all the time; one of three characters each minute does not go. */
    static final class FewBytesUnderChurn implements Program {

        private static final int FEWEST = 150;
        private static final int REPLACED = 60;

        private final Random random = new Random(Corpus.SEED);
        private final Jansson jansson;
        private final List<Long> alive = new ArrayList<>();
        private final List<Long> leaked = new ArrayList<>();

        FewBytesUnderChurn(Route route, Ledger ledger) {
            jansson = Jansson.on(route, ledger);
        }

        @Override
        public void work(int snapshot) {
            for (int i = 0; i < REPLACED && !alive.isEmpty(); i++) {
                jansson.delete(alive.remove(random.nextInt(alive.size())));
            }
            int wanted = FEWEST + random.nextInt(50);
            while (alive.size() > wanted) {
                jansson.delete(alive.removeLast());
            }
            while (alive.size() <= wanted) { // the leaked one comes from the same place
                alive.add(jansson.string(alive.size() == wanted ? 3 : random.nextInt(60)));
            }
            leaked.add(alive.removeLast());
        }

        @Override
        public void close() {
            alive.forEach(jansson::delete);
            leaked.forEach(jansson::delete);
            jansson.close();
        }
    }

    /** Eight documents at once, every twelfth snapshot. */
    static final class Bursts implements Program {

        private static final int BURST = 8;
        private static final int EVERY = 12;

        private final LibXml xml;
        private final List<Long> leaked = new ArrayList<>();

        Bursts(Route route, Ledger ledger) {
            xml = LibXml.on(route, ledger);
        }

        @Override
        public void work(int snapshot) {
            List<Long> documents = new ArrayList<>();
            for (int i = 0; i < BURST; i++) {
                documents.add(xml.document(50));
            }
            if (snapshot % EVERY == 0) {
                leaked.addAll(documents);
            } else {
                documents.forEach(xml::free);
            }
        }

        @Override
        public void close() {
            leaked.forEach(xml::free);
            xml.close();
        }
    }

    /** One value for each snapshot, from a native thread; Java threads use the same function and give all back. */
    static final class OnANativeThread implements Program {

        private final Jansson jansson;
        private final List<Long> leaked = new ArrayList<>();

        OnANativeThread(Route route, Ledger ledger) {
            jansson = Jansson.on(route, ledger);
        }

        @Override
        public void work(int snapshot) {
            for (int i = 0; i < REQUESTS; i++) {
                jansson.delete(jansson.string(80));
            }
            jansson.delete(jansson.stringOnNativeThread(40));
            leaked.add(jansson.stringOnNativeThread(40));
        }

        @Override
        public void close() {
            leaked.forEach(jansson::delete);
            jansson.close();
        }
    }

    /** Two buffers for each snapshot, and one of those leaked before gets another size. */
    static final class Reallocated implements Program {

        private final Random random = new Random(Corpus.SEED);
        private final Sqlite sqlite;
        private final List<Long> leaked = new ArrayList<>();

        Reallocated(Route route, Ledger ledger) {
            sqlite = Sqlite.on(route, ledger);
        }

        @Override
        public void work(int snapshot) {
            for (int i = 0; i < 2; i++) {
                leaked.add(sqlite.call("sqlite3_malloc", 100));
            }
            int which = random.nextInt(leaked.size());
            leaked.set(which, sqlite.call("sqlite3_realloc", leaked.get(which), 100 + random.nextInt(100)));
        }

        @Override
        public void close() {
            leaked.forEach(block -> sqlite.call("sqlite3_free", block));
            sqlite.close();
        }
    }
}
