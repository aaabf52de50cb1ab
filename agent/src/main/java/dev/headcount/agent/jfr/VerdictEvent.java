package dev.headcount.agent.jfr;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;

/** What is to be said of one site; the worst first. */
@Name("headcount.Verdict")
@Label("Native Memory Verdict")
@Description("Whether a site leaks, and why it is thought to")
@Category("Headcount")
@Period("10 s")
@StackTrace(false)
final class VerdictEvent extends RankedEvent {

    @Label("Verdict")
    String verdict;

    @Label("Evidence")
    String evidence;

    @Label("Suspect")
    @Description(
            "The line of code to look at first: the innermost one that no site shares that gives back what it takes")
    String suspect;

    @Label("Growth per Hour")
    @DataAmount
    long bytesPerHour;

    @Label("Live Bytes")
    @DataAmount
    long liveBytes;

    @Label("Expected")
    @Description("Whether the user said that this is to be expected")
    boolean expected;
}
