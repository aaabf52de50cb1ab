package dev.headcount.memory;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * Asks the kernel whether an address can be read, where finding out by reading could end the JVM. A system call: for
 * the rare doubtful address only.
 */
public final class PageProbe {

    /*
     * rt_sigprocmask(2) copies the new signal set from the caller's memory before it looks at `how`. With a `how` that
     * does not exist it changes nothing and fails with EFAULT where the set cannot be read, otherwise with EINVAL.
     * Unlike process_vm_readv(2), no container's system call filter can do without it.
     */
    private static final long RT_SIGPROCMASK = switch (System.getProperty("os.arch")) { // <asm/unistd.h>
        case "amd64" -> 14;
        case "aarch64" -> 135;
        default -> -1; // answers ENOSYS: nothing is readable then
    };
    private static final long NO_SUCH_HOW = -1;
    private static final long SIGNAL_SET_BYTES = 8;
    private static final int EINVAL = 22;

    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
    private static final MethodHandle SYSCALL = link();

    private PageProbe() {}

    @SuppressWarnings("restricted")
    private static MethodHandle link() {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("syscall"),
                FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
                ERRNO,
                Linker.Option.firstVariadicArg(1));
    }

    /**
     * Whether the 8 bytes at {@code address}, a multiple of 8, can be read. Never throws, as it is asked inside of upcalls:
     * where there is no room to ask, on the stack or the Java heap, they cannot.
     */
    public static boolean canRead(long address) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            long _ = (long) SYSCALL.invokeExact(state, RT_SIGPROCMASK, NO_SUCH_HOW, address, 0L, SIGNAL_SET_BYTES);
            return state.get(JAVA_INT, 0) == EINVAL; // a capture of errno alone starts with errno
        } catch (Throwable noRoom) {
            return false;
        }
    }
}
