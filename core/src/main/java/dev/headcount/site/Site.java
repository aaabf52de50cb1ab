package dev.headcount.site;

import java.util.List;
import java.util.Optional;

/**
 * Who allocated.
 *
 * @param id the number that stands for this site on the hot side
 * @param library the tracked library
 * @param function the API function that was entered, or null where none of ours was
 * @param thread the name of the native thread, or null on a Java thread
 * @param stack the Java call path, innermost frame first; empty for a native thread or where paths are off
 */
public record Site(int id, String library, String function, String thread, List<StackTraceElement> stack) {

    /** The function of the sites that stand for all others once the table is full. */
    public static final String OVERFLOW = "(site table full)";

    /** Frames are kept without the names of class loader and module: {@code com.acme.Reports.monthly(Reports.java:88)}. */
    public Site {
        stack = stack.stream().map(Site::plain).toList();
    }

    private static StackTraceElement plain(StackTraceElement frame) {
        return new StackTraceElement(
                frame.getClassName(), frame.getMethodName(), frame.getFileName(), frame.getLineNumber());
    }

    /**
     * Who called the function: the innermost frame that is neither the JDK's nor the function's Java binding, which usually
     * bears the function's own name. Empty where there is none.
     */
    public Optional<StackTraceElement> caller() {
        return callerBeyond(0);
    }

    /** As {@link #caller}, the innermost {@code frames} of the stack left out. */
    public Optional<StackTraceElement> callerBeyond(int frames) {
        return stack.stream()
                .skip(frames)
                .filter(frame -> !isOfJdk(frame) && !frame.getMethodName().equals(function))
                .findFirst();
    }

    private static boolean isOfJdk(StackTraceElement frame) {
        return frame.getClassName().startsWith("java.") || frame.getClassName().startsWith("jdk.");
    }

    /** One line: the function, and who called it. */
    public String describe() {
        String where = function == null ? "a call that was not seen" : function;
        if (thread != null) {
            return where.equals(function) ? where + " on native thread " + thread : "native thread " + thread;
        }
        return caller().map(caller -> where + " from " + caller).orElse(where);
    }
}
