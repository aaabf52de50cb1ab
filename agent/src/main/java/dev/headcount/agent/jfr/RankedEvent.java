package dev.headcount.agent.jfr;

import dev.headcount.site.Site;
import java.util.stream.Collectors;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.SettingDefinition;

/** An event on a site, one of several at a time; only the first ones are recorded. */
abstract class RankedEvent extends Event {

    @Label("Rank")
    @Description("1 for the first of those written at the same time")
    int rank;

    @Label("Site")
    @Description("The number of the site, the same in all events and reports of the process")
    int site;

    @Label("Library")
    String library;

    @Label("Function")
    @Description("The function of the library that was entered")
    String function;

    @Label("Native Thread")
    @Description("The name of the thread, where it is none of Java's")
    String nativeThread;

    @Label("Caller")
    @Description("The innermost frame that is neither the JDK's nor the binding of the function")
    String caller;

    @Label("Call Path")
    @Description("The Java frames that led to the function, the innermost first, one a line")
    String callPath;

    @Name("limit")
    @Label("Limit")
    @Description("How many of these events there are at each time, the first ones by rank")
    @SettingDefinition
    boolean limit(Limit limit) {
        return limit.admits(rank);
    }

    void allocatedBy(Site allocating) {
        site = allocating.id();
        library = allocating.library();
        function = allocating.function();
        nativeThread = allocating.thread();
        caller = allocating.caller().map(StackTraceElement::toString).orElse(null);
        callPath = callPath(allocating);
    }

    static String callPath(Site site) {
        return site.stack().stream().map(StackTraceElement::toString).collect(Collectors.joining("\n"));
    }
}
