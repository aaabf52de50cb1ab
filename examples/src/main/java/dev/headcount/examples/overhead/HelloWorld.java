package dev.headcount.examples.overhead;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;

/** Says hello; with the argument {@code ffm}, after a call of {@code getpid} through FFM. */
final class HelloWorld {

    private HelloWorld() {}

    @SuppressWarnings("restricted")
    public static void main(String[] arguments) throws Throwable {
        if (arguments.length > 0) {
            Linker linker = Linker.nativeLinker();
            MethodHandle getpid = linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("getpid"), FunctionDescriptor.of(JAVA_INT));
            System.out.println("hello from " + (int) getpid.invokeExact());
        } else {
            System.out.println("hello");
        }
    }
}
