package dev.headcount.leak;

import dev.headcount.entries.Entry;
import dev.headcount.entries.EntryFormat;
import dev.headcount.site.Site;
import java.util.List;
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
    private static final String ANY = "*";

    /** As docs/leak-detection.md has it. */
    static final EntryFormat FORMAT =
            new EntryFormat("ignore", "entry", "known leak", List.of("library", "function", "thread", "frame"));

    static Expectation of(Entry entry) {
        if (entry.fields().isEmpty()) {
            throw entry.wrong("it would expect everything; give one of " + String.join(", ", FORMAT.fields()));
        }
        return new Expectation(
                entry.name(),
                entry.value("library").orElse(ANY),
                entry.value("function").orElse(ANY),
                entry.value("thread").orElse(ANY),
                entry.value("frame").orElse(ANY));
    }

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
