package dev.headcount.gate;

import dev.headcount.allocator.Format;
import dev.headcount.allocator.HeaderAllocator;
import dev.headcount.allocator.HeaderFormat;
import dev.headcount.allocator.SizedAllocators;
import dev.headcount.gate.allocator.NativeAllocator;
import dev.headcount.gate.allocator.NativeAllocators;
import dev.headcount.ledger.Ledger;
import dev.headcount.ledger.LedgerOptions;
import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.ledger.LibraryFacts;
import dev.headcount.ledger.LibraryLedger;
import dev.headcount.ledger.LibrarySnapshot;
import dev.headcount.ledger.SiteSnapshot;
import dev.headcount.site.CallContext;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One way from a library to memory, with a ledger of its own. */
record Route(Ledger ledger, Map<Role, CFunction> functions, Arena arena) {

    /** With sites that are API functions, since the two ways differ in their call paths. */
    private static final LedgerOptions OPTIONS = LedgerOptions.DEFAULT.withStacks(false);

    /** What both ways have to agree on. */
    record Books(
            long liveBlocks,
            long liveBytes,
            long allocations,
            long frees,
            long reallocations,
            long failures,
            long allocatedBytes,
            long freedBytes,
            long foreignFrees,
            List<Long> sizes,
            Map<String, String> sites) {}

    static Route throughUpcalls(Arena arena) {
        Ledger ledger = Ledger.open(OPTIONS);
        LibraryLedger library = ledger.library(LibraryFacts.named("lib"), Optional.of(HeaderFormat.SIZE_16));
        HeaderAllocator allocator = HeaderAllocator.over(SizedAllocators.libc(), Format.OWN_16);
        Map<Role, CFunction> functions = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            functions.put(role, tracked(allocator, role, library, arena));
        }
        return new Route(ledger, functions, arena);
    }

    private static CFunction tracked(HeaderAllocator allocator, Role role, LibraryLedger library, Arena arena) {
        String name = switch (role) {
            case ALIGNED_ALLOC -> "alignedAlloc";
            case SIZE -> "usableSize";
            case MALLOC, CALLOC, REALLOC, FREE, STRDUP -> role.name().toLowerCase(Locale.ROOT);
        };
        try {
            return CFunction.of(
                    TrackedFunction.of(
                            MethodHandles.lookup().bind(allocator, name, type(role)),
                            FunctionShape.standard(role),
                            library),
                    arena);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no function " + name, e);
        }
    }

    private static MethodType type(Role role) {
        int parameters = FunctionShape.standard(role).parameters().size();
        return MethodType.methodType(
                role == Role.FREE ? void.class : long.class, Collections.nCopies(parameters, long.class));
    }

    static Route throughNativeCode(Arena arena) {
        Ledger ledger = Ledger.open(OPTIONS);
        NativeAllocator allocator =
                NativeAllocators.over(ledger).orElseThrow().forLibrary("lib").orElseThrow();
        Map<Role, CFunction> functions = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            functions.put(role, CFunction.at(pointer(allocator, role), type(role)));
        }
        return new Route(ledger, functions, arena);
    }

    private static MemorySegment pointer(NativeAllocator allocator, Role role) {
        return switch (role) {
            case MALLOC -> allocator.malloc();
            case CALLOC -> allocator.calloc();
            case REALLOC -> allocator.realloc();
            case FREE -> allocator.free();
            case ALIGNED_ALLOC -> allocator.alignedAlloc();
            case STRDUP -> allocator.strdup();
            case SIZE -> allocator.usableSize();
        };
    }

    long call(Role role, long... arguments) {
        return functions.get(role).call(arguments);
    }

    void within(String function, Runnable downcall) {
        int id = ledger.function(function);
        CallContext context = ledger.context();
        context.enter(id);
        try {
            downcall.run();
        } finally {
            context.exit();
        }
    }

    /** A string with as many characters. */
    long string(int length) {
        return arena.allocateFrom("x".repeat(length)).address();
    }

    Books books() {
        LedgerSnapshot snapshot = ledger.snapshot();
        LibrarySnapshot figures = snapshot.libraries().getFirst();
        Map<String, String> sites = new TreeMap<>();
        for (SiteSnapshot site : snapshot.sites()) {
            sites.put(
                    site.site().function(),
                    List.of(site.allocations(), site.liveBlocks(), site.allocatedBytes(), site.liveBytes())
                            .toString());
        }
        return new Books(
                figures.liveBlocks(),
                figures.liveBytes(),
                figures.allocations(),
                figures.frees(),
                figures.reallocations(),
                figures.failures(),
                figures.allocatedBytes(),
                figures.freedBytes(),
                figures.foreignFrees(),
                figures.sizes().counts(),
                sites);
    }
}
