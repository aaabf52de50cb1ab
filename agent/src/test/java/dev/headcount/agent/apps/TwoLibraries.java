package dev.headcount.agent.apps;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** Gives the same allocator to two libraries, which hand each other blocks. Started with the files of the libraries. */
public final class TwoLibraries {

    private TwoLibraries() {}

    public static void main(String[] arguments) throws IOException {
        CountingAllocator allocator = new CountingAllocator(8);
        Acme first = new Acme(arguments[0]);
        Acme second = new Acme(arguments[1]);
        first.setAllocator(AllocatorPointers.segments(allocator));
        second.setAllocator(AllocatorPointers.longs(allocator));

        first.alloc(61);
        MemorySegment freedByTheOther = first.alloc(127);
        MemorySegment resizedByTheOther = first.alloc(127);
        second.release(freedByTheOther);
        second.resize(resizedByTheOther, 1_999_993);
        System.out.println(allocator.truth());
        Pause.untilTold();
    }
}
