package dev.headcount.gate;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;

/** A function called the way a library does: by its pointer, from C, with C's types. Most are Java behind it. */
final class CFunction {

    private final MethodHandle call;

    private CFunction(MethodHandle call) {
        this.call = call;
    }

    @SuppressWarnings("restricted")
    static CFunction of(MethodHandle function, Arena arena) {
        FunctionDescriptor descriptor = descriptor(function.type());
        Linker linker = Linker.nativeLinker();
        return new CFunction(linker.downcallHandle(linker.upcallStub(function, descriptor, arena), descriptor));
    }

    /** A function of C. */
    @SuppressWarnings("restricted")
    static CFunction at(MemorySegment function, MethodType type) {
        return new CFunction(Linker.nativeLinker().downcallHandle(function, descriptor(type)));
    }

    private static FunctionDescriptor descriptor(MethodType type) {
        MemoryLayout[] arguments =
                type.parameterList().stream().map(CFunction::layout).toArray(MemoryLayout[]::new);
        return type.returnType() == void.class
                ? FunctionDescriptor.ofVoid(arguments)
                : FunctionDescriptor.of(layout(type.returnType()), arguments);
    }

    private static MemoryLayout layout(Class<?> type) {
        if (type == MemorySegment.class) {
            return ValueLayout.ADDRESS;
        }
        return type == int.class ? ValueLayout.JAVA_INT : ValueLayout.JAVA_LONG;
    }

    /** Calls it, with each argument as what the function takes; answers a pointer or a number, 0 for void. */
    long call(long... arguments) {
        List<Object> converted = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            converted.add(convert(arguments[i], call.type().parameterType(i)));
        }
        try {
            return switch (call.invokeWithArguments(converted)) {
                case null -> 0;
                case MemorySegment pointer -> pointer.address();
                case Number number -> number.longValue();
                case Object other -> throw new IllegalStateException("no C type: " + other);
            };
        } catch (Throwable t) {
            throw new AssertionError("a C function cannot throw", t);
        }
    }

    private static Object convert(long argument, Class<?> type) {
        if (type == MemorySegment.class) {
            return MemorySegment.ofAddress(argument);
        }
        return type == int.class ? (Object) (int) argument : (Object) argument;
    }
}
