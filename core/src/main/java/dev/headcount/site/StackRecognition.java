package dev.headcount.site;

/** Knows stacks again that were walked before. */
public interface StackRecognition {

    /** To be kept for the thread, and {@linkplain KnownStacks#release released} after it. */
    KnownStacks ofThisThread();

    /** Native memory that the known stacks of all threads take. */
    long bytes();
}
