package dev.headcount.agent.linker;

import static java.lang.invoke.MethodHandles.dropArguments;
import static java.lang.invoke.MethodHandles.foldArguments;
import static java.lang.invoke.MethodHandles.identity;
import static java.lang.invoke.MethodHandles.tryFinally;
import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Whether a thread is inside an allocator whose events are reported already: a realloc that calls malloc and free, or a
 * tracked function around a method that is tracked itself, makes one event of them all.
 */
public final class Nesting {

    /** Whether the thread is in none: {@code ()boolean}. */
    public static final MethodHandle OUTERMOST;

    private static final MethodHandle ENTER;
    private static final MethodHandle LEAVE;
    private static final ThreadLocal<Nesting> OF_THREAD = ThreadLocal.withInitial(Nesting::new);

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            OUTERMOST = lookup.findStatic(Nesting.class, "isOutermost", methodType(boolean.class));
            ENTER = lookup.findStatic(Nesting.class, "enter", methodType(void.class));
            LEAVE = lookup.findStatic(Nesting.class, "leave", methodType(void.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private int depth;

    private Nesting() {}

    /** A handle of the same type: during its call the thread is inside. */
    public static MethodHandle within(MethodHandle function) {
        MethodType type = function.type();
        Class<?> answer = type.returnType();
        MethodHandle left = answer == void.class
                ? dropArguments(LEAVE, 0, Throwable.class)
                : dropArguments(foldArguments(identity(answer), dropArguments(LEAVE, 0, answer)), 0, Throwable.class);
        return foldArguments(tryFinally(function, left), ENTER);
    }

    private static boolean isOutermost() {
        return OF_THREAD.get().depth == 0;
    }

    private static void enter() {
        OF_THREAD.get().depth++;
    }

    private static void leave() {
        OF_THREAD.get().depth--;
    }
}
