package dev.headcount.history;

/** What may be asked of a history by whoever shows it. */
public interface HistoryView {

    /** A history without a reading. */
    HistoryView EMPTY = new HistoryView() {
        @Override
        public Curve site(int id) {
            return Curve.EMPTY;
        }

        @Override
        public Curve library(String name) {
            return Curve.EMPTY;
        }

        @Override
        public long bytes() {
            return 0;
        }
    };

    /** The readings of the site with the id; empty where there are none. */
    Curve site(int id);

    /** The readings of a library, libraries of the same name added up; empty where there are none. */
    Curve library(String name);

    /** What the history takes, in bytes of the Java heap. */
    long bytes();
}
