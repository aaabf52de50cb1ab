package dev.headcount.agent.linker;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.invoke.MethodHandles.collectArguments;
import static java.lang.invoke.MethodHandles.explicitCastArguments;
import static java.lang.invoke.MethodHandles.filterArguments;
import static java.lang.invoke.MethodHandles.filterReturnValue;
import static java.lang.invoke.MethodHandles.foldArguments;
import static java.lang.invoke.MethodHandles.guardWithTest;
import static java.lang.invoke.MethodHandles.permuteArguments;
import static java.lang.invoke.MethodType.methodType;

import dev.headcount.allocator.NativeBlock;
import dev.headcount.gate.FunctionShape;
import dev.headcount.gate.FunctionShape.Parameter;
import dev.headcount.gate.Role;
import dev.headcount.gate.allocator.NativeAllocator;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.Supplier;

/** Blocks of Headcount's own allocator that reach another one: they are told by their header, and go to where they came from. */
final class OwnBlocks {

    private static final MethodHandle IS_OWN;
    private static final MethodHandle PRODUCT;
    private static final MethodHandle ADDRESS;
    private static final MethodHandle SEGMENT;
    private static final MethodHandle GET;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            IS_OWN = lookup.findStatic(NativeBlock.class, "beginsAt", methodType(boolean.class, long.class));
            PRODUCT = lookup.findStatic(OwnBlocks.class, "product", methodType(long.class, long.class, long.class));
            GET = lookup.findVirtual(Supplier.class, "get", methodType(Object.class));
            SEGMENT = lookup.findStatic(MemorySegment.class, "ofAddress", methodType(MemorySegment.class, long.class));
            ADDRESS = lookup.findStatic(OwnBlocks.class, "address", methodType(long.class, MemorySegment.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private OwnBlocks() {}

    /** A function that does what {@code other} does, but for these blocks. */
    static MethodHandle sentTo(Supplier<NativeAllocator> own, FunctionShape shape, MethodHandle other) {
        return sentTo(own, shape, other, IS_OWN);
    }

    /**
     * A function that does what {@code other} does, but for some of these blocks.
     *
     * @param other may take further arguments before those of the shape: the function's address, or where errno goes
     * @param test of a pointer, a {@code long}: whether it is one of them
     */
    static MethodHandle sentTo(
            Supplier<NativeAllocator> own, FunctionShape shape, MethodHandle other, MethodHandle test) {
        if (shape.role() != Role.FREE && shape.role() != Role.REALLOC && shape.role() != Role.SIZE) {
            return other;
        }
        int first = other.type().parameterCount() - shape.parameters().size();
        int pointer = first + shape.indexOf(Parameter.POINTER);
        int[] positions = switch (shape.role()) {
            case REALLOC ->
                shape.has(Parameter.COUNT)
                        ? new int[] {pointer, first + shape.indexOf(Parameter.COUNT), first + shape.sizeIndex()}
                        : new int[] {pointer, first + shape.sizeIndex()};
            default -> new int[] {pointer};
        };
        MethodHandle home = toOwn(own, shape.role());
        return guardWithTest(
                arranged(test, other.type().changeReturnType(boolean.class), pointer),
                arranged(
                        shape.has(Parameter.COUNT) ? collectArguments(home, 1, PRODUCT) : home,
                        other.type(),
                        positions),
                other);
    }

    /** Linked without an address: the allocator may not be there yet. */
    @SuppressWarnings("restricted")
    private static MethodHandle toOwn(Supplier<NativeAllocator> own, Role role) {
        FunctionDescriptor type = switch (role) {
            case FREE -> FunctionDescriptor.ofVoid(JAVA_LONG);
            case REALLOC -> FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG);
            default -> FunctionDescriptor.of(JAVA_LONG, JAVA_LONG);
        };
        Supplier<MemorySegment> function = () -> own.get().function(FunctionShape.standard(role));
        MethodHandle address = GET.bindTo(function).asType(methodType(MemorySegment.class));
        return foldArguments(Linker.nativeLinker().downcallHandle(type), address);
    }

    /** {@code handle}, whose arguments are all long, fed with those of {@code type} at these positions. */
    static MethodHandle arranged(MethodHandle handle, MethodType type, int... positions) {
        MethodHandle arranged = handle;
        for (int i = 0; i < positions.length; i++) {
            Class<?> given = type.parameterType(positions[i]);
            arranged = given == MemorySegment.class
                    ? filterArguments(arranged, i, ADDRESS)
                    : arranged.asType(arranged.type().changeParameterType(i, given));
        }
        if (type.returnType() == MemorySegment.class) {
            arranged = filterReturnValue(arranged, SEGMENT);
        }
        MethodHandle permuted =
                permuteArguments(arranged, type.changeReturnType(arranged.type().returnType()), positions);
        return explicitCastArguments(permuted, type);
    }

    /** Java code may say null for NULL. */
    private static long address(MemorySegment pointer) {
        return pointer == null ? 0 : pointer.address();
    }

    /** As a size; -1, which nobody has, where that is too much. */
    private static long product(long count, long size) {
        return Math.unsignedMultiplyHigh(count, size) == 0 ? count * size : -1;
    }
}
