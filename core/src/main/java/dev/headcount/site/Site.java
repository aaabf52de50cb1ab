package dev.headcount.site;

import java.util.List;

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

    /**
     * Who called the function: the innermost frame that is not its Java binding, which usually bears the function's own name.
     * Null where there is no call path.
     */
    public StackTraceElement caller() {
        for (StackTraceElement frame : stack) {
            if (!frame.getMethodName().equals(function)) {
                return frame;
            }
        }
        return stack.isEmpty() ? null : stack.getFirst();
    }

    /** One line: the function, and who called it. */
    public String describe() {
        String where = function == null ? "a call that was not seen" : function;
        if (thread != null) {
            return where.equals(function) ? where + " on native thread " + thread : "native thread " + thread;
        }
        return stack.isEmpty() ? where : where + " from " + caller();
    }
}
