package dev.headcount.agent.jfr;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.MemoryAddress;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** One live block that is listed; the oldest first. */
@Name("headcount.Block")
@Label("Native Memory Block")
@Description("One live block, of those that the option blocks= lists")
@Category("Headcount")
@Period("everyChunk")
@StackTrace(false)
final class BlockEvent extends RankedEvent {

    @Label("Address")
    @MemoryAddress
    long address;

    @Label("Size")
    @DataAmount
    long size;

    @Label("Age")
    @Timespan(Timespan.SECONDS)
    long age;

    @Label("Weight")
    @Description("How many blocks like this one it stands for")
    double weight;
}
