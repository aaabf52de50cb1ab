package dev.headcount.site;

/**
 * The stacks of one thread that were walked before, and are told again without a walk. What is told is exact: a stack that
 * cannot be told for certain is not known.
 *
 * <p>For its own thread alone; never waits.
 */
public interface KnownStacks {

    /** Of a thread whose stacks are walked each time. */
    KnownStacks NONE = new KnownStacks() {
        @Override
        public int site(int library, int function) {
            return CallContext.NO_SITE;
        }

        @Override
        public void learn(int library, int function, int site) {}

        @Override
        public void release() {}
    };

    /** The site that the calling thread's stack was {@linkplain #learn learned} for; {@link CallContext#NO_SITE} if unknown. */
    int site(int library, int function);

    /**
     * After {@link #site} had no answer, called from where that was called from: the answer that a walk gave.
     *
     * @throws IllegalStateException if a stack was told wrongly, which it never is again
     */
    void learn(int library, int function, int site);

    /** Gives back the memory; the thread has ended. */
    void release();
}
