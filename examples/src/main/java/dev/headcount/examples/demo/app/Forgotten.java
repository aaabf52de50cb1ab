package dev.headcount.examples.demo.app;

/** The shop's own account of its leak: the statements it forgot, and what they hold. */
final class Forgotten {

    private long statements;
    private Footprint prepared = Footprint.NONE;
    private Footprint bound = Footprint.NONE;

    synchronized void add(Footprint ofPrepare, Footprint ofBind) {
        statements++;
        prepared = prepared.plus(ofPrepare);
        bound = bound.plus(ofBind);
    }

    synchronized long statements() {
        return statements;
    }

    synchronized Footprint total() {
        return prepared.plus(bound);
    }

    synchronized String json() {
        String leaks = leak("sqlite3_prepare_v2", prepared) + ", " + leak("sqlite3_bind_text", bound);
        String handler = Reports.class.getName() + ".sales";
        return "{\"statements\": " + statements + ", \"handler\": \"" + handler + "\", \"leaks\": [" + leaks + "]}\n";
    }

    private static String leak(String function, Footprint left) {
        String amount = "\"blocks\": " + left.blocks() + ", \"bytes\": " + left.bytes();
        return "{\"function\": \"" + function + "\", " + amount + "}";
    }
}
