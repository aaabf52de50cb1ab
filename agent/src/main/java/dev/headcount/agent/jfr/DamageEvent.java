package dev.headcount.agent.jfr;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.MemoryAddress;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;

/** One damage of those that are kept in detail: the first of each kind and library. */
@Name("headcount.Damage")
@Label("Native Memory Damage")
@Description("A double free, a pointer into a block, or a damaged header")
@Category("Headcount")
@Period("everyChunk")
@StackTrace(false)
final class DamageEvent extends Event {

    @Label("Kind")
    String kind;

    @Label("Library")
    @Description("The library that gave the pointer back")
    String library;

    @Label("Pointer")
    @MemoryAddress
    long pointer;

    @Label("Size")
    @Description("What the owner of the block asked for; -1 where that is no longer known")
    @DataAmount
    long size;

    @Label("In Words")
    String text;

    @Label("Allocated At")
    @Description("The Java frames that led to the allocation, the innermost first, one a line")
    String allocatedAt;

    @Label("Found At")
    @Description("The Java frames that led to where it was found, the innermost first, one a line")
    String foundAt;

    @Label("Passed On")
    @Description("Whether the allocator got the pointer all the same")
    boolean passedOn;
}
