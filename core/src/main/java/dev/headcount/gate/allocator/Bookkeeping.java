package dev.headcount.gate.allocator;

import dev.headcount.gate.code.Processor;
import dev.headcount.gate.code.Program;
import dev.headcount.gate.code.Word;
import dev.headcount.ledger.CommonState;
import dev.headcount.site.SiteTable;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * The programs that the allocators of all libraries share, and what they have to be told.
 *
 * <pre>
 *  born, moved, end, failed    count what is not the usual case      {@link BlockPrograms}
 *  inspect, check, readable    what a pointer is                     {@link PointerPrograms}
 *  event, attend               what Java is to hear of               {@link EventPrograms}
 *  page, ended, forked, site   who is to be charged                  {@link ThreadPrograms}
 * </pre>
 */
final class Bookkeeping {

    static final Program BORN = BlockPrograms.born();
    static final Program MOVED = BlockPrograms.moved();
    static final Program END = BlockPrograms.end();
    static final Program UNLIST = BlockPrograms.unlist();
    static final Program RELIST = BlockPrograms.relist();
    static final Program FAILED = BlockPrograms.failed();
    static final Program INSPECT = PointerPrograms.inspect();
    static final Program CHECK = PointerPrograms.check();
    static final Program READABLE = PointerPrograms.readable();
    static final Program EVENT = EventPrograms.event();
    static final Program ATTEND = EventPrograms.attend();
    static final Program PAGE = ThreadPrograms.page();
    static final Program ENDED = ThreadPrograms.ended();
    static final Program FORKED = ThreadPrograms.forked();
    static final Program SITE = ThreadPrograms.site();

    static final List<Program> PROGRAMS = List.of(
            BORN, MOVED, END, UNLIST, RELIST, FAILED, INSPECT, CHECK, READABLE, EVENT, ATTEND, PAGE, ENDED, FORKED,
            SITE);

    private Bookkeeping() {}

    /** Where programs have been put, and how their words are set. */
    interface Place {

        /** The address of a program of this place. */
        long entry(Program program);

        void set(Word word, long value);
    }

    /**
     * Tells the programs where everything is.
     *
     * @param state the address of the {@link CommonState}
     * @param function the address of a function of the C library, by its name
     */
    static void link(
            Place place,
            Processor processor,
            long state,
            SiteTable sites,
            ToLongFunction<String> function,
            long findSite) {
        place.set(BookkeepingData.STATE, state);
        place.set(BookkeepingData.THREADS, state + CommonState.THREADS);
        place.set(BookkeepingData.RING, state + CommonState.RING);
        place.set(BookkeepingData.PEAKS, state + CommonState.PEAKS);
        place.set(BookkeepingData.GAPS, state + CommonState.GAPS);
        place.set(BookkeepingData.THREAD_SITES, state + CommonState.THREAD_SITES);
        for (Word word : List.of(
                BookkeepingData.YIELD,
                BookkeepingData.PRCTL,
                BookkeepingData.SYSCALL,
                BookkeepingData.ERRNO,
                BookkeepingData.SET_SPECIFIC)) {
            place.set(word, function.applyAsLong(word.name()));
        }
        place.set(BookkeepingData.FIND_SITE, findSite);
        place.set(BookkeepingData.SIGPROCMASK, sigprocmask(processor));
        place.set(BookkeepingData.CAPACITY, sites.capacity());
        place.set(BookkeepingData.FIRST_THREAD_SITE, sites.firstThreadSite());
        place.set(BookkeepingData.LAST_SITE, sites.idBound() - 1);
        place.set(BookkeepingData.PAGE, place.entry(PAGE));
        place.set(BookkeepingData.SITE, place.entry(SITE));
        place.set(BookkeepingData.READABLE, place.entry(READABLE));
        place.set(BookkeepingData.INSPECT, place.entry(INSPECT));
        place.set(BookkeepingData.EVENT, place.entry(EVENT));
        place.set(BookkeepingData.ATTEND, place.entry(ATTEND));
    }

    /** The number of rt_sigprocmask(2): <asm/unistd.h>. */
    private static long sigprocmask(Processor processor) {
        return switch (processor) {
            case X86_64 -> 14;
            case AARCH64 -> 135;
        };
    }
}
