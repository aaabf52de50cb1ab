package dev.headcount.site;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.util.List;
import java.util.Set;

/** Walks with the JDK's public means; the fallback where the {@linkplain BacktraceWalk backtrace} is out of reach. */
final class StackWalkerWalk implements CallPathWalk {

    private static final StackWalker WALKER =
            StackWalker.getInstance(Set.of(Option.RETAIN_CLASS_REFERENCE, Option.SHOW_REFLECT_FRAMES));

    private final int depth;

    StackWalkerWalk(int depth) {
        this.depth = depth;
    }

    @Override
    public CallPath walk() {
        return WALKER.walk(frames -> new Walked(frames.dropWhile(
                        frame -> FrameClass.of(frame.getDeclaringClass()).machinery())
                .limit(depth)
                .toList()));
    }

    private record Walked(List<StackFrame> stack) implements CallPath {
        @Override
        public long[] fingerprint() {
            return stack.stream().mapToLong(Walked::fingerprint).toArray();
        }

        /** Two methods of a class are told apart by name and descriptor, whose hash must do here. */
        private static long fingerprint(StackFrame frame) {
            int type = FrameClass.of(frame.getDeclaringClass()).id();
            int method = 31 * frame.getMethodName().hashCode()
                    + frame.getMethodType().hashCode();
            return ((long) type << 32) ^ ((long) method << 16) ^ frame.getByteCodeIndex();
        }

        @Override
        public List<StackTraceElement> frames() {
            return stack.stream().map(StackFrame::toStackTraceElement).toList();
        }
    }
}
