package dev.headcount.examples.cassandra;

import dev.headcount.examples.Http;
import dev.headcount.examples.Screen;
import java.util.ArrayList;
import java.util.List;

/** The application from its start to its end, with Headcount's figures beside its own. */
final class VariantRun {

    private static final int ROWS = 10_000;
    private static final int IN_FLIGHT = 1_000;
    private static final int FORGOTTEN = 500;

    private static final List<Task> TASKS = List.of(
            new Task("connect", "connecting", "in all", 1),
            new Task("create", "the schema", "in all", 1),
            new Task("write " + ROWS + " 1", "a write", "one by one", ROWS),
            new Task("read " + ROWS + " 1", "a read", "one by one", ROWS),
            new Task("write " + ROWS + " " + IN_FLIGHT, "a write", "in flight", ROWS),
            new Task("read " + ROWS + " " + IN_FLIGHT, "a read", "in flight", ROWS));

    private final Screen screen;
    private final Http http;
    private final Variant variant;

    VariantRun(Screen screen, Http http, Variant variant) {
        this.screen = screen;
        this.http = http;
        this.variant = variant;
    }

    /**
     * A command to the application, and what the table calls it.
     *
     * @param times the queries, where the figures are for one of them
     */
    private record Task(String command, String title, String subtitle, int times) {}

    /** Returns whether Headcount found what the application had forgotten, and the application ended well. */
    boolean run(List<String> options, ContactPoint contact) throws InterruptedException {
        screen.bold(variant.sentence());
        screen.line("");
        try (Application application = Application.start(options, variant, contact, screen::quote)) {
            application.tell("account"); // nothing is linked before, and so nothing known to Headcount
            HeadcountClient headcount = new HeadcountClient(http, application.headcount());
            screen.line("");
            Figures.Library library = headcount.atRest().library();
            screen.line("Library cassandra: " + library.path());
            screen.line("Allocator: " + library.allocator());
            screen.line("");
            new StepTable(screen).print(steps(application, headcount));
            screen.line("  In flight: %,d queries at a time.".formatted(IN_FLIGHT));
            screen.line("");
            account(application.tell("account"));
            Leak leak = leak(application, headcount);
            application.tell("close");
            Figures.Library closed = headcount.atRest().library();
            Application.End end = application.end();
            screen.line("After a clean close the driver holds %,d blocks: %,d allocations, %,d frees."
                    .formatted(closed.liveBlocks(), closed.allocations(), closed.frees()));
            screen.line("The application ended with status " + end.status() + " within " + end.milliseconds() + " ms.");
            return leak.agrees() && closed.liveBlocks() == 0 && end.status() == 0;
        }
    }

    private List<Step> steps(Application application, HeadcountClient headcount) throws InterruptedException {
        List<Step> steps = new ArrayList<>();
        Figures before = headcount.atRest();
        for (Task task : TASKS) {
            double seconds = application.tell(task.command).seconds();
            Figures after = headcount.atRest();
            steps.add(Step.between(before, after, task.title, task.subtitle, task.times, seconds));
            before = after;
        }
        return steps;
    }

    /** Only an allocator of its own tells the application anything. */
    private void account(Answer answer) {
        if (!answer.figures().isEmpty()) {
            long frees = answer.figures().get(1);
            long ofOthers = answer.figures().get(2);
            screen.line("The application's own account: %,d frees, %.0f %% of them on another thread than the malloc."
                    .formatted(frees, 100.0 * ofOthers / frees));
            screen.line("");
        }
    }

    private Leak leak(Application application, HeadcountClient headcount) throws InterruptedException {
        application.tell("reports");
        application.tell("report " + FORGOTTEN);
        Figures before = headcount.atRest();
        application.tell("forget " + FORGOTTEN);
        Figures leaked = headcount.atRest();
        Answer freed = application.tell("free");
        Leak leak = Leak.of(before, leaked, headcount.atRest(), freed.figures());
        screen.line(
                "One of two handlers forgets cass_result_free. Its session was connected by a thread named 'reports'.");
        leak.print(screen);
        screen.line("");
        return leak;
    }
}
