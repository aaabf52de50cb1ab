package dev.headcount.gate.stack;

import dev.headcount.memory.Memory;
import java.util.Arrays;

/**
 * Follows the frames of a stack, and collects the words that chain them: another stack of the same thread with the same
 * frame pointer and the same words has the same frames, down to the beginning of the thread.
 *
 * <pre>
 *  compiled frame                    interpreted frame, by its frame pointer
 *  +-------------------------+       +-----------------------------------+
 *  | frame size known        |       | -9 … -1  method, position in it,  |
 *  |                         |       |          stack pointer of caller  |
 *  | frame pointer of caller |       |  0       frame pointer of caller  |
 *  | return address          |       | +1       return address           |
 *  +-------------------------+       +-----------------------------------+
 * </pre>
 *
 * Of the interpreter's words all are taken, whatever each means. Sources: {@code frame.hpp}, {@code frame_x86.hpp}.
 */
final class FrameChain {

    private static final int INTERPRETER_WORDS_BELOW = 9;
    private static final int RETURN_ADDRESS = Long.BYTES;
    private static final int USUAL_WORDS = 128;

    private final StackLayout layout;
    private final StackCopy stack;
    private long[] pairs = new long[USUAL_WORDS];
    private int length;
    private boolean interpreted;

    // The frame that has been reached: where it goes on, and the registers it has there.
    private long pc;
    private long stackPointer;
    private long framePointer;
    private long savedAt; // where its frame pointer lies, in the frame before

    private FrameChain(StackLayout layout, StackCopy stack) {
        this.layout = layout;
        this.stack = stack;
    }

    /**
     * The words of a stack whose innermost frame is that of a downcall, by its frame pointer.
     *
     * @return address and value of each word; empty where the frames cannot be followed for certain to the first one
     */
    static long[] read(StackLayout layout, StackCopy stack) {
        FrameChain chain = new FrameChain(layout, stack);
        return chain.reachesTheFirst() ? Arrays.copyOf(chain.pairs, chain.length) : new long[0];
    }

    private boolean reachesTheFirst() {
        if (!callerBy(stack.from())) {
            return false;
        }
        stackPointer = stack.from() + 2 * Long.BYTES;
        while (!layout.isCallStub(pc)) {
            CodeCache.Compiled code =
                    layout.isInterpreter(pc) ? null : layout.code().find(pc);
            if (code == null ? !passInterpreted() : !passCompiled(code)) {
                return false;
            }
        }
        return isFirst();
    }

    private boolean passCompiled(CodeCache.Compiled code) {
        add(code.identity(), Memory.getLong(code.identity()));
        long sender = stackPointer + code.frameWords() * (long) Long.BYTES;
        stackPointer = sender;
        return callerBy(sender - 2 * Long.BYTES);
    }

    private boolean passInterpreted() {
        long frame = framePointer;
        long lowest = frame - INTERPRETER_WORDS_BELOW * Long.BYTES;
        if (!layout.isInterpreter(pc) || !stack.contains(lowest) || !stack.contains(frame)) {
            return false;
        }
        add(savedAt, frame);
        for (long word = lowest; word <= frame; word += Long.BYTES) {
            add(word, stack.word(word));
        }
        if (!interpreted) { // a method may be freed with its class, and another be where it was
            add(layout.classesUnloaded(), Memory.getLong(layout.classesUnloaded()));
            interpreted = true;
        }
        stackPointer = stack.word(frame + layout.interpreterSenderBytes());
        return callerBy(frame);
    }

    /** Java was entered here: for the first time on this thread, if there is no Java frame to go back to. */
    private boolean isFirst() {
        long wrapperAt = framePointer + layout.callWrapperBytes();
        if (!stack.contains(wrapperAt)) {
            return false;
        }
        long lastJavaFrame = stack.word(wrapperAt) + layout.lastJavaFrameBytes();
        if (!stack.contains(lastJavaFrame) || stack.word(lastJavaFrame) != 0) {
            return false;
        }
        add(savedAt, framePointer);
        add(wrapperAt, stack.word(wrapperAt));
        add(lastJavaFrame, 0);
        return true;
    }

    /** Goes to the caller: its frame pointer and the return address lie here. */
    private boolean callerBy(long saved) {
        if (!stack.contains(saved) || !stack.contains(saved + RETURN_ADDRESS)) {
            return false;
        }
        savedAt = saved;
        framePointer = stack.word(saved);
        pc = stack.word(saved + RETURN_ADDRESS);
        add(saved + RETURN_ADDRESS, pc);
        return true;
    }

    private void add(long address, long value) {
        if (length == pairs.length) {
            pairs = Arrays.copyOf(pairs, 2 * length);
        }
        pairs[length++] = address;
        pairs[length++] = value;
    }
}
