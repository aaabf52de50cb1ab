package dev.headcount.report;

import dev.headcount.site.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One frame of a call path, as the tools for profiles show it.
 *
 * @param library the library that the function belongs to, or null where it is none of a library
 * @param file where the function is written, or empty
 * @param line the line of the call, or 0
 */
record ProfileFrame(String library, String function, String file, int line) {

    /**
     * The frames of a site, the innermost first: the library's function, the Java methods that led to it, the native thread.
     * Where no function was seen, the library stands for it, in brackets, as tools show what they have no name for.
     */
    static List<ProfileFrame> of(Site site) {
        List<ProfileFrame> frames = new ArrayList<>();
        String function = site.function() == null ? "[" + site.library() + "]" : site.function();
        frames.add(new ProfileFrame(site.library(), function, "", 0));
        for (StackTraceElement frame : site.stack()) {
            frames.add(new ProfileFrame(
                    null,
                    frame.getClassName() + "." + frame.getMethodName(),
                    Objects.requireNonNullElse(frame.getFileName(), ""),
                    Math.max(0, frame.getLineNumber())));
        }
        if (site.thread() != null) {
            frames.add(new ProfileFrame(null, "native thread " + site.thread(), "", 0));
        }
        return frames;
    }
}
