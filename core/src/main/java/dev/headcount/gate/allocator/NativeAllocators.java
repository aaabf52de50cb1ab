package dev.headcount.gate.allocator;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.headcount.allocator.HeaderFormat;
import dev.headcount.gate.CodePage;
import dev.headcount.gate.FunctionShape;
import dev.headcount.gate.NativeFunctions;
import dev.headcount.gate.Role;
import dev.headcount.gate.code.Processor;
import dev.headcount.gate.code.Program;
import dev.headcount.gate.stack.NativeStacks;
import dev.headcount.ledger.CommonState;
import dev.headcount.ledger.Ledger;
import dev.headcount.ledger.LedgerOptions;
import dev.headcount.ledger.LibraryFacts;
import dev.headcount.ledger.LibraryLedger;
import dev.headcount.ledger.NativeLedger;
import dev.headcount.memory.Pages;
import dev.headcount.memory.ThreadStack;
import dev.headcount.site.SiteTable;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes native allocators for libraries: functions that put Headcount's own header in front of each block and count it in a
 * ledger, without entering Java. A library may call them from any thread, before, during and after the life of the JVM.
 *
 * <p>Safe for any number of threads. Nothing that is made here is ever taken back: a library may use it as long as the
 * process lives.
 */
public final class NativeAllocators {

    private static final List<FunctionShape> SHAPES = shapes();

    private final Ledger ledger;
    private final NativeLedger natives;
    private final Processor processor;
    private final CodePage.Protection protection;
    private final ProgramPage books;

    private NativeAllocators(
            Ledger ledger,
            NativeLedger natives,
            Processor processor,
            CodePage.Protection protection,
            ProgramPage books) {
        this.ledger = ledger;
        this.natives = natives;
        this.processor = processor;
        this.protection = protection;
        this.books = books;
    }

    private static List<FunctionShape> shapes() {
        List<FunctionShape> shapes = new ArrayList<>();
        for (Role role : Role.values()) {
            shapes.add(FunctionShape.standard(role));
        }
        shapes.add(FunctionShape.withIntSizes(Role.MALLOC));
        shapes.add(FunctionShape.withIntSizes(Role.REALLOC));
        return List.copyOf(shapes);
    }

    /**
     * Allocators that count in this ledger; once for each. Empty on a processor that there is no encoder for, and where the
     * system lets no memory be made executable: {@link dev.headcount.allocator.AllocatorStubs} work there, too.
     */
    public static Optional<NativeAllocators> over(Ledger ledger) {
        return over(ledger, Processor.here(), Pages::makeExecutable);
    }

    static Optional<NativeAllocators> over(
            Ledger ledger, Optional<Processor> processor, CodePage.Protection protection) {
        if (processor.isEmpty()) {
            return Optional.empty();
        }
        Optional<ProgramPage> books = ProgramPage.of(processor.get(), protection, Bookkeeping.PROGRAMS);
        Optional<NativeLedger> natives = books.flatMap(_ -> ledger.natives());
        if (natives.isEmpty()) {
            return Optional.empty();
        }
        NativeAllocators allocators =
                new NativeAllocators(ledger, natives.get(), processor.get(), protection, books.get());
        NativeStacks.open(ledger::recognize);
        return allocators.link() ? Optional.of(allocators) : Optional.empty();
    }

    /** All programs, for people: those of the first library, then what the libraries share. */
    public static List<Program> programs() {
        int lastSite = new SiteTable(LedgerOptions.DEFAULT.maxSites()).idBound() - 1;
        List<Program> programs = new ArrayList<>(
                new LibraryFunctions(0, lastSite, SHAPES).programs().values());
        programs.addAll(Bookkeeping.PROGRAMS);
        return List.copyOf(programs);
    }

    private boolean link() {
        Optional<Long> key = NativeFunctions.threadKey(books.entry(Bookkeeping.ENDED));
        if (key.isEmpty()) {
            return false;
        }
        natives.set(CommonState.KEY, key.get());
        Bookkeeping.link(
                books,
                processor,
                natives.address(0),
                ledger.sites(),
                NativeFunctions::address,
                findSite().address());
        NativeFunctions.inChildren(books.entry(Bookkeeping.FORKED));
        MethodHandle page = page();
        Optional<ThreadStack> _ =
                ThreadStack.ofCallingThread(); // what it needs is linked now, not deep in a full stack
        natives.open(() -> pageOfThread(page));
        return true;
    }

    @SuppressWarnings("restricted")
    private MemorySegment findSite() {
        try {
            MethodHandle find =
                    MethodHandles.lookup().bind(ledger, "siteOfDowncall", MethodType.methodType(int.class, int.class));
            return Linker.nativeLinker().upcallStub(find, FunctionDescriptor.of(JAVA_INT, JAVA_INT), Arena.global());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no Ledger.siteOfDowncall", e);
        }
    }

    @SuppressWarnings("restricted")
    private MethodHandle page() {
        return Linker.nativeLinker()
                .downcallHandle(
                        MemorySegment.ofAddress(books.entry(Bookkeeping.PAGE)),
                        FunctionDescriptor.of(JAVA_LONG),
                        Linker.Option.critical(false));
    }

    private static long pageOfThread(MethodHandle page) {
        try {
            return (long) page.invokeExact();
        } catch (Error e) { // the application's stack is full
            throw e;
        } catch (Throwable t) {
            throw new AssertionError("generated code cannot throw", t);
        }
    }

    /** An allocator for a library, over the C library's; empty where the system lets no more memory be made executable. */
    public Optional<NativeAllocator> forLibrary(String library) {
        return forLibrary(LibraryFacts.named(library), Backend.libc());
    }

    /** An allocator for a library, over this backend; empty where the system lets no more memory be made executable. */
    public Optional<NativeAllocator> forLibrary(LibraryFacts facts, Backend backend) {
        return forLibrary(facts, backend, SHAPES);
    }

    /** The same with functions of these shapes, besides malloc, realloc, free and usable size as the C library has them. */
    public synchronized Optional<NativeAllocator> forLibrary(
            LibraryFacts facts, Backend backend, List<FunctionShape> shapes) {
        LibraryLedger library = ledger.library(facts, Optional.of(HeaderFormat.SIZE_16));
        int lastSite = ledger.sites().idBound() - 1;
        LibraryFunctions functions = new LibraryFunctions(library.index(), lastSite, shapes);
        List<Program> programs = List.copyOf(functions.programs().values());
        Optional<ProgramPage> page = ProgramPage.of(processor, protection, programs);
        page.ifPresent(place -> {
            functions.link(place, backend, books::entry, natives.address(0), NativeFunctions::address);
            natives.set(CommonState.LIBRARIES, Math.max(natives.get(CommonState.LIBRARIES), library.index() + 1));
        });
        return page.map(place -> new NativeAllocator(functions, place, library));
    }

    /** From now on Java is not entered any more: it is about to end. Blocks are counted as before. */
    public void close() {
        natives.set(CommonState.OPEN, 0);
    }
}
