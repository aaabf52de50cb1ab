package dev.headcount.agent.linker;

import static java.lang.invoke.MethodHandles.foldArguments;
import static java.lang.invoke.MethodType.methodType;

import dev.headcount.allocator.HeaderFormat;
import dev.headcount.allocator.NativeBlock;
import dev.headcount.gate.FunctionShape;
import dev.headcount.gate.FunctionShape.Parameter;
import dev.headcount.gate.allocator.NativeAllocator;
import dev.headcount.ledger.BlockSet;
import dev.headcount.ledger.Ledger;
import dev.headcount.ledger.LibraryLedger;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Blocks of Headcount's own allocator that an allocator of the application's hands out as its own, since it was put around that
 * one. It gets them back. Others that the library has from before are strange to it, and go home past it.
 *
 * <pre>
 *                          handed out here?
 *  library ── free(p) ─┬── yes ──> application's free ──> Headcount's free
 *                      └── no ──────────────────────────> Headcount's free
 * </pre>
 *
 * One for each allocator of the application's. Native code counts these blocks, once.
 */
final class BorrowedBlocks {

    private static final MethodHandle STRAYS = own("strays", boolean.class, long.class);
    private static final MethodHandle IS_STRAY = own("isStray", boolean.class, long.class);
    private static final MethodHandle HANDED_OUT = own("handedOut", long.class, long.class);
    private static final MethodHandle RESIZED_ARRAY =
            own("resizedArray", long.class, long.class, long.class, long.class, long.class);
    private static final MethodHandle RESIZED = own("resized", long.class, long.class, long.class, long.class);

    private final Ledger ledger;
    private final NativeAllocator own;
    private final BlockSet handedOut;

    BorrowedBlocks(Ledger ledger, NativeAllocator own) {
        this.ledger = ledger;
        this.own = own;
        this.handedOut = ledger.blockSet();
    }

    private static MethodHandle own(String name, Class<?> answer, Class<?>... arguments) {
        try {
            return MethodHandles.lookup().findVirtual(BorrowedBlocks.class, name, methodType(answer, arguments));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** A handle of the same type as the application's function: blocks from before go home, and what it borrows is noted. */
    MethodHandle minded(MethodHandle function, FunctionShape shape) {
        return switch (shape.role()) {
            case MALLOC, CALLOC, ALIGNED_ALLOC, STRDUP -> after(function, HANDED_OUT, 0);
            case REALLOC -> {
                int old = shape.indexOf(Parameter.POINTER) + 1;
                MethodHandle noted = shape.has(Parameter.COUNT)
                        ? after(
                                function,
                                RESIZED_ARRAY,
                                0,
                                old,
                                shape.indexOf(Parameter.COUNT) + 1,
                                shape.sizeIndex() + 1)
                        : after(function, RESIZED, 0, old, shape.sizeIndex() + 1);
                yield OwnBlocks.sentTo(() -> own, shape, noted, STRAYS.bindTo(this));
            }
            case FREE -> OwnBlocks.sentTo(() -> own, shape, function, STRAYS.bindTo(this));
            case SIZE -> OwnBlocks.sentTo(() -> own, shape, function, IS_STRAY.bindTo(this));
        };
    }

    /** Calls {@code note} with these of: the function's answer, its arguments. */
    private MethodHandle after(MethodHandle function, MethodHandle note, int... positions) {
        MethodType type =
                function.type().insertParameterTypes(0, function.type().returnType());
        return foldArguments(OwnBlocks.arranged(note.bindTo(this), type, positions), function);
    }

    /** Before the block ends: whether it is one that was not handed out here. */
    private boolean strays(long pointer) {
        return NativeBlock.beginsAt(pointer) && !handedOut.remove(pointer);
    }

    private boolean isStray(long pointer) {
        return NativeBlock.beginsAt(pointer) && !handedOut.contains(pointer);
    }

    private long handedOut(long answer) {
        if (NativeBlock.beginsAt(answer)) {
            handedOut.add(answer);
        }
        return answer;
    }

    private long resized(long answer, long old, long size) {
        boolean failed = answer == 0 && size != 0;
        long _ = handedOut(failed ? old : answer);
        return answer;
    }

    private long resizedArray(long answer, long old, long count, long size) {
        return resized(answer, old, count == 0 ? 0 : size);
    }

    /** The header that each block of the library has; none where some have Headcount's. */
    HeaderFormat headerFormat(LibraryLedger library) {
        return ledger.isUsed(own.ledger()) ? HeaderFormat.NONE : library.headerFormat();
    }
}
