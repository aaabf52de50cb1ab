package dev.headcount.examples.overhead;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Runs every way once a round, in turn, so that a machine whose speed drifts slows all of them; then prints medians and their
 * ratios.
 *
 * <p>System properties: {@code headcount.agent.jar}; {@code rounds}, 7 unless given.
 */
final class Overhead {

    private static final String WORKLOAD = "dev.headcount.examples.overhead.SqliteWorkload";
    private static final String HELLO = "dev.headcount.examples.overhead.HelloWorld";
    private static final String REQUESTS = "40000";
    private static final String AGENT = "http=127.0.0.1:0,report=off";

    private final String agent = System.getProperty("headcount.agent.jar");
    private final int rounds = Integer.getInteger("rounds", 7);

    public static void main(String[] arguments) throws Exception {
        new Overhead().compare();
    }

    private void compare() throws Exception {
        System.out.printf("%nSQLite, malloc-bound: %s requests of insert and select, µs a request%n", REQUESTS);
        Run upcalls = workload("Java upcalls, no agent", null, "upcalls", "1");
        Run tracked = workload("Java upcalls, agent", AGENT, "upcalls", "1");
        Run one = workload("the same without SQLite's statistics", AGENT, "upcalls", "1", "nostatus");
        Run two = workload("and on two threads", AGENT, "upcalls", "2", "nostatus");
        Map<Run, Double> medians = medians(
                List.of(
                        workload("SQLite's own allocator, no agent", null, "default", "1"),
                        upcalls,
                        workload("Java upcalls, agent, stacks=off", AGENT + ",stacks=off", "upcalls", "1"),
                        tracked,
                        one,
                        two),
                result -> Double.parseDouble(result.printed()));
        table(medians, upcalls);
        System.out.printf(
                "%n  agent / no agent: %.2f    throughput of two threads / one, with the agent: %.2f%n",
                medians.get(tracked) / medians.get(upcalls), medians.get(one) / medians.get(two));

        System.out.printf("%nStart-up: hello world, ms of the whole process%n");
        Run hello = new Run("no agent", null, List.of(HELLO));
        Run helloAgent = new Run("agent", AGENT, List.of(HELLO));
        Run ffm = new Run("with one FFM call, no agent", null, List.of(HELLO, "ffm"));
        Run ffmAgent = new Run("with one FFM call, agent", AGENT, List.of(HELLO, "ffm"));
        Map<Run, Double> starts = medians(List.of(hello, helloAgent, ffm, ffmAgent), Run.Result::milliseconds);
        table(starts, hello);
        System.out.printf(
                "%n  the agent adds %.0f ms, with FFM %.0f ms%n",
                starts.get(helloAgent) - starts.get(hello), starts.get(ffmAgent) - starts.get(ffm));
    }

    private static Run workload(String name, String agentOptions, String allocator, String... further) {
        List<String> main = new ArrayList<>(List.of(WORKLOAD, allocator, REQUESTS));
        main.addAll(List.of(further));
        return new Run(name, agentOptions, main);
    }

    private Map<Run, Double> medians(List<Run> runs, ToDoubleFunction<Run.Result> figure) throws Exception {
        Map<Run, List<Double>> figures = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Run run : runs) {
                figures.computeIfAbsent(run, _ -> new ArrayList<>()).add(figure.applyAsDouble(run.once(agent)));
            }
        }
        Map<Run, Double> medians = new LinkedHashMap<>();
        figures.forEach((run, all) -> medians.put(run, median(all)));
        return medians;
    }

    private static double median(List<Double> figures) {
        double[] sorted = figures.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private void table(Map<Run, Double> medians, Run base) {
        System.out.printf("  median of %d runs each, in turn%n%n", rounds);
        medians.forEach((run, median) ->
                System.out.printf("  %-38s %8.1f   %5.2f%n", run.name(), median, median / medians.get(base)));
    }
}
