package dev.headcount.examples.demo;

import dev.headcount.examples.ExampleException;
import dev.headcount.examples.Http;
import dev.headcount.examples.Screen;
import dev.headcount.examples.demo.app.Shop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Runs the demo. Exits with 0 if Headcount found what the application knows it leaked, to the block and to the byte;
 * with 1 if it did not or something went wrong; with 2 if something that the demo needs is missing.
 */
public final class Demo {

    private static final String AGENT = "headcount.agent.jar";
    private static final int SHORT_SECONDS = 8;
    private static final int MINUTES = Integer.getInteger("headcount.demo.minutes", 0);
    private static final int SECONDS =
            MINUTES > 0 ? 60 * MINUTES : Integer.getInteger("headcount.demo.seconds", SHORT_SECONDS);
    private static final String USUAL_PORT = "127.0.0.1:9404";

    private static final boolean NATIVE = "native".equals(System.getProperty("headcount.demo.allocator"));
    private static final boolean TIDY = Boolean.getBoolean("headcount.demo.tidy");

    private final Screen screen = new Screen();

    private Demo() {}

    public static void main(String[] arguments) throws InterruptedException {
        Locale.setDefault(Locale.ROOT); // numbers look the same everywhere
        int status;
        try {
            status = new Demo().run() ? 0 : ExampleException.FAILED;
        } catch (ExampleException e) {
            System.err.println("demo: " + e.getMessage());
            status = e.status();
        }
        System.exit(status);
    }

    private boolean run() throws InterruptedException {
        try (ApplicationProcess application = NATIVE ? onNativeAllocator() : underAgent();
                Http http = new Http()) {
            HeadcountClient headcount = new HeadcountClient(http, application.headcount());
            if (!NATIVE && MINUTES > 0) {
                Words.open(screen, application.headcount(), MINUTES, TIDY);
            }
            long requests = serve(new Load(http, application.shop()), headcount);

            // No request is running any more: both accounts are of the same moment.
            Truth truth = Truth.parse(http.get(application.shop().resolve("/truth")));
            Report report = headcount.report();
            List<String> metrics = headcount.metrics();
            application.stop();

            return show(requests, truth, report, metrics);
        }
    }

    private ApplicationProcess underAgent() {
        Path agent = agent();
        Words.opening(screen, "an allocator written in Java", "a -javaagent", TIDY);
        return ApplicationProcess.start(
                agent, MINUTES > 0 ? USUAL_PORT : ApplicationProcess.ANY_PORT, screen::quote, variant());
    }

    private ApplicationProcess onNativeAllocator() {
        Words.opening(screen, "Headcount's native allocator", "as a library", TIDY);
        return ApplicationProcess.startNative(screen::quote, variant());
    }

    private static String[] variant() {
        return TIDY ? new String[] {Shop.TIDY} : new String[0];
    }

    /** Returns whether Headcount and the application agree. */
    private boolean show(long requests, Truth truth, Report report, List<String> metrics) {
        Comparison comparison = Comparison.of(truth, report);
        screen.line("");
        screen.bold(
                "After %,d requests the shop has forgotten %,d statements.".formatted(requests, truth.statements()));
        report.libraries().forEach(library -> screen.line("Library " + library.name() + ": " + library.path()));
        screen.line("");
        new ComparisonText(screen).print(comparison);
        screen.line("");
        screen.line("From the Prometheus page, read while the shop was running:");
        MetricsExcerpt.of(metrics, truth).forEach(line -> screen.line("  " + line));
        if (!NATIVE && MINUTES == 0) { // without the agent there is no page
            Words.closing(screen, TIDY);
        }
        return comparison.agrees();
    }

    private static Path agent() {
        String jar = System.getProperty(AGENT);
        if (jar == null || !Files.isRegularFile(Path.of(jar))) {
            throw new ExampleException(
                    ExampleException.SOMETHING_MISSING,
                    "no agent at -D" + AGENT + "=" + jar + ": mvn package builds it");
        }
        return Path.of(jar).toAbsolutePath();
    }

    /** Keeps the shop busy and prints a line each second; returns the number of requests that were answered. */
    private long serve(Load load, HeadcountClient headcount) throws InterruptedException {
        screen.line("");
        screen.bold("%8s%12s%15s%14s".formatted("time", "requests", "live blocks", "live bytes"));
        progress(0, load, headcount);
        try (load) {
            load.start();
            long start = System.nanoTime();
            for (int second = 1; second <= SECONDS; second++) {
                long elapsed = (System.nanoTime() - start) / 1_000_000;
                Thread.sleep(Math.max(0, second * 1000L - elapsed));
                if (second <= SHORT_SECONDS || second % 60 == 0) {
                    progress(second, load, headcount);
                }
            }
        }
        screen.line("");
        return load.answered();
    }

    private void progress(int second, Load load, HeadcountClient headcount) {
        Amount live = headcount.report().live();
        double mebibytes = live.bytes() / (1024.0 * 1024);
        screen.line("%6d s%,12d%,15d%,10.2f MiB".formatted(second, load.answered(), live.blocks(), mebibytes));
    }
}
