package dev.headcount.ledger;

import static java.lang.invoke.MethodHandles.dropArguments;
import static java.lang.invoke.MethodHandles.foldArguments;
import static java.lang.invoke.MethodHandles.identity;
import static java.lang.invoke.MethodHandles.insertArguments;
import static java.lang.invoke.MethodHandles.tryFinally;
import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Sets the site context around a downcall:
 *
 * <pre>{@code
 *  enter(ledger, function);
 *  try {
 *      return handle(arguments);
 *  } finally {
 *      exit(ledger);
 *  }
 * }</pre>
 */
final class TracedHandles {

    private static final MethodHandle ENTER = own("enter", Ledger.class, int.class);
    private static final MethodHandle EXIT = own("exit", Ledger.class);

    private TracedHandles() {}

    /** A handle of the same type that calls {@code handle} as the API function {@code name}. */
    static MethodHandle around(MethodHandle handle, Ledger ledger, String name) {
        MethodHandle enter = insertArguments(ENTER, 0, ledger, ledger.function(name));
        MethodHandle exit = EXIT.bindTo(ledger);
        return foldArguments(tryFinally(handle, cleanup(handle.type(), exit)), enter);
    }

    /** What tryFinally wants: a handle of (Throwable, result) that answers the result; it throws the Throwable on. */
    private static MethodHandle cleanup(MethodType type, MethodHandle exit) {
        if (type.returnType() == void.class) {
            return dropArguments(exit, 0, Throwable.class);
        }
        MethodHandle result = dropArguments(identity(type.returnType()), 0, Throwable.class);
        return foldArguments(result, exit);
    }

    private static void enter(Ledger ledger, int function) {
        ledger.enter(function);
    }

    private static void exit(Ledger ledger) {
        ledger.exit();
    }

    private static MethodHandle own(String name, Class<?>... arguments) {
        try {
            return MethodHandles.lookup().findStatic(TracedHandles.class, name, methodType(void.class, arguments));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
