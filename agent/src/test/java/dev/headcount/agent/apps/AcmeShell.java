package dev.headcount.agent.apps;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Calls libacme as it is told, a command a line on standard input, each answered by one line: the block's pointer in
 * hexadecimal, a number, or {@code done}. Blocks go by names, which stay known after the block is gone.
 *
 * <p>Started with the file of the library.
 */
public final class AcmeShell {

    private final Acme acme;
    private final Map<String, MemorySegment> blocks = new HashMap<>();
    private Native rust;
    private CountingAllocator allocator = new CountingAllocator(0);

    private AcmeShell(Acme acme) {
        this.acme = acme;
    }

    public static void main(String[] arguments) throws IOException {
        AcmeShell shell = new AcmeShell(new Acme(arguments[0]));
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            System.out.println(shell.answer(line.split(" ", -1)));
        }
    }

    private String answer(String[] words) {
        return switch (words[0]) {
            case "java" -> installJava(Integer.parseInt(words[1]));
            case "again" -> installAgain();
            case "libc" -> installNative(Native.libc(), "");
            case "rust" -> installRust(Native.library(words[1]));
            case "alloc" -> block(words[1], acme.alloc(Long.parseLong(words[2])));
            case "zeroed" -> block(words[1], acme.allocZeroed(Long.parseLong(words[2]), Long.parseLong(words[3])));
            case "aligned" -> block(words[1], acme.allocAligned(Long.parseLong(words[2]), Long.parseLong(words[3])));
            case "copy" -> block(words[1], acme.copy(words[2]));
            case "many" -> block(words[1], acme.allocMany(Long.parseLong(words[2]), Long.parseLong(words[3])));
            case "past-hook" -> block(words[1], acme.allocPastHook(Long.parseLong(words[2])));
            case "on-thread" -> block(words[2], acme.allocOnThread(words[1], Long.parseLong(words[3])));
            case "null" -> block(words[1], MemorySegment.NULL);
            case "resize" -> resize(words[1], Long.parseLong(words[2]));
            case "size" -> Long.toString(acme.size(blocks.get(words[1])));
            case "truth" -> allocator.truth();
            case "rust-truth" -> rustTruth();
            case "strays" -> Long.toString(allocator.strays());
            default -> done(words);
        };
    }

    private String done(String[] words) {
        switch (words[0]) {
            case "free" -> acme.release(blocks.get(words[1]));
            case "free-many" -> acme.releaseMany(blocks.get(words[1]));
            case "free-at" -> acme.release(at(words[1], words[2]));
            case "free-on-thread" -> acme.releaseOnThread(words[1], blocks.get(words[2]));
            case "poke" -> acme.poke(at(words[1], words[2]), Long.parseLong(words[3]));
            case "fail-next" -> allocator.failNext();
            case "throw-next" -> allocator.throwNext();
            default -> throw new IllegalArgumentException(String.join(" ", words));
        }
        return "done";
    }

    /** All seven functions, in the struct that the library copies. */
    private String installJava(int header) {
        allocator = new CountingAllocator(header);
        AcmeStruct.install(acme.library(), AllocatorPointers.segments(allocator));
        return "done";
    }

    /** The same allocator behind other pointers. */
    private String installAgain() {
        AcmeStruct.install(acme.library(), AllocatorPointers.longs(allocator));
        return "done";
    }

    private String installNative(Native library, String prefix) {
        acme.setAllocator(
                library.symbol(prefix + "malloc"), library.symbol(prefix + "realloc"), library.symbol(prefix + "free"));
        return "done";
    }

    private String installRust(Native library) {
        rust = library;
        return installNative(library, "rust_");
    }

    private String rustTruth() {
        try {
            MethodHandle blocks = rust.link("rust_live_blocks", FunctionDescriptor.of(JAVA_LONG));
            MethodHandle bytes = rust.link("rust_live_bytes", FunctionDescriptor.of(JAVA_LONG));
            return "liveBlocks=" + (long) blocks.invokeExact() + " liveBytes=" + (long) bytes.invokeExact();
        } catch (Throwable t) {
            throw Native.failed(t);
        }
    }

    private String resize(String name, long size) {
        MemorySegment moved = acme.resize(blocks.get(name), size);
        if (moved.address() == 0) {
            return "0x0"; // the name still means the old block
        }
        return block(name, moved);
    }

    private MemorySegment at(String name, String offset) {
        return MemorySegment.ofAddress(blocks.get(name).address() + Long.parseLong(offset));
    }

    private String block(String name, MemorySegment block) {
        blocks.put(name, block);
        return "0x" + Long.toHexString(block.address());
    }
}
