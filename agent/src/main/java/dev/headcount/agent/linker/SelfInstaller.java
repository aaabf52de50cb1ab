package dev.headcount.agent.linker;

import dev.headcount.agent.catalog.Argument;
import dev.headcount.agent.catalog.Initialisation;
import dev.headcount.agent.catalog.Installer;
import dev.headcount.agent.linker.HookedLibrary.Found;
import dev.headcount.gate.FunctionShape;
import dev.headcount.gate.allocator.Backend;
import dev.headcount.gate.allocator.NativeAllocator;
import dev.headcount.gate.allocator.NativeAllocators;
import dev.headcount.ledger.LibraryFacts;
import dev.headcount.memory.Symbols;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Gives Headcount's own allocator to libraries whose application sets none: when the first of their functions is linked, so
 * before the application can call it. Whoever links waits for the library's installer. Nothing is ever taken back.
 */
final class SelfInstaller {

    private final Books books;
    private final Predicate<String> permitted;
    private final Runnable beforeFirst;
    private final LibcCalls libcCalls;
    private final Claims claims;
    private final Unhooked unhooked;
    private final LoadedBefore before;

    /**
     * Makes the installer.
     *
     * @param permitted whether the user lets it be installed into the library of this name
     * @param beforeFirst to be done before a library gets an allocator
     * @param libcCalls to be told of each allocator
     * @param claims which libraries get another one's allocator
     * @param unhooked for calls that are not made while the application links
     * @param before the libraries that are left alone
     */
    SelfInstaller(
            Books books,
            Predicate<String> permitted,
            Runnable beforeFirst,
            LibcCalls libcCalls,
            Claims claims,
            Unhooked unhooked,
            LoadedBefore before) {
        this.books = books;
        this.permitted = permitted;
        this.beforeFirst = beforeFirst;
        this.libcCalls = libcCalls;
        this.claims = claims;
        this.unhooked = unhooked;
        this.before = before;
    }

    /** The library, and those that it depends on, have an allocator that is tracked, or keep their own for good. */
    void install(LoadedLibrary loaded) {
        for (HookedLibrary library : loaded.hooked()) {
            Optional<Found> ours = library.ours();
            if (ours.isPresent() && library.initialising().isEmpty() && isWanted(library)) {
                if (wasBefore(ours.get(), loaded)) {
                    leave(library);
                } else {
                    install(library, ours.get(), List.of());
                }
            }
        }
    }

    private boolean isWanted(HookedLibrary library) {
        return permitted.test(library.name()) && !claims.isClaimed(library.name());
    }

    /**
     * Initialises a library with Headcount's own allocator, which is heard only if nobody has done so yet.
     *
     * @param given the arguments of the application's own call
     * @return whether it was initialised once more than the application knows of
     */
    boolean initialise(HookedLibrary library, Found found, List<Long> given) {
        return unhooked.call(() -> initialised(library, found, given));
    }

    private boolean initialised(HookedLibrary library, Found found, List<Long> given) {
        synchronized (library) {
            if (library.inits().isStanding() || library.isOfApplication() || !isWanted(library)) {
                return false;
            }
            if (before.contains(found.address())) {
                leave(library);
                return false;
            }
            boolean initialised;
            if (library.own().isPresent()) {
                initialised =
                        call(library.path(), found, given, library.own().get()).isEmpty();
            } else {
                install(library, found, given);
                initialised = library.own().isPresent();
            }
            if (initialised) {
                library.inits().initialised();
            }
            return initialised;
        }
    }

    /** Takes back that the library was initialised once more. */
    void cleanUpOnce(HookedLibrary library, Found found) {
        String cleanup = found.entry().initialisation().orElseThrow().cleanup();
        OptionalLong address = Symbols.find(library.path(), cleanup);
        if (address.isPresent()) {
            Long _ = unhooked.call(() -> WordCall.call(address.getAsLong(), List.of()));
        }
    }

    /** Whether the installer would reach a library that may have an allocator of the application's. */
    private boolean wasBefore(Found found, LoadedLibrary loaded) {
        return before.contains(found.address())
                || loaded.hooked().stream()
                        .filter(library -> found.entry().claims().contains(library.name()))
                        .flatMap(library -> library.ours().stream())
                        .anyMatch(claimed -> before.contains(claimed.address()));
    }

    private void leave(HookedLibrary library) {
        if (library.decide()) {
            claims.claim(library.claims());
            books.remark(library.name() + " (" + library.path() + ") keeps the allocator it has: it, or a library that"
                    + " gets the same one, was loaded before Headcount came, and may have been given one by the"
                    + " application; an allocator that is installed from now on is tracked");
        }
    }

    private void install(HookedLibrary library, Found found, List<Long> given) {
        synchronized (library) { // who comes second waits for the first
            if (library.decide()) {
                books.natives().ifPresent(allocators -> {
                    try {
                        beforeFirst.run();
                        install(library, found, given, allocators);
                    } catch (RuntimeException e) {
                        books.note(library.name() + " (" + library.path() + ") is not tracked: " + e.getMessage());
                    }
                });
            }
        }
    }

    private void install(HookedLibrary library, Found found, List<Long> given, NativeAllocators allocators) {
        Backend backend = Backend.libc();
        String own = "Headcount's own, over " + backend.name();
        LibraryFacts facts = new LibraryFacts(library.name(), library.path(), library.describe(own));
        Installer installer = found.installer();
        Optional<NativeAllocator> made = allocators.forLibrary(facts, backend, shapes(installer.arguments()));
        if (made.isEmpty()) {
            throw new IllegalStateException("the system lets no more memory be executed");
        }
        NativeAllocator allocator = made.get();
        if (found.entry().libcBefore()) {
            allocator.passForeignBlocksTo(
                    MemorySegment.ofAddress(backend.free()), MemorySegment.ofAddress(backend.realloc()));
        }
        OptionalInt refusal = call(library.path(), found, given, allocator);
        if (refusal.isPresent()) {
            books.ledger().setAside(allocator.ledger());
            throw new IllegalStateException(installer.symbol() + " answered " + refusal.getAsInt()
                    + ": the library was in use before Headcount came, or has an allocator already");
        }
        if (found.entry().initialisation().isPresent() && !allocatesWith(allocator, library, found)) {
            cleanUpOnce(library, found);
            books.ledger().setAside(allocator.ledger());
            throw new IllegalStateException("it was initialised before Headcount came, and keeps its allocator");
        }
        if (found.entry().libcBefore()) {
            books.foreignFrees().watch(facts);
        }
        library.owns(allocator);
        libcCalls.own(allocator);
        claims.owns(library.name(), allocator);
        claims.claim(library.claims());
        library.startTracking();
    }

    /** A library that was initialised before says yes and does nothing: so it is asked for a block. */
    private boolean allocatesWith(NativeAllocator allocator, HookedLibrary library, Found found) {
        Initialisation how = found.entry().initialisation().orElseThrow();
        OptionalLong make = Symbols.find(library.path(), how.make());
        OptionalLong unmake = Symbols.find(library.path(), how.unmake());
        if (make.isPresent() && unmake.isPresent()) {
            WordCall.call(unmake.getAsLong(), List.of(WordCall.call(make.getAsLong(), List.of())));
        }
        return books.ledger().isUsed(allocator.ledger());
    }

    /** Empty where the library took it; otherwise what it answered. */
    private static OptionalInt call(String path, Found found, List<Long> given, NativeAllocator allocator) {
        ToLongFunction<Argument.Function> functions =
                function -> allocator.function(function.shape()).address();
        InstallerArguments arguments = new InstallerArguments(found.installer(), given, functions);
        if (found.entry().defaults().isPresent()) {
            Installer defaults = found.entry().defaults().get();
            OptionalLong address = Symbols.find(path, defaults.symbol());
            OptionalInt refusal =
                    address.isPresent() ? arguments.fill(defaults, address.getAsLong()) : OptionalInt.empty();
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        arguments.complete(functions);
        return arguments.install(found.address());
    }

    private static List<FunctionShape> shapes(List<Argument> arguments) {
        return arguments.stream()
                .flatMap(argument ->
                        argument instanceof Argument.Struct struct ? struct.fields().stream() : Stream.of(argument))
                .flatMap(argument ->
                        argument instanceof Argument.Function function ? Stream.of(function.shape()) : Stream.empty())
                .distinct()
                .toList();
    }
}
