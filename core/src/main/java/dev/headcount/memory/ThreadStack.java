package dev.headcount.memory;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The memory that the calling thread has for its stack, which grows downwards; of a virtual thread, that of its carrier. Source:
 * pthread_getattr_np(3), which takes some microseconds, and more for the thread that began the process.
 *
 * @param lowest the lowest address, which no frame may reach
 * @param bytes all of it
 */
public record ThreadStack(long lowest, long bytes) {

    private static final int ATTRIBUTES_BYTES = 128; // pthread_attr_t takes 56 on x86-64, 64 on aarch64

    /** Empty where the C library does not tell, or there is no room to ask. */
    public static Optional<ThreadStack> ofCallingThread() {
        return Functions.FOUND.flatMap(ThreadStack::ask);
    }

    private static Optional<ThreadStack> ask(Functions functions) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment attributes = arena.allocate(ATTRIBUTES_BYTES, Long.BYTES);
            MemorySegment end = arena.allocate(JAVA_LONG);
            MemorySegment bytes = arena.allocate(JAVA_LONG);
            long thread = (long) functions.self.invokeExact(0L, 0L);
            long failure = (long) functions.attributesOf.invokeExact(thread, attributes.address());
            if ((int) failure != 0) {
                return Optional.empty();
            }
            long _ = (long) functions.end.invokeExact(attributes.address(), end.address());
            long _ = (long) functions.bytes.invokeExact(attributes.address(), bytes.address());
            long _ = (long) functions.destroy.invokeExact(attributes.address(), 0L);
            long size = bytes.get(JAVA_LONG, 0);
            return Optional.of(new ThreadStack(end.get(JAVA_LONG, 0) - size, size));
        } catch (Throwable noRoom) { // on the stack or the Java heap, inside of a call of the application's
            return Optional.empty();
        }
    }

    /**
     * @param end pthread_attr_getstackaddr(3): glibc answers where the stack begins, at its upper end. Of two arguments, as the
     *     other functions and other than pthread_attr_getstack, see {@link Symbols#link}
     */
    private record Functions(
            MethodHandle self, MethodHandle attributesOf, MethodHandle end, MethodHandle bytes, MethodHandle destroy) {

        static final Optional<Functions> FOUND = find();

        private static Optional<Functions> find() {
            try {
                return Optional.of(new Functions(
                        Symbols.link("pthread_self"),
                        Symbols.link("pthread_getattr_np"),
                        Symbols.link("pthread_attr_getstackaddr"),
                        Symbols.link("pthread_attr_getstacksize"),
                        Symbols.link("pthread_attr_destroy")));
            } catch (NoSuchElementException e) {
                return Optional.empty();
            }
        }
    }
}
