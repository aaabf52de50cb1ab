package dev.headcount.agent.jfr;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;

/** What one site holds; the largest first. */
@Name("headcount.Site")
@Label("Native Memory Site")
@Description("What a function of a library, called by one call path, holds")
@Category("Headcount")
@Period("10 s")
@StackTrace(false)
final class SiteEvent extends RankedEvent {

    @Label("Live Blocks")
    long liveBlocks;

    @Label("Live Bytes")
    @DataAmount
    long liveBytes;

    @Label("Allocations")
    @Description("Blocks ever allocated")
    long allocations;

    @Label("Allocated Bytes")
    @DataAmount
    long allocatedBytes;
}
