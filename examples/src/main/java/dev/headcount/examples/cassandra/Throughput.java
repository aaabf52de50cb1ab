package dev.headcount.examples.cassandra;

import dev.headcount.examples.Screen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Queries a second with the agent and without, in turn, so that a machine whose speed drifts slows both; medians and their
 * ratio. Beside it the processor time of the application, which tells more where the server has the same processors. The JVMs
 * are killed once they have answered: without the agent, an application with an allocator of upcalls cannot end well.
 */
final class Throughput {

    private static final List<Load> LOADS =
            List.of(new Load("one by one", 5_000, 1), new Load("1,000 in flight", 100_000, 1_000));

    private final Screen screen;
    private final String agent;
    private final ContactPoint contact;

    Throughput(Screen screen, String agent, ContactPoint contact) {
        this.screen = screen;
        this.agent = agent;
        this.contact = contact;
    }

    /** Rows written, then read. */
    private record Load(String name, int rows, int inFlight) {

        /** Answers how many seconds it took. */
        double put(Application application) throws InterruptedException {
            String range = " " + rows + " " + inFlight;
            return application.tell("write" + range).seconds()
                    + application.tell("read" + range).seconds();
        }
    }

    private record Measured(Variant variant, Load load, boolean withAgent) {}

    /** @param processorMicros what the application's process took of the processors for each query */
    private record Figures(double queriesPerSecond, double processorMicros) {}

    void measure(int rounds) throws InterruptedException {
        Map<Measured, List<Figures>> figures = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Variant variant : Variant.values()) {
                boolean agentFirst = round % 2 == 1; // neither side is always the one that finds the server warmer
                run(variant, agentFirst, figures);
                run(variant, !agentFirst, figures);
            }
        }
        print(rounds, figures);
    }

    private void run(Variant variant, boolean withAgent, Map<Measured, List<Figures>> figures)
            throws InterruptedException {
        List<String> options = withAgent ? List.of(agent) : List.of();
        try (Application application = Application.start(options, variant, contact, _ -> {})) {
            application.tell("connect");
            application.tell("create");
            for (Load load : LOADS.reversed()) {
                load.put(application); // not measured: the compiler is still at work
            }
            for (Load load : LOADS) {
                Duration before = application.processorTime();
                double seconds = load.put(application);
                Duration took = application.processorTime().minus(before);
                figures.computeIfAbsent(new Measured(variant, load, withAgent), _ -> new ArrayList<>())
                        .add(new Figures(2 * load.rows / seconds, took.toNanos() / 1e3 / (2 * load.rows)));
            }
        }
    }

    private void print(int rounds, Map<Measured, List<Figures>> figures) {
        screen.line("Half of the queries are writes: medians of " + rounds + " runs each, in turn.");
        print("Queries a second", figures, Figures::queriesPerSecond);
        print("Processor time of the application, µs a query", figures, Figures::processorMicros);
    }

    private void print(String what, Map<Measured, List<Figures>> figures, ToDoubleFunction<Figures> figure) {
        screen.line("");
        screen.line(what);
        screen.bold("  %-46s%16s%10s%10s%8s".formatted("allocator", "queries", "no agent", "agent", "ratio"));
        for (Variant variant : Variant.values()) {
            for (Load load : LOADS) {
                double without = median(figures.get(new Measured(variant, load, false)), figure);
                double with = median(figures.get(new Measured(variant, load, true)), figure);
                String allocator = variant == Variant.OWN ? "the application's, of upcalls" : "none set";
                screen.line("  %-46s%16s%,10.0f%,10.0f%8.2f"
                        .formatted(allocator, load.name, without, with, with / without));
            }
        }
    }

    private static double median(List<Figures> figures, ToDoubleFunction<Figures> figure) {
        double[] sorted = figures.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
