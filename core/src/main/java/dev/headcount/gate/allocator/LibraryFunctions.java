package dev.headcount.gate.allocator;

import dev.headcount.gate.FunctionShape;
import dev.headcount.gate.Role;
import dev.headcount.gate.code.Program;
import dev.headcount.ledger.CommonState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** The functions of one library's allocator, as programs, and what they have to be told. */
final class LibraryFunctions {

    private static final FunctionShape MALLOC = FunctionShape.standard(Role.MALLOC);
    private static final FunctionShape FREE = FunctionShape.standard(Role.FREE);
    private static final FunctionShape REALLOC = FunctionShape.standard(Role.REALLOC);
    private static final FunctionShape SIZE = FunctionShape.standard(Role.SIZE);

    private final AllocatorPrograms allocating;
    private final PointerFunctions pointers;
    private final Map<FunctionShape, Program> programs = new LinkedHashMap<>();

    /**
     * @param library the library's number
     * @param lastSite the largest id that a site can have
     */
    LibraryFunctions(int library, int lastSite, List<FunctionShape> shapes) {
        this.allocating = new AllocatorPrograms(library);
        this.pointers = new PointerFunctions(library, lastSite);
        List<FunctionShape> all = new ArrayList<>(List.of(MALLOC, FREE, REALLOC, SIZE)); // which others rely on
        all.addAll(shapes);
        all.forEach(shape -> programs.computeIfAbsent(shape, this::program));
    }

    private Program program(FunctionShape shape) {
        return switch (shape.role()) {
            case MALLOC -> allocating.malloc(shape);
            case CALLOC -> allocating.calloc(shape);
            case ALIGNED_ALLOC -> allocating.alignedAlloc(shape);
            case STRDUP -> allocating.strdup(shape);
            case REALLOC -> pointers.realloc(shape);
            case FREE -> pointers.free(shape);
            case SIZE -> pointers.usableSize(shape);
        };
    }

    Map<FunctionShape, Program> programs() {
        return programs;
    }

    /**
     * Tells the programs where everything is.
     *
     * @param books the address of a program of the {@link Bookkeeping}
     * @param state the address of the {@link CommonState}
     * @param function the address of a function of the C library, by its name
     */
    void link(
            Bookkeeping.Place place,
            Backend backend,
            ToLongFunction<Program> books,
            long state,
            ToLongFunction<String> function) {
        place.set(LibraryData.MALLOC, backend.malloc());
        place.set(LibraryData.CALLOC, backend.calloc());
        place.set(LibraryData.REALLOC, backend.realloc());
        place.set(LibraryData.FREE, backend.free());
        place.set(LibraryData.ALIGNED_ALLOC, backend.alignedAlloc());
        place.set(LibraryData.MEMCPY, function.applyAsLong("memcpy"));
        place.set(LibraryData.STRLEN, function.applyAsLong("strlen"));
        place.set(LibraryData.STRNLEN, function.applyAsLong("strnlen"));
        place.set(LibraryData.THREADS, state + CommonState.THREADS);
        place.set(LibraryData.BORN, books.applyAsLong(Bookkeeping.BORN));
        place.set(LibraryData.MOVED, books.applyAsLong(Bookkeeping.MOVED));
        place.set(LibraryData.END, books.applyAsLong(Bookkeeping.END));
        place.set(LibraryData.UNLIST, books.applyAsLong(Bookkeeping.UNLIST));
        place.set(LibraryData.RELIST, books.applyAsLong(Bookkeeping.RELIST));
        place.set(LibraryData.FAILED, books.applyAsLong(Bookkeeping.FAILED));
        place.set(LibraryData.INSPECT, books.applyAsLong(Bookkeeping.INSPECT));
        place.set(LibraryData.CHECK, books.applyAsLong(Bookkeeping.CHECK));
        place.set(LibraryData.ATTEND, books.applyAsLong(Bookkeeping.ATTEND));
        place.set(LibraryData.OWN_MALLOC, place.entry(programs.get(MALLOC)));
        place.set(LibraryData.OWN_FREE, place.entry(programs.get(FREE)));
    }
}
