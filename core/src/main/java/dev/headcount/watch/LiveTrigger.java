package dev.headcount.watch;

/** When the live memory of all libraries together is worth a look by somebody. */
public sealed interface LiveTrigger {

    /**
     * Whether it is so now.
     *
     * @param seconds the time, in seconds
     * @param liveBytes what is live at that time, in bytes; to be called in the order of time
     */
    boolean isPulled(long seconds, long liveBytes);

    /** So many bytes are live, or more. */
    record Size(long bytes) implements LiveTrigger {

        @Override
        public boolean isPulled(long seconds, long liveBytes) {
            return liveBytes >= bytes;
        }
    }

    /** It grew by so many percent within a minute. See {@link MinuteOfReadings} for what it grew from. */
    final class Growth implements LiveTrigger {

        private static final long ALL = 100;

        private final int percent;
        private final MinuteOfReadings minute = new MinuteOfReadings();

        public Growth(int percent) {
            this.percent = percent;
        }

        @Override
        public boolean isPulled(long seconds, long liveBytes) {
            minute.add(seconds, liveBytes);
            return minute.lowest().stream().anyMatch(from -> liveBytes >= from + from / (double) ALL * percent);
        }
    }
}
