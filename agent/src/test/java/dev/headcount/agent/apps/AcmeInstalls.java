package dev.headcount.agent.apps;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.headcount.agent.apps.AllocatorPointers.Pointers;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/**
 * Installs an allocator in one of the many ways that the API has, checks that the library answers as it should, and
 * allocates 61 bytes and 127.
 *
 * <p>Started with the file of the library and the name of the way. Says what it saw, then what its allocator counted.
 */
public final class AcmeInstalls {

    private static final MemoryLayout STATUS = MemoryLayout.structLayout(JAVA_LONG, JAVA_LONG, JAVA_LONG);
    private static final int EINVAL = 22;

    private final Acme acme;
    private final CountingAllocator allocator = new CountingAllocator(8);
    private final Pointers pointers = AllocatorPointers.segments(allocator);

    private AcmeInstalls(Acme acme) {
        this.acme = acme;
    }

    public static void main(String[] arguments) throws Throwable {
        AcmeInstalls application = new AcmeInstalls(new Acme(arguments[0]));
        System.out.println(application.install(arguments[1]));
        application.acme.alloc(61);
        application.acme.alloc(127);
        System.out.println(application.allocator.truth());
        Pause.untilTold();
    }

    private Object install(String way) throws Throwable {
        return switch (way) {
            case "bound" -> three(pointers);
            case "upcalls-of-longs" -> three(AllocatorPointers.longs(allocator));
            case "pointers-as-longs" -> pointersAsLongs();
            case "unbound" -> unbound();
            case "unbound-elsewhere" -> unboundElsewhere();
            case "struct" -> struct();
            case "struct-as-long" -> structAsLong();
            case "errno" -> withErrno();
            case "struct-return" -> withStatus();
            case "refused" -> refused();
            case "null" -> withNull();
            case "null-in-struct" -> nullInStruct();
            case "wrong-type" -> wrongType();
            case "reflective" -> reflective();
            case "static-methods" -> staticMethods();
            default -> throw new IllegalArgumentException(way);
        };
    }

    private String three(Pointers functions) {
        acme.setAllocator(functions);
        return "installed";
    }

    private String pointersAsLongs() throws Throwable {
        MethodHandle install =
                acme.library().link("acme_set_allocator", FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_LONG, JAVA_LONG));
        install.invokeExact(
                pointers.malloc().address(),
                pointers.realloc().address(),
                pointers.free().address());
        return "installed";
    }

    private String unbound() throws Throwable {
        MethodHandle call = Native.linkUnbound(FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, ADDRESS));
        call.invokeExact(
                acme.library().symbol("acme_set_allocator"), pointers.malloc(), pointers.realloc(), pointers.free());
        return "installed";
    }

    /** One handle for the installer and for a function that merely looks like one. */
    private String unboundElsewhere() throws Throwable {
        MethodHandle call = Native.linkUnbound(FunctionDescriptor.ofVoid(JAVA_LONG, ADDRESS, ADDRESS));
        MemorySegment many = Arena.global().allocate(ADDRESS, 2);
        MemorySegment releaseMany = acme.library().symbol("acme_release_many");
        call.invokeExact(releaseMany, 0L, many, many);
        call.invokeExact(
                acme.library().symbol("acme_set_allocator"),
                pointers.malloc().address(),
                pointers.realloc(),
                pointers.free());
        call.invokeExact(releaseMany, 0L, many, many);
        return "installed";
    }

    private String struct() throws Throwable {
        MethodHandle install = acme.library().link("acme_set_allocators", FunctionDescriptor.of(JAVA_INT, ADDRESS));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment struct = AcmeStruct.of(pointers, arena);
            byte[] before = struct.toArray(JAVA_BYTE);
            int status = (int) install.invokeExact(struct.asReadOnly());
            return "status " + status
                    + (Arrays.equals(before, struct.toArray(JAVA_BYTE)) ? ", unchanged" : ", changed");
        }
    }

    private String structAsLong() throws Throwable {
        MethodHandle install = acme.library().link("acme_set_allocators", FunctionDescriptor.of(JAVA_INT, JAVA_LONG));
        try (Arena arena = Arena.ofConfined()) {
            long struct = AcmeStruct.of(pointers, arena).address();
            return "status " + (int) install.invokeExact(struct);
        }
    }

    private String withErrno() throws Throwable {
        MethodHandle install = acme.library()
                .link(
                        "acme_set_allocator_with_errno",
                        FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS),
                        Linker.Option.captureCallState("errno"));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            int status = (int) install.invokeExact(state, pointers.malloc(), pointers.realloc(), pointers.free());
            return "status " + status + ", errno " + state.get(JAVA_INT, 0);
        }
    }

    private String withStatus() throws Throwable {
        MethodHandle install = acme.library()
                .link("acme_set_allocator_with_status", FunctionDescriptor.of(STATUS, ADDRESS, ADDRESS, ADDRESS));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment status = (MemorySegment) install.invokeExact(
                    (SegmentAllocator) arena, pointers.malloc(), pointers.realloc(), pointers.free());
            return "status " + Arrays.toString(status.toArray(JAVA_LONG));
        }
    }

    private String refused() throws Throwable {
        MethodHandle install = acme.library()
                .link("acme_refuse_allocator", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS));
        int status = (int) install.invokeExact(pointers.malloc(), pointers.realloc(), pointers.free());
        return "status " + (status == EINVAL ? "EINVAL" : status);
    }

    private String withNull() {
        acme.setAllocator(pointers.malloc(), MemorySegment.NULL, pointers.free());
        return "installed";
    }

    private String nullInStruct() {
        AcmeStruct.install(
                acme.library(),
                new Pointers(
                        pointers.malloc(),
                        pointers.calloc(),
                        pointers.realloc(),
                        pointers.free(),
                        pointers.alignedAlloc(),
                        pointers.strdup(),
                        MemorySegment.NULL));
        return "installed";
    }

    /** C does not mind, on the processors that there are: the upper half of the size is left out. */
    private String wrongType() {
        acme.setAllocator(AllocatorPointers.ints(allocator));
        return "installed";
    }

    private String reflective() throws Throwable {
        MethodHandle install =
                acme.library().link("acme_set_allocator", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, ADDRESS));
        install.invokeWithArguments(pointers.malloc(), pointers.realloc(), pointers.free());
        return "installed";
    }

    private String staticMethods() {
        StaticMethods.allocator = allocator;
        return three(StaticMethods.pointers());
    }
}
