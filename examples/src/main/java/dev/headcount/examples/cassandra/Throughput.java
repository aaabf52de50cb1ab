package dev.headcount.examples.cassandra;

import dev.headcount.examples.Screen;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Queries a second with the agent and without, in turn, so that a machine whose speed drifts slows both; medians and their
 * ratio. The JVMs are killed once they have answered: without the agent, an application with an allocator of upcalls cannot end
 * well.
 */
final class Throughput {

    private static final List<Load> LOADS =
            List.of(new Load("one by one", 5_000, 1), new Load("1,000 in flight", 40_000, 1_000));
    private static final int WARM_UP = 20_000;

    private final Screen screen;
    private final String agent;
    private final ContactPoint contact;

    Throughput(Screen screen, String agent, ContactPoint contact) {
        this.screen = screen;
        this.agent = agent;
        this.contact = contact;
    }

    /** Rows written, then read. */
    private record Load(String name, int rows, int inFlight) {}

    private record Measured(Variant variant, Load load, boolean withAgent) {}

    void measure(int rounds) throws InterruptedException {
        Map<Measured, List<Double>> figures = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Variant variant : Variant.values()) {
                boolean agentFirst = round % 2 == 1; // neither side is always the one that finds the server warmer
                run(variant, agentFirst, figures);
                run(variant, !agentFirst, figures);
            }
        }
        print(rounds, figures);
    }

    private void run(Variant variant, boolean withAgent, Map<Measured, List<Double>> figures)
            throws InterruptedException {
        List<String> options = withAgent ? List.of(agent) : List.of();
        try (Application application = Application.start(options, variant, contact, _ -> {})) {
            application.tell("connect");
            application.tell("create");
            application.tell("write " + WARM_UP + " 1000");
            application.tell("read " + WARM_UP + " 1000");
            for (Load load : LOADS) {
                String range = " " + load.rows + " " + load.inFlight;
                double seconds = application.tell("write" + range).seconds()
                        + application.tell("read" + range).seconds();
                figures.computeIfAbsent(new Measured(variant, load, withAgent), _ -> new ArrayList<>())
                        .add(2 * load.rows / seconds);
            }
        }
    }

    private void print(int rounds, Map<Measured, List<Double>> figures) {
        screen.line("Queries a second, half of them writes: medians of " + rounds + " runs each, in turn.");
        screen.line("");
        screen.bold("  %-46s%16s%10s%10s%8s".formatted("allocator", "queries", "no agent", "agent", "ratio"));
        for (Variant variant : Variant.values()) {
            for (Load load : LOADS) {
                double without = median(figures.get(new Measured(variant, load, false)));
                double with = median(figures.get(new Measured(variant, load, true)));
                String allocator = variant == Variant.OWN ? "the application's, of upcalls" : "none set";
                screen.line("  %-46s%16s%,10.0f%,10.0f%8.2f"
                        .formatted(allocator, load.name, without, with, with / without));
            }
        }
    }

    private static double median(List<Double> figures) {
        double[] sorted =
                figures.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
