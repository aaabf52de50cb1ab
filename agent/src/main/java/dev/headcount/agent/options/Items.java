package dev.headcount.agent.options;

import java.util.ArrayList;
import java.util.List;

/** Texts in which a separator stands between items, but not within the parentheses or brackets of an item. */
final class Items {

    private Items() {}

    /** The items, without blanks around them and without empty ones. */
    static List<String> split(String text, char separator) {
        List<String> items = new ArrayList<>();
        int start = 0;
        int open = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : separator;
            open = Math.max(0, open + step(c));
            if (c == separator && (open == 0 || i == text.length())) {
                String item = text.substring(start, i).strip();
                if (!item.isEmpty()) {
                    items.add(item);
                }
                start = i + 1;
            }
        }
        return items;
    }

    /** Whether a parenthesis or bracket is not closed, so that the item took in whatever followed it. */
    static boolean isOpen(String item) {
        int open = 0;
        for (int i = 0; i < item.length(); i++) {
            open = Math.max(0, open + step(item.charAt(i)));
        }
        return open > 0;
    }

    private static int step(char c) {
        return c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
    }
}
