package dev.headcount.leak.corpus;

import static java.lang.invoke.MethodType.methodType;

import dev.headcount.allocator.HeaderFormat;
import dev.headcount.gate.FunctionShape;
import dev.headcount.gate.Role;
import dev.headcount.gate.TrackedFunction;
import dev.headcount.gate.allocator.Backend;
import dev.headcount.gate.allocator.NativeAllocator;
import dev.headcount.gate.allocator.NativeAllocators;
import dev.headcount.ledger.Ledger;
import dev.headcount.ledger.LibraryFacts;
import dev.headcount.ledger.LibraryLedger;
import dev.headcount.memory.Libc;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** The two ways in which a library's blocks come to be counted. */
enum Route {
    /** Through the application's own allocator of upcalls: the ages of all blocks are known. */
    UPCALLS {
        @Override
        Functions open(Ledger ledger, String library) {
            LibraryLedger books = ledger.library(LibraryFacts.named(library), Optional.of(HeaderFormat.NONE));
            MethodType resize = methodType(long.class, long.class, long.class);
            MethodHandle malloc = libc("malloc", methodType(long.class, long.class));
            MethodHandle realloc = libc("realloc", resize);
            return new Functions(
                    stub(malloc, FunctionShape.standard(Role.MALLOC), books),
                    stub(ofInt(malloc), FunctionShape.withIntSizes(Role.MALLOC), books),
                    stub(realloc, FunctionShape.standard(Role.REALLOC), books),
                    stub(ofInt(realloc), FunctionShape.withIntSizes(Role.REALLOC), books),
                    stub(libc("free", methodType(void.class, long.class)), FunctionShape.standard(Role.FREE), books),
                    Linker.nativeLinker().defaultLookup().findOrThrow("malloc_usable_size"));
        }
    },
    /** Through Headcount's native allocator: ages are known of the few blocks that are listed. */
    NATIVE {
        @Override
        Functions open(Ledger ledger, String library) {
            NativeAllocators allocators = NativeAllocators.over(ledger)
                    .orElseGet(() -> Assumptions.abort("no encoder for this processor, or no code allowed"));
            NativeAllocator allocator = allocators
                    .forLibrary(LibraryFacts.named(library), Backend.libc())
                    .orElseThrow();
            return new Functions(
                    allocator.malloc(),
                    allocator.mallocInt(),
                    allocator.realloc(),
                    allocator.reallocInt(),
                    allocator.free(),
                    allocator.usableSize());
        }
    };

    /** What a library is given. */
    record Functions(
            MemorySegment malloc,
            MemorySegment mallocInt,
            MemorySegment realloc,
            MemorySegment reallocInt,
            MemorySegment free,
            MemorySegment size) {}

    abstract Functions open(Ledger ledger, String library);

    private static MethodHandle libc(String name, MethodType type) {
        try {
            return MethodHandles.lookup().findStatic(Libc.class, name, type);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(name, e);
        }
    }

    /** Its last argument, the size, as an int. */
    private static MethodHandle ofInt(MethodHandle function) {
        int last = function.type().parameterCount() - 1;
        return MethodHandles.explicitCastArguments(function, function.type().changeParameterType(last, int.class));
    }

    @SuppressWarnings("restricted")
    private static MemorySegment stub(MethodHandle libc, FunctionShape shape, LibraryLedger books) {
        MethodType type = libc.type();
        MemoryLayout[] arguments = type.parameterList().stream()
                .map(parameter -> parameter == int.class ? ValueLayout.JAVA_INT : ValueLayout.JAVA_LONG)
                .toArray(MemoryLayout[]::new);
        FunctionDescriptor descriptor = type.returnType() == void.class
                ? FunctionDescriptor.ofVoid(arguments)
                : FunctionDescriptor.of(ValueLayout.JAVA_LONG, arguments);
        return Linker.nativeLinker().upcallStub(TrackedFunction.of(libc, shape, books), descriptor, Arena.global());
    }
}
