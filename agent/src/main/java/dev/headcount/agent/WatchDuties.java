package dev.headcount.agent;

import dev.headcount.agent.jfr.FlightEvents;
import dev.headcount.agent.linker.Books;
import dev.headcount.agent.options.AgentOptions;
import dev.headcount.agent.options.BaselineChoice;
import dev.headcount.agent.options.DumpChoice;
import dev.headcount.watch.AutoBaseline;
import dev.headcount.watch.Findings;
import dev.headcount.watch.LiveTrigger;
import dev.headcount.watch.Look;
import dev.headcount.watch.Watch;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/**
 * What the agent does whenever the watch has looked, on the watch's thread alone. What that takes is loaded by the first look;
 * a duty that fails is one line, and is given up.
 */
final class WatchDuties implements Consumer<Look> {

    private final AgentOptions options;
    private final Books books;
    private final Console console;
    private List<Consumer<Look>> duties;

    WatchDuties(AgentOptions options, Books books, Console console) {
        this.options = options;
        this.books = books;
        this.console = console;
    }

    @Override
    public void accept(Look look) {
        if (duties == null) {
            duties = duties();
        }
        Iterator<Consumer<Look>> remaining = duties.iterator();
        while (remaining.hasNext()) {
            Consumer<Look> duty = remaining.next();
            try {
                duty.accept(look);
            } catch (Throwable t) { // an Error too: the watch must go on
                remaining.remove();
                console.accept(duty.getClass().getSimpleName() + " failed and is given up: " + t);
            }
        }
    }

    private List<Consumer<Look>> duties() {
        List<Consumer<Look>> all = new ArrayList<>();
        switch (options.baseline()) {
            case BaselineChoice.Off() -> {}
            case BaselineChoice.Steady() -> all.add(AutoBaseline.whenSteady(this::takeBaseline));
            case BaselineChoice.After(int seconds) -> all.add(AutoBaseline.after(seconds, this::takeBaseline));
        }
        switch (options.dump()) {
            case DumpChoice.Off() -> {}
            case DumpChoice.AtSize(long bytes, var directory) ->
                all.add(new Dump(new LiveTrigger.Size(bytes), directory, books, console));
            case DumpChoice.AtGrowth(int percent, var directory) ->
                all.add(new Dump(new LiveTrigger.Growth(percent), directory, books, console));
        }
        if (ModuleLayer.boot().findModule("jdk.jfr").isPresent()) {
            all.add(new FlightEvents(
                    books, () -> books.watch().map(Watch::findings).orElse(Findings.NONE)));
        }
        return all;
    }

    private void takeBaseline() {
        books.watch().orElseThrow().takeBaseline();
    }
}
