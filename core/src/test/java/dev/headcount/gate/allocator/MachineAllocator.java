package dev.headcount.gate.allocator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headcount.allocator.BlockMemory;
import dev.headcount.allocator.ContractAllocator;
import dev.headcount.allocator.OwnHeader;
import dev.headcount.gate.FunctionShape;
import dev.headcount.gate.Role;
import dev.headcount.gate.code.LoadedPrograms;
import dev.headcount.gate.code.Machine;
import dev.headcount.gate.code.Program;
import dev.headcount.gate.code.Word;
import dev.headcount.ledger.CounterRecord;
import dev.headcount.ledger.SiteRecord;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The allocator in native code, in a machine of any processor: linked as for a library, counting in a {@link MachineLedger}. */
final class MachineAllocator implements ContractAllocator {

    private static final int MAX_PAGES = 16;
    private static final long NO_JAVA = 0;

    private final Machine machine;
    private final MachineLedger ledger;
    private final LoadedPrograms books;
    private final LoadedPrograms loaded;
    private final LibraryFunctions functions;

    private record Loaded(LoadedPrograms programs) implements Bookkeeping.Place {

        @Override
        public long entry(Program program) {
            return programs.address(program);
        }

        @Override
        public void set(Word word, long value) {
            programs.set(word, value);
        }
    }

    private MachineAllocator(MachineLedger ledger, String free, List<FunctionShape> further) {
        this.machine = ledger.machine();
        this.ledger = ledger;
        this.books = machine.load(Bookkeeping.PROGRAMS.toArray(Program[]::new));
        this.functions = new LibraryFunctions(
                0,
                ledger.sites().idBound() - 1,
                Stream.concat(Arrays.stream(Role.values()).map(FunctionShape::standard), further.stream())
                        .toList());
        this.loaded = machine.load(functions.programs().values().toArray(Program[]::new));
        Bookkeeping.link(
                new Loaded(books), machine.processor(), ledger.state(), ledger.sites(), machine::function, NO_JAVA);
        functions.link(new Loaded(loaded), backend(free), books::address, ledger.state(), machine::function);
        ledger.endThreadsWith(books.address(Bookkeeping.ENDED));
    }

    private Backend backend(String free) {
        return new Backend(
                "machine",
                machine.function("malloc"),
                machine.function("calloc"),
                machine.function("realloc"),
                machine.function(free),
                machine.function("aligned_alloc"));
    }

    /** Over the machine's C library; besides functions as in the C standard with such ones. */
    static MachineAllocator on(Machine machine, FunctionShape... further) {
        return new MachineAllocator(new MachineLedger(machine, MAX_PAGES), "free", List.of(further));
    }

    /** Where all threads count on the common page. */
    static MachineAllocator withCommonPageOnly(Machine machine) {
        return new MachineAllocator(new MachineLedger(machine, 1), "free", List.of());
    }

    /** Where freed blocks stay as they are. */
    static MachineAllocator keepingFreedBlocks(Machine machine) {
        return new MachineAllocator(new MachineLedger(machine, MAX_PAGES), "labs", List.of());
    }

    /** Where every block is listed, and nobody reads the list. */
    static MachineAllocator listingEveryBlock(Machine machine) {
        MachineLedger ledger = new MachineLedger(machine, MAX_PAGES);
        ledger.listEveryBlock();
        return new MachineAllocator(ledger, "free", List.of());
    }

    MachineLedger ledger() {
        return ledger;
    }

    /** The address of a function that a library would have. */
    long function(Role role) {
        return function(FunctionShape.standard(role));
    }

    long function(FunctionShape shape) {
        return loaded.address(functions.programs().get(shape));
    }

    private long call(Role role, long... arguments) {
        return machine.call(function(role), arguments);
    }

    @Override
    public long malloc(long bytes) {
        return call(Role.MALLOC, bytes);
    }

    @Override
    public long calloc(long count, long bytesEach) {
        return call(Role.CALLOC, count, bytesEach);
    }

    @Override
    public long realloc(long block, long bytes) {
        return call(Role.REALLOC, block, bytes);
    }

    @Override
    public void free(long block) {
        call(Role.FREE, block);
    }

    @Override
    public long alignedAlloc(long alignment, long bytes) {
        return call(Role.ALIGNED_ALLOC, alignment, bytes);
    }

    @Override
    public long usableSize(long block) {
        return call(Role.SIZE, block);
    }

    @Override
    public long strdup(long string) {
        return call(Role.STRDUP, string);
    }

    @Override
    public BlockMemory memory() {
        return new MachineMemory(machine);
    }

    @Override
    public Totals totals() {
        long blocks = ledger.sites(SiteRecord.ALLOCATIONS) - ledger.sites(SiteRecord.FREES);
        long bytes = ledger.sites(SiteRecord.ALLOCATED_BYTES) - ledger.sites(SiteRecord.FREED_BYTES);
        return new Totals(blocks, bytes, blocks * OwnHeader.BYTES);
    }

    @Override
    public long headerBytes(long alignment) {
        return OwnHeader.BYTES;
    }

    @Override
    public long naturalAlignment() {
        return OwnHeader.ALIGNMENT;
    }

    @Override
    public long refused(Wrong kind) {
        return ledger.library(
                switch (kind) {
                    case FREED -> CounterRecord.DOUBLE_FREES;
                    case DAMAGED -> CounterRecord.DAMAGED_HEADERS;
                    case FOREIGN -> CounterRecord.FOREIGN_FREES;
                });
    }

    @Override
    public int randomCalls() {
        return 500;
    }

    @Override
    public void shareAmongThreads() {
        churn(8, 5_000);
    }

    /** Threads that allocate, and resize and free each other's blocks. */
    void churn(int threads, int rounds) {
        assertEquals(0, threads("churn", threads, rounds), "blocks that were written over");
    }

    /** As many threads at once, again and again, that allocate a block each and free one of another thread's. */
    void comeAndGo(int atOnce, int times) {
        assertEquals(0, threads("come_and_go", atOnce, times), "blocks that were written over");
    }

    /** Threads that leave a block to be freed by a destructor of theirs that runs later than ours. */
    void endLate(int atOnce, int times) {
        assertEquals(0, threads("end_late", atOnce, times));
    }

    private long threads(String name, int threads, int rounds) {
        return machine.call(
                machine.function(name),
                function(Role.MALLOC),
                function(Role.REALLOC),
                function(Role.FREE),
                threads,
                rounds);
    }
}
