package dev.headcount.site;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Walks by making a {@link Throwable} and reading the raw backtrace that HotSpot keeps in it: about 1 µs at 15 frames,
 * where {@link StackWalker} takes 8 µs (docs/design-decisions.md). No name is resolved until a path turns out to be new.
 *
 * <p>HotSpot's backtrace ({@code BacktraceBuilder} in {@code javaClasses.cpp}) is a chain of chunks of 32 frames:
 *
 * <pre>
 *  Object[]  [0]               [1]                     [2]                [3]       [4]       [5]
 *            +-----------------+-----------------------+------------------+---------+---------+------------+
 *            | short[] methods | int[] bci and version | Object[] classes | (names) | (conts) | next chunk |
 *            +-----------------+-----------------------+------------------+---------+---------+------------+
 * </pre>
 *
 * The field is private to {@code java.lang}: {@link #open} answers empty where it cannot be read or looks different.
 */
final class BacktraceWalk implements CallPathWalk {

    private static final int METHODS = 0;
    private static final int POSITIONS = 1;
    private static final int CLASSES = 2;
    private static final int NEXT_CHUNK = 5;
    private static final int SELF_TEST_FRAMES = 70; // more than two chunks

    private final VarHandle backtrace;
    private final int depth;

    private BacktraceWalk(VarHandle backtrace, int depth) {
        this.backtrace = backtrace;
        this.depth = depth;
    }

    /** Needs {@code java.base/java.lang} opened to this module; the agent does that, a user may by {@code --add-opens}. */
    static Optional<CallPathWalk> open(int depth) {
        try {
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(Throwable.class, MethodHandles.lookup());
            VarHandle backtrace = lookup.findVarHandle(Throwable.class, "backtrace", Object.class);
            BacktraceWalk walk = new BacktraceWalk(backtrace, depth);
            return walk.isUnderstood() ? Optional.of(walk) : Optional.empty();
        } catch (ReflectiveOperationException | RuntimeException e) {
            return Optional.empty(); // the slower walk gives the same paths
        }
    }

    @Override
    public CallPath walk() {
        return new Walked(new Trace());
    }

    private Object[] chunk(Trace trace) {
        return (Object[]) (Object) backtrace.get((Throwable) trace);
    }

    /** A method is its class and its number there; the bytecode index is the upper half of the position. */
    private static long fingerprint(int type, short method, int position) {
        return ((long) type << 32) | ((method & 0xFFFFL) << 16) | (position >>> Short.SIZE);
    }

    /**
     * Tries itself, since the format is HotSpot's own and may change: it must tell two calls of one method apart, and find as
     * many frames as the JDK does where they fill several chunks.
     */
    private boolean isUnderstood() {
        Trace first = new Trace();
        Trace second = new Trace();
        return looksFamiliar(first)
                && looksFamiliar(second)
                && fingerprint(0, (short) 0, position(first)) != fingerprint(0, (short) 0, position(second))
                && findsAllFrames(SELF_TEST_FRAMES);
    }

    private boolean looksFamiliar(Trace trace) {
        Object[] chunk = chunk(trace);
        return chunk != null
                && chunk[METHODS] instanceof short[]
                && chunk[POSITIONS] instanceof int[]
                && chunk[CLASSES] instanceof Object[] classes
                && classes[0] == BacktraceWalk.class;
    }

    private int position(Trace trace) {
        return ((int[]) chunk(trace)[POSITIONS])[0];
    }

    private boolean findsAllFrames(int further) {
        if (further > 0) {
            return findsAllFrames(further - 1);
        }
        Trace trace = new Trace();
        long frames = 0;
        for (Object[] chunk = chunk(trace); chunk != null; chunk = (Object[]) chunk[NEXT_CHUNK]) {
            frames += Arrays.stream((Object[]) chunk[CLASSES])
                    .filter(Objects::nonNull)
                    .count();
        }
        return frames == trace.getStackTrace().length;
    }

    /** A path as HotSpot left it; what that costs to read is paid where it is new. */
    private final class Walked implements CallPath {
        private final Trace trace;
        private int skipped;
        private long[] fingerprint;

        Walked(Trace trace) {
            this.trace = trace;
        }

        @Override
        public boolean isSameAs(CallPath other) {
            return other instanceof Walked walked && areSame(chunk(trace), chunk(walked.trace));
        }

        @Override
        public long[] fingerprint() {
            if (fingerprint == null) {
                read();
            }
            return fingerprint;
        }

        private void read() {
            long[] frames = new long[depth];
            int count = 0;
            for (Object[] chunk = chunk(trace); chunk != null; chunk = (Object[]) chunk[NEXT_CHUNK]) {
                short[] methods = (short[]) chunk[METHODS];
                int[] positions = (int[]) chunk[POSITIONS];
                Object[] classes = (Object[]) chunk[CLASSES];
                for (int i = 0; i < methods.length && classes[i] != null && count < depth; i++) {
                    FrameClass type = FrameClass.of((Class<?>) classes[i]);
                    if (count == 0 && type.machinery()) {
                        skipped++;
                    } else {
                        frames[count++] = BacktraceWalk.fingerprint(type.id(), methods[i], positions[i]);
                    }
                }
            }
            fingerprint = Arrays.copyOf(frames, count);
        }

        @Override
        public List<StackTraceElement> frames() {
            int count = fingerprint().length;
            return List.of(Arrays.copyOfRange(trace.getStackTrace(), skipped, skipped + count));
        }
    }

    /** Whether two backtraces are the same, frame by frame, down to the bottom of the stack. */
    @SuppressWarnings("ReferenceEquality") // both have come to their end
    private static boolean areSame(Object[] one, Object[] other) {
        Object[] left = one;
        Object[] right = other;
        while (left != null && right != null) {
            if (!Arrays.equals((int[]) left[POSITIONS], (int[]) right[POSITIONS])
                    || !Arrays.equals((short[]) left[METHODS], (short[]) right[METHODS])
                    || !areIdentical((Object[]) left[CLASSES], (Object[]) right[CLASSES])) {
                return false;
            }
            left = (Object[]) left[NEXT_CHUNK];
            right = (Object[]) right[NEXT_CHUNK];
        }
        return left == right;
    }

    @SuppressWarnings("ReferenceEquality") // a class is only the same if it is identical
    private static boolean areIdentical(Object[] left, Object[] right) {
        for (int i = 0; i < left.length && left[i] != null; i++) {
            if (left[i] != right[i]) {
                return false;
            }
        }
        return true;
    }

    /** Only a carrier of the backtrace; never thrown. */
    private static final class Trace extends Throwable {
        private static final long serialVersionUID = 1;

        Trace() {
            super(null, null, false, true);
        }
    }
}
