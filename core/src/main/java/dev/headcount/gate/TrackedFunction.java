package dev.headcount.gate;

import static java.lang.invoke.MethodHandles.catchException;
import static java.lang.invoke.MethodHandles.constant;
import static java.lang.invoke.MethodHandles.dropArguments;
import static java.lang.invoke.MethodHandles.empty;
import static java.lang.invoke.MethodHandles.filterArguments;
import static java.lang.invoke.MethodHandles.foldArguments;
import static java.lang.invoke.MethodHandles.guardWithTest;
import static java.lang.invoke.MethodHandles.identity;
import static java.lang.invoke.MethodHandles.permuteArguments;
import static java.lang.invoke.MethodHandles.throwException;
import static java.lang.invoke.MethodType.methodType;

import dev.headcount.gate.FunctionShape.Parameter;
import dev.headcount.ledger.FormerFunctions;
import dev.headcount.ledger.LibraryLedger;
import dev.headcount.memory.Libc;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Puts the ledger's events around a delegate's function.
 *
 * <pre>
 *  malloc, calloc, …   answer = delegate(…);  allocated(answer, size)
 *  free                if (freeing(pointer))  delegate(…)
 *  realloc             if (reallocating(pointer)) { answer = delegate(…);  reallocated(answer, pointer, size) }
 * </pre>
 *
 * The tracked function has the delegate's own type, whatever further arguments that has: it is put together from method
 * handles, which the compiler inlines into one piece, and needs no class of its own for each signature. A delegate that
 * throws has failed: the exception is counted and the library gets NULL, since no exception may reach native code.
 */
public final class TrackedFunction {

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private static final MethodHandle ALLOCATED = event("allocated", long.class, long.class, long.class);
    private static final MethodHandle ALLOCATED_ALIGNED = event("allocatedAligned", long.class, long.class, long.class);
    private static final MethodHandle FREEING = event("freeing", boolean.class, long.class);
    private static final MethodHandle REALLOCATING = event("reallocating", boolean.class, long.class);
    private static final MethodHandle REALLOCATED =
            event("reallocated", long.class, long.class, long.class, long.class);
    private static final MethodHandle FORMER_ALLOCATED =
            event(FormerFunctions.class, "allocated", long.class, long.class);
    private static final MethodHandle FORMER_FREEING =
            event(FormerFunctions.class, "freeing", boolean.class, long.class);
    private static final MethodHandle FORMER_REALLOCATING =
            event(FormerFunctions.class, "reallocating", boolean.class, long.class);
    private static final MethodHandle FORMER_REALLOCATED =
            event(FormerFunctions.class, "reallocated", long.class, long.class, long.class, long.class);
    private static final MethodHandle THREW = event("threw", void.class, Throwable.class);
    private static final MethodHandle ALLOCATED_ARRAY =
            own("allocatedArray", long.class, LibraryLedger.class, long.class, long.class, long.class);
    private static final MethodHandle REALLOCATED_ARRAY =
            own("reallocatedArray", long.class, LibraryLedger.class, long.class, long.class, long.class, long.class);
    private static final MethodHandle ALLOCATED_SUBSTRING =
            own("allocatedSubstring", long.class, LibraryLedger.class, long.class, long.class);
    private static final MethodHandle ALLOCATED_STRING =
            own("allocatedString", long.class, LibraryLedger.class, long.class);
    private static final MethodHandle FAILED = own("failed", void.class, LibraryLedger.class, long.class);
    private static final MethodHandle ADDRESS = addressOfSegment();

    private TrackedFunction() {}

    /**
     * The delegate's function, tracked.
     *
     * @param delegate takes pointers as {@link MemorySegment} or {@code long}, sizes as {@code long} or {@code int}
     * @return a handle of the same type that throws nothing
     */
    public static MethodHandle of(MethodHandle delegate, FunctionShape shape, LibraryLedger ledger) {
        return tracked(answeringNull(delegate, ledger), shape, ledger);
    }

    /**
     * As {@link #of}, for a delegate that Java code calls: what it throws reaches the caller. A block whose reallocation
     * threw lives on.
     */
    public static MethodHandle ofMethod(MethodHandle delegate, FunctionShape shape, LibraryLedger ledger) {
        MethodHandle called = shape.role() == Role.REALLOC ? puttingBack(delegate, shape, ledger) : delegate;
        return tracked(called, shape, ledger);
    }

    private static MethodHandle tracked(MethodHandle function, FunctionShape shape, LibraryLedger ledger) {
        return switch (shape.role()) {
            case MALLOC, CALLOC -> after(function, birth(shape, ledger), sizes(shape));
            case ALIGNED_ALLOC -> after(function, ALLOCATED_ALIGNED.bindTo(ledger), shape.sizeIndex());
            case STRDUP ->
                shape.has(Parameter.SIZE)
                        ? after(function, ALLOCATED_SUBSTRING.bindTo(ledger), shape.sizeIndex())
                        : after(function, ALLOCATED_STRING.bindTo(ledger));
            case FREE -> before(FREEING.bindTo(ledger), shape.indexOf(Parameter.POINTER), function);
            case REALLOC -> {
                int pointer = shape.indexOf(Parameter.POINTER);
                MethodHandle tracked = shape.has(Parameter.COUNT)
                        ? after(function, REALLOCATED_ARRAY.bindTo(ledger), pointer, sizes(shape)[0], sizes(shape)[1])
                        : after(function, REALLOCATED.bindTo(ledger), pointer, shape.sizeIndex());
                yield before(REALLOCATING.bindTo(ledger), pointer, tracked);
            }
            case SIZE -> function;
        };
    }

    /**
     * The delegate's function where the library was given others since: it may be called by these, as their delegate, or by
     * threads of the library that have not heard yet.
     *
     * @return a handle of the same type that throws nothing
     */
    public static MethodHandle former(MethodHandle delegate, FunctionShape shape, LibraryLedger ledger) {
        MethodHandle function = answeringNull(delegate, ledger);
        FormerFunctions events = ledger.formerFunctions();
        return switch (shape.role()) {
            case MALLOC, CALLOC, ALIGNED_ALLOC, STRDUP -> after(function, FORMER_ALLOCATED.bindTo(events));
            case FREE -> before(FORMER_FREEING.bindTo(events), shape.indexOf(Parameter.POINTER), function);
            case REALLOC -> {
                int pointer = shape.indexOf(Parameter.POINTER);
                MethodHandle moved = after(function, FORMER_REALLOCATED.bindTo(events), pointer, shape.sizeIndex());
                yield before(FORMER_REALLOCATING.bindTo(events), pointer, moved);
            }
            case SIZE -> function;
        };
    }

    private static MethodHandle birth(FunctionShape shape, LibraryLedger ledger) {
        return (shape.has(Parameter.COUNT) ? ALLOCATED_ARRAY : ALLOCATED).bindTo(ledger);
    }

    /** Where the size is, or the two that it is the product of. */
    private static int[] sizes(FunctionShape shape) {
        return shape.has(Parameter.COUNT)
                ? new int[] {shape.indexOf(Parameter.COUNT), shape.sizeIndex()}
                : new int[] {shape.sizeIndex()};
    }

    /** Calls {@code function}, then {@code event} with its answer and those of its arguments; answers what it answered. */
    private static MethodHandle after(MethodHandle function, MethodHandle event, int... arguments) {
        MethodType type = function.type();
        MethodType withAnswer = type.insertParameterTypes(0, type.returnType());
        int[] positions = new int[arguments.length + 1];
        for (int i = 0; i < arguments.length; i++) {
            positions[i + 1] = arguments[i] + 1;
        }
        MethodHandle report = onLongs(event, withAnswer, positions);
        MethodHandle answer = dropArguments(identity(type.returnType()), 1, type.parameterList());
        return foldArguments(
                foldArguments(answer, report.asType(report.type().changeReturnType(void.class))), function);
    }

    /** Asks {@code test} with that argument, and calls {@code function} only if it says so; otherwise answers NULL. */
    private static MethodHandle before(MethodHandle test, int argument, MethodHandle function) {
        return guardWithTest(onLongs(test, function.type(), argument), function, answerNull(function.type()));
    }

    /** {@code event}, whose parameters are all long, fed with the arguments of {@code type} at these positions. */
    private static MethodHandle onLongs(MethodHandle event, MethodType type, int... positions) {
        MethodHandle converted = event;
        for (int i = 0; i < positions.length; i++) {
            Class<?> from = type.parameterType(positions[i]);
            if (from == MemorySegment.class) {
                converted = filterArguments(converted, i, ADDRESS);
            } else {
                converted = converted.asType(converted.type().changeParameterType(i, from));
            }
        }
        return permuteArguments(converted, type.changeReturnType(event.type().returnType()), positions);
    }

    /** A handle of the same type: what {@code function} throws is counted, and the answer is NULL. */
    public static MethodHandle answeringNull(MethodHandle function, LibraryLedger ledger) {
        MethodHandle answer = dropArguments(answerNull(function.type()), 0, Throwable.class);
        MethodHandle threw = THREW.bindTo(ledger);
        return catchException(function, Throwable.class, foldArguments(answer, threw));
    }

    /** Reports a realloc that threw as one that failed, before the caller learns of it. */
    private static MethodHandle puttingBack(MethodHandle delegate, FunctionShape shape, LibraryLedger ledger) {
        MethodType type = delegate.type();
        MethodHandle failed = onLongs(FAILED.bindTo(ledger), type, shape.indexOf(Parameter.POINTER));
        MethodHandle rethrow = throwException(type.returnType(), Throwable.class);
        MethodHandle handler = dropArguments(rethrow, 1, type.parameterList());
        return catchException(
                delegate, Throwable.class, foldArguments(handler, dropArguments(failed, 0, Throwable.class)));
    }

    private static void failed(LibraryLedger ledger, long old) {
        long _ = ledger.reallocated(0, old, 1);
    }

    private static MethodHandle answerNull(MethodType type) {
        return type.returnType() == MemorySegment.class
                ? dropArguments(constant(MemorySegment.class, MemorySegment.NULL), 0, type.parameterList())
                : empty(type);
    }

    private static long allocatedArray(LibraryLedger ledger, long address, long count, long size) {
        return ledger.allocated(address, product(count, size));
    }

    private static long reallocatedArray(LibraryLedger ledger, long address, long old, long count, long size) {
        return ledger.reallocated(address, old, product(count, size));
    }

    private static long product(long count, long size) {
        return Math.unsignedMultiplyHigh(count, size) == 0 ? count * size : Long.MAX_VALUE;
    }

    private static long allocatedSubstring(LibraryLedger ledger, long address, long length) {
        return ledger.allocated(address, length + 1);
    }

    private static long allocatedString(LibraryLedger ledger, long address) {
        return ledger.allocated(address, address == 0 ? 1 : Libc.strlen(address) + 1);
    }

    private static MethodHandle event(String name, Class<?> answer, Class<?>... arguments) {
        return event(LibraryLedger.class, name, answer, arguments);
    }

    private static MethodHandle event(Class<?> events, String name, Class<?> answer, Class<?>... arguments) {
        try {
            return LOOKUP.findVirtual(events, name, methodType(answer, arguments));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static MethodHandle own(String name, Class<?> answer, Class<?>... arguments) {
        try {
            return LOOKUP.findStatic(TrackedFunction.class, name, methodType(answer, arguments));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Java code may say null for NULL. */
    private static long address(MemorySegment pointer) {
        return pointer == null ? 0 : pointer.address();
    }

    private static MethodHandle addressOfSegment() {
        try {
            return LOOKUP.findStatic(TrackedFunction.class, "address", methodType(long.class, MemorySegment.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
