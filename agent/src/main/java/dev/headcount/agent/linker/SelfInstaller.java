package dev.headcount.agent.linker;

import dev.headcount.agent.catalog.Argument;
import dev.headcount.agent.catalog.CatalogEntry;
import dev.headcount.agent.catalog.Installer;
import dev.headcount.agent.linker.HookedLibrary.Found;
import dev.headcount.gate.FunctionShape;
import dev.headcount.gate.NativeFunctions;
import dev.headcount.gate.allocator.Backend;
import dev.headcount.gate.allocator.NativeAllocator;
import dev.headcount.gate.allocator.NativeAllocators;
import dev.headcount.ledger.LibraryFacts;
import dev.headcount.memory.Symbols;
import java.lang.foreign.MemorySegment;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
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
    private final LoadedBefore before;

    /**
     * Makes the installer.
     *
     * @param permitted whether the user lets it be installed into the library of this name
     * @param beforeFirst to be done before a library gets an allocator
     * @param libcCalls to be told of each allocator
     * @param before the libraries that are left alone
     */
    SelfInstaller(
            Books books, Predicate<String> permitted, Runnable beforeFirst, LibcCalls libcCalls, LoadedBefore before) {
        this.books = books;
        this.permitted = permitted;
        this.beforeFirst = beforeFirst;
        this.libcCalls = libcCalls;
        this.before = before;
    }

    /** The library, and those that it depends on, have an allocator that is tracked, or keep their own for good. */
    void install(LoadedLibrary loaded) {
        Set<String> claimed = new HashSet<>();
        for (HookedLibrary library : loaded.hooked()) {
            Optional<Found> ours = library.ours();
            if (ours.isPresent() && permitted.test(library.name()) && !claimed.contains(library.name())) {
                if (wasBefore(ours.get(), loaded)) {
                    leave(library);
                } else {
                    install(library, ours.get());
                }
                claimed.addAll(ours.get().entry().claims());
            }
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
            books.remark(library.name() + " (" + library.path() + ") keeps the allocator it has: it, or a library that"
                    + " gets the same one, was loaded before Headcount came, and may have been given one by the"
                    + " application; an allocator that is installed from now on is tracked");
        }
    }

    private void install(HookedLibrary library, Found found) {
        synchronized (library) { // who comes second waits for the first
            if (library.decide()) {
                books.natives().ifPresent(allocators -> {
                    try {
                        beforeFirst.run();
                        install(library, found, allocators);
                    } catch (RuntimeException e) {
                        books.note(library.name() + " (" + library.path() + ") is not tracked: " + e.getMessage());
                    }
                });
            }
        }
    }

    private void install(HookedLibrary library, Found found, NativeAllocators allocators) {
        LibraryFacts facts = new LibraryFacts(library.name(), library.path(), allocatorOf(found.entry()));
        Installer installer = found.installer();
        Optional<NativeAllocator> made = allocators.forLibrary(facts, Backend.libc(), shapes(installer.arguments()));
        if (made.isEmpty()) {
            throw new IllegalStateException("the system lets no more memory be executed");
        }
        NativeAllocator allocator = made.get();
        if (found.entry().libcBefore()) {
            allocator.passForeignBlocksTo(libc("free"), libc("realloc"));
        }
        OptionalInt refusal = call(library.path(), found, allocator);
        if (refusal.isPresent()) {
            books.ledger().withdraw(allocator.ledger());
            throw new IllegalStateException(installer.symbol() + " answered " + refusal.getAsInt()
                    + ": the library was in use before Headcount came, or has an allocator already");
        }
        library.owns(allocator);
        libcCalls.own(allocator);
        library.startTracking();
    }

    /** Empty where the library took it; otherwise what it answered. */
    private static OptionalInt call(String path, Found found, NativeAllocator allocator) {
        ToLongFunction<Argument.Function> functions =
                function -> allocator.function(function.shape()).address();
        InstallerArguments arguments = new InstallerArguments(found.installer(), functions);
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

    private static MemorySegment libc(String function) {
        return MemorySegment.ofAddress(NativeFunctions.address(function));
    }

    private static String allocatorOf(CatalogEntry entry) {
        String own = "Headcount's own, over libc";
        return entry.claims().isEmpty()
                ? own
                : own + "; " + String.join(", ", entry.claims()) + " allocates through it";
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
