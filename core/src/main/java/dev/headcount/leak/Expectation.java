package dev.headcount.leak;

import dev.headcount.site.Site;
import java.util.regex.Pattern;

/**
 * A leak that is to be expected: every site that fits all the patterns given. In a pattern {@code *} stands for any text.
 *
 * @param name how the user calls it
 * @param library of the library's name, {@code *} for any
 * @param function of the API function's
 * @param thread of the native thread's
 * @param frame of any frame of the call path, as {@code com.acme.Reports.monthly}
 */
public record Expectation(String name, String library, String function, String thread, String frame) {

    /** Fits whatever there is, and where there is nothing. */
    static final String ANY = "*";

    boolean fits(Site site) {
        return fits(library, site.library())
                && fits(function, site.function())
                && fits(thread, site.thread())
                && (frame.equals(ANY)
                        || site.stack().stream()
                                .anyMatch(called -> fits(frame, called.getClassName() + "." + called.getMethodName())));
    }

    private static boolean fits(String pattern, String text) {
        return pattern.equals(ANY)
                || (text != null && compiled(pattern).matcher(text).matches());
    }

    private static Pattern compiled(String pattern) {
        StringBuilder expression = new StringBuilder();
        for (String literal : pattern.split("\\*", -1)) {
            expression.append(expression.isEmpty() ? "" : ".*").append(Pattern.quote(literal));
        }
        return Pattern.compile(expression.toString());
    }
}
