package dev.headcount.leak.corpus;

import dev.headcount.ledger.Ledger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Programs that hold memory, even more and more of it, and give it back in the end, or need it for good. */
final class Innocents {

    private Innocents() {}

    /** Of a thousand keys, 40 between two snapshots, the last 600 used ones are kept. */
    static final class BoundedCache implements Program {

        private static final int KEYS = 1000;
        private static final int CAPACITY = 600;
        private static final int REQUESTS = 40;

        private final Random random = new Random(Corpus.SEED);
        private final Jansson jansson;
        private final Map<Integer, Long> cache = new LinkedHashMap<>(16, 0.75f, true);

        BoundedCache(Route route, Ledger ledger) {
            jansson = Jansson.on(route, ledger);
        }

        @Override
        public void work(int snapshot) {
            for (int i = 0; i < REQUESTS; i++) {
                int key = random.nextInt(KEYS);
                if (cache.get(key) == null) {
                    cache.put(key, jansson.string(50 + key % 50));
                }
                if (cache.size() > CAPACITY) {
                    jansson.delete(cache.remove(cache.keySet().iterator().next()));
                }
            }
        }

        @Override
        public void close() {
            cache.values().forEach(jansson::delete);
            jansson.close();
        }
    }

    /** Documents that are used again: as many as were ever needed at once, which was never known before. */
    static final class Pool implements Program {

        private static final int CLIENTS = 40;

        private final Random random = new Random(Corpus.SEED);
        private final LibXml xml;
        private final Deque<Long> idle = new ArrayDeque<>();

        Pool(Route route, Ledger ledger) {
            xml = LibXml.on(route, ledger);
        }

        @Override
        public void work(int snapshot) {
            List<Long> busy = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                if (random.nextBoolean()) {
                    busy.add(idle.isEmpty() ? xml.document(200) : idle.removeLast());
                }
            }
            idle.addAll(busy);
        }

        @Override
        public void close() {
            idle.forEach(xml::free);
            xml.close();
        }
    }

    /** A job that collects for a dozen snapshots what it then gives back, again and again. */
    static final class Sawtooth implements Program {

        private static final int TOOTH = 12;

        private final LibXml xml;
        private final List<Long> batch = new ArrayList<>();

        Sawtooth(Route route, Ledger ledger) {
            xml = LibXml.on(route, ledger);
        }

        @Override
        public void work(int snapshot) {
            for (int i = 0; i < 10; i++) {
                batch.add(xml.document(100));
            }
            if (snapshot % TOOTH == 0) {
                close(batch);
            }
        }

        private void close(List<Long> documents) {
            documents.forEach(xml::free);
            documents.clear();
        }

        @Override
        public void close() {
            close(batch);
            xml.close();
        }
    }

    /** A database that is opened once and asked all the time. */
    static final class LongSession implements Program {

        private final Sqlite sqlite;
        private long database;

        LongSession(Route route, Ledger ledger) {
            sqlite = Sqlite.on(route, ledger);
        }

        @Override
        public void work(int snapshot) {
            if (snapshot == 1) {
                database = sqlite.open();
                sqlite.execute(database, "create table t (x)");
                sqlite.execute(database, "insert into t values (zeroblob(100000))");
            }
            for (int i = 0; i < 5; i++) {
                sqlite.finish(sqlite.prepare(database, "select hex(x) from t where x > " + (snapshot + i) % 17));
            }
        }

        @Override
        public void close() {
            sqlite.closeDatabase(database);
            sqlite.close();
        }
    }

    /** A snapshot each half hour from four in the afternoon: a table grows from eight to eight, and is dropped at midnight. */
    static final class DroppedAtNight implements Program {

        private static final int DAY = 48;
        private static final int STARTED = 32;
        private static final int OPENS = 16;
        private static final int CLOSES = 40;

        private final Sqlite sqlite;
        private final long database;

        DroppedAtNight(Route route, Ledger ledger) {
            sqlite = Sqlite.on(route, ledger);
            database = sqlite.open();
            sqlite.execute(database, "pragma auto_vacuum = full");
            sqlite.execute(database, "create table day (x)");
        }

        @Override
        public void work(int snapshot) {
            int time = (STARTED + snapshot) % DAY;
            if (time >= OPENS && time < CLOSES) {
                for (int i = 0; i < 10; i++) {
                    sqlite.execute(database, "insert into day values (zeroblob(1000))");
                }
            }
            if (time == 0) {
                sqlite.execute(database, "drop table day");
                sqlite.execute(database, "create table day (x)");
            }
        }

        @Override
        public void close() {
            sqlite.closeDatabase(database);
            sqlite.close();
        }
    }

    /** What is read during the first ten snapshots is needed for good. */
    static final class Initialisation implements Program {

        private final LibXml xml;
        private final List<Long> forGood = new ArrayList<>();

        Initialisation(Route route, Ledger ledger) {
            xml = LibXml.on(route, ledger);
        }

        @Override
        public void work(int snapshot) {
            for (int i = 0; i < 20; i++) {
                long document = xml.document(30);
                if (snapshot <= 10) {
                    forGood.add(document);
                } else {
                    xml.free(document);
                }
            }
        }

        @Override
        public void close() {
            forGood.forEach(xml::free);
            xml.close();
        }
    }

    /** Requests that take two snapshots: some twenty at once, and three times as many from the sixtieth on. */
    static final class StepInLoad extends InFlight {

        StepInLoad(Route route, Ledger ledger) {
            super(route, ledger);
        }

        @Override
        int requests(int snapshot, Random random) {
            return (snapshot < 60 ? 20 : 60) + random.nextInt(5);
        }
    }

    /** The same, and one more at once every other snapshot: what is held grows as what is done. */
    static final class RisingLoad extends InFlight {

        RisingLoad(Route route, Ledger ledger) {
            super(route, ledger);
        }

        @Override
        int requests(int snapshot, Random random) {
            return 20 + snapshot / 2 + random.nextInt(5);
        }
    }

    /** Requests that each hold a value for two snapshots. */
    abstract static class InFlight implements Program {

        private final Random random = new Random(Corpus.SEED);
        private final Jansson jansson;
        private final Map<Integer, List<Long>> inFlight = new HashMap<>();

        InFlight(Route route, Ledger ledger) {
            jansson = Jansson.on(route, ledger);
        }

        abstract int requests(int snapshot, Random random);

        @Override
        public void work(int snapshot) {
            List<Long> begun = new ArrayList<>();
            for (int i = requests(snapshot, random); i > 0; i--) {
                begun.add(jansson.string(100));
            }
            inFlight.put(snapshot, begun);
            List<Long> done = inFlight.remove(snapshot - 2);
            if (done != null) {
                done.forEach(jansson::delete);
            }
        }

        @Override
        public void close() {
            inFlight.values().forEach(begun -> begun.forEach(jansson::delete));
            jansson.close();
        }
    }

    /** Four hundred values at first, two of them less for each snapshot, while others come and go. */
    static final class SlowDrain implements Program {

        private final Jansson jansson;
        private final Deque<Long> rest = new ArrayDeque<>();

        SlowDrain(Route route, Ledger ledger) {
            jansson = Jansson.on(route, ledger);
        }

        @Override
        public void work(int snapshot) {
            for (int i = 0; i < (snapshot == 1 ? 400 : 1); i++) {
                rest.add(jansson.string(100));
            }
            for (int i = 0; i < 3 && !rest.isEmpty(); i++) {
                jansson.delete(rest.remove());
            }
        }

        @Override
        public void close() {
            rest.forEach(jansson::delete);
            jansson.close();
        }
    }
}
