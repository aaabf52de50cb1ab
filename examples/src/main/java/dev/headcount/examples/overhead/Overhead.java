package dev.headcount.examples.overhead;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Runs every way once a round, in turn, so that a machine whose speed drifts slows all of them; then prints medians and their
 * ratios.
 *
 * <p>System properties: {@code headcount.agent.jar}; {@code async.profiler}, its library; {@code rounds}, 7 unless given;
 * {@code parts}, which of {@code slices}, {@code threads}, {@code page}, {@code native}, {@code upcalls} and {@code start} to
 * measure, all unless given.
 */
final class Overhead {

    private static final String WORKLOAD = "dev.headcount.examples.overhead.SqliteWorkload";
    private static final String SLICES = "dev.headcount.examples.overhead.Slices";
    private static final String THREAD_SLICES = "dev.headcount.examples.overhead.ThreadSlices";
    private static final String WATCH_SLICES = "dev.headcount.examples.overhead.WatchSlices";
    private static final String PAGE_SLICES = "dev.headcount.examples.overhead.PageSlices";
    private static final String HELLO = "dev.headcount.examples.overhead.HelloWorld";
    private static final String REQUESTS = "40000";

    /** Lets the stack be walked the fast way, as the agent does. */
    private static final String WALK = "--add-opens=java.base/java.lang=ALL-UNNAMED";

    /** What the slices compare: the allocator, and what it is called. */
    private static final SequencedMap<String, String> SIDES = sides();

    private final int rounds = Integer.getInteger("rounds", 7);

    public static void main(String[] arguments) throws Exception {
        new Overhead().compare();
    }

    private static SequencedMap<String, String> sides() {
        SequencedMap<String, String> sides = new LinkedHashMap<>();
        sides.put("default", "SQLite's own allocator");
        sides.put("native", "native, by API function");
        sides.put("paths", "native, by Java call path");
        return sides;
    }

    private void compare() throws Exception {
        String parts = System.getProperty("parts", "slices,threads,page,native,upcalls,start");
        if (parts.contains("slices")) {
            slices();
        }
        if (parts.contains("threads")) {
            threads();
        }
        if (parts.contains("page")) {
            page();
        }
        if (parts.contains("native")) {
            nativeAllocator();
        }
        if (parts.contains("upcalls")) {
            upcallAllocator();
        }
        if (parts.contains("start")) {
            start();
        }
    }

    private void nativeAllocator() throws Exception {
        System.out.printf("%nSQLite, malloc-bound, the allocator and its peers: %s requests, µs a request%n", REQUESTS);
        Run plain = workload("SQLite's own allocator", null, "default", "1");
        Run counted = workload("native, by API function", null, "native", "1");
        Run paths = workload("native, by Java call path", WALK, "paths", "1");
        Run plainOne = workload("SQLite's own, without its statistics", null, "default", "1", "nostatus");
        Run plainTwo = workload("and on two threads", null, "default", "2", "nostatus");
        Run one = workload("native, without SQLite's statistics", null, "native", "1", "nostatus");
        Run two = workload("and on two threads", null, "native", "2", "nostatus");
        Run agent = workload("nothing set, agent, stacks=off", agent(",stacks=off"), "default", "1");
        Run agentPaths = workload("nothing set, agent", agent(""), "default", "1");
        List<Run> runs =
                new ArrayList<>(List.of(plain, agent, agentPaths, counted, paths, plainOne, plainTwo, one, two));
        runs.addAll(Peers.present(plain));
        Map<Run, Double> medians = medians(runs, Overhead::microseconds);
        table(medians, plain);
        System.out.printf(
                "%n  throughput of two threads / one: %.2f native, %.2f SQLite's own%n",
                medians.get(one) / medians.get(two), medians.get(plainOne) / medians.get(plainTwo));
    }

    /** All of them within one JVM, for ratios that a busy neighbour does not change. */
    private void slices() throws Exception {
        System.out.printf("%nSQLite, malloc-bound, slices of 500 requests in turn within one JVM, µs a request%n");
        List<double[]> figures = figures(new Run("slices", List.of(WALK), arguments(SLICES)));
        System.out.printf("  median of %d JVMs, and of their ratios%n%n", rounds);
        int side = 0;
        for (String name : SIDES.values()) {
            int at = side++;
            double ratio =
                    median(figures.stream().map(each -> each[at] / each[0]).toList());
            System.out.printf("  %-38s %8.1f   %5.2f%n", name, median(figures, at), ratio);
        }
    }

    /** One thread and two within one JVM, for gains that a busy neighbour does not change. */
    private void threads() throws Exception {
        System.out.printf(
                "%nSQLite, malloc-bound, two threads in slices within one JVM: times the throughput of one%n");
        List<double[]> figures = figures(new Run("threads", List.of(WALK), arguments(THREAD_SLICES)));
        System.out.printf("  median of %d JVMs%n%n", rounds);
        int side = 0;
        for (String name : SIDES.values()) {
            System.out.printf("  %-38s %8.2f%n", name, median(figures, side++));
        }
    }

    /** The class and every side. */
    private static List<String> arguments(String main) {
        return Stream.concat(Stream.of(main), SIDES.keySet().stream()).toList();
    }

    /** The ledger watched and not, and the live page open and closed, each within one JVM. */
    private void page() throws Exception {
        System.out.printf("%nSQLite, malloc-bound, history, verdicts and the live page, in turn with none of them%n");
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        String agent =
                "-javaagent:" + System.getProperty("headcount.agent.jar") + "=http=127.0.0.1:" + port + ",report=off";
        List<double[]> watched = figures(new Run("watch", List.of(WALK), List.of(WATCH_SLICES)));
        List<double[]> page = figures(new Run("page", List.of(agent), List.of(PAGE_SLICES, Integer.toString(port))));
        System.out.printf("  median of %d JVMs each%n%n", rounds);
        System.out.printf("  %-38s %8.3f%n", "history and verdicts / neither", median(watched, 0));
        System.out.printf("  %-38s %8.3f%n", "under the agent, page open / closed", median(page, 0));
        System.out.printf(
                "%n  Headcount's threads take %.1f %% of a processor while the page is open%n", 100 * median(page, 1));
    }

    private static double median(List<double[]> figures, int side) {
        return median(figures.stream().map(each -> each[side]).toList());
    }

    private List<double[]> figures(Run run) throws Exception {
        List<double[]> figures = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            announce(round, run.name());
            figures.add(Arrays.stream(run.once().printed().split(" "))
                    .mapToDouble(Double::parseDouble)
                    .toArray());
        }
        return figures;
    }

    private void upcallAllocator() throws Exception {
        System.out.printf("%nSQLite, malloc-bound: %s requests of insert and select, µs a request%n", REQUESTS);
        Run upcalls = workload("Java upcalls, no agent", null, "upcalls", "1");
        Run tracked = workload("Java upcalls, agent", agent(""), "upcalls", "1");
        Run one = workload("the same without SQLite's statistics", agent(""), "upcalls", "1", "nostatus");
        Run two = workload("and on two threads", agent(""), "upcalls", "2", "nostatus");
        Map<Run, Double> medians = medians(
                List.of(
                        workload("SQLite's own allocator, no agent", null, "default", "1"),
                        upcalls,
                        workload("Java upcalls, agent, stacks=off", agent(",stacks=off"), "upcalls", "1"),
                        tracked,
                        one,
                        two),
                Overhead::microseconds);
        table(medians, upcalls);
        System.out.printf(
                "%n  agent / no agent: %.2f    throughput of two threads / one, with the agent: %.2f%n",
                medians.get(tracked) / medians.get(upcalls), medians.get(one) / medians.get(two));
    }

    private void start() throws Exception {
        System.out.printf("%nStart-up: hello world, ms of the whole process%n");
        Run hello = new Run("no agent", List.of(), List.of(HELLO));
        Run helloAgent = new Run("agent", List.of(agent("")), List.of(HELLO));
        Run ffm = new Run("with one FFM call, no agent", List.of(), List.of(HELLO, "ffm"));
        Run ffmAgent = new Run("with one FFM call, agent", List.of(agent("")), List.of(HELLO, "ffm"));
        Map<Run, Double> starts = medians(List.of(hello, helloAgent, ffm, ffmAgent), Run.Result::milliseconds);
        table(starts, hello);
        System.out.printf(
                "%n  the agent adds %.0f ms, with FFM %.0f ms%n",
                starts.get(helloAgent) - starts.get(hello), starts.get(ffmAgent) - starts.get(ffm));
    }

    private String agent(String furtherOptions) {
        return "-javaagent:" + System.getProperty("headcount.agent.jar") + "=http=127.0.0.1:0,report=off"
                + furtherOptions;
    }

    private static Run workload(String name, String option, String allocator, String... further) {
        List<String> main = new ArrayList<>(List.of(WORKLOAD, allocator, REQUESTS));
        main.addAll(List.of(further));
        return new Run(name, option == null ? List.of() : List.of(option), main);
    }

    private static double microseconds(Run.Result result) {
        return Double.parseDouble(result.printed());
    }

    private Map<Run, Double> medians(List<Run> runs, ToDoubleFunction<Run.Result> figure) throws Exception {
        Map<Run, List<Double>> figures = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            announce(round, "each of " + runs.size());
            for (Run run : runs) {
                figures.computeIfAbsent(run, _ -> new ArrayList<>()).add(figure.applyAsDouble(run.once()));
            }
        }
        Map<Run, Double> medians = new LinkedHashMap<>();
        figures.forEach((run, all) -> medians.put(run, median(all)));
        return medians;
    }

    /** To whoever waits: a round takes seconds to minutes. */
    private void announce(int round, String what) {
        System.err.printf("  round %d of %d: %s%n", round + 1, rounds, what);
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
