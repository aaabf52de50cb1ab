package dev.headcount.agent.linker;

import dev.headcount.gate.FunctionShape;
import dev.headcount.gate.Role;
import dev.headcount.gate.allocator.NativeAllocator;
import dev.headcount.memory.Symbols;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.SwitchPoint;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The application's own calls of free(3) and realloc(3): some libraries hand out memory that their caller is to free, and on
 * Headcount's allocator that has a header in front. Such blocks are told by their header and go home. The handles do only what
 * they would do without us until a library gets that allocator.
 */
final class LibcCalls {

    private static final Map<Long, FunctionShape> SHAPES = shapes();

    private final SwitchPoint nothingOwned = new SwitchPoint();
    private volatile NativeAllocator any;

    /** By address: the application links the C library's own, or those that are preloaded over them. */
    private static Map<Long, FunctionShape> shapes() {
        Map<Long, FunctionShape> shapes = new HashMap<>();
        for (Role role : List.of(Role.FREE, Role.REALLOC)) {
            String name = role.name().toLowerCase(Locale.ROOT);
            FunctionShape shape = FunctionShape.standard(role);
            shapes.put(Symbols.ofProcess(name), shape);
            Linker.nativeLinker().defaultLookup().find(name).ifPresent(own -> shapes.put(own.address(), shape));
        }
        return shapes;
    }

    /** A library got this allocator; any of them takes the blocks of all. */
    synchronized void own(NativeAllocator allocator) {
        if (any == null) {
            any = allocator;
            SwitchPoint.invalidateAll(new SwitchPoint[] {nothingOwned});
        }
    }

    /** A handle of the same type for the function at {@code address}, which nearly always is {@code handle}. */
    MethodHandle home(MethodHandle handle, long address, FunctionDescriptor descriptor) {
        FunctionShape shape = SHAPES.get(address);
        if (shape == null || !shape.accepts(descriptor)) {
            return handle;
        }
        return nothingOwned.guardWithTest(handle, OwnBlocks.sentTo(() -> any, shape, handle));
    }
}
