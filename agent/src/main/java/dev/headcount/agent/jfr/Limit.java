package dev.headcount.agent.jfr;

import java.util.Set;
import jdk.jfr.SettingControl;

/** How many events of a kind there are at each time, the first ones by rank: the setting {@code limit}. */
public final class Limit extends SettingControl {

    /** What stands where a recording says nothing, or nothing that can be understood. */
    static final String DEFAULT = "100";

    private String value = DEFAULT;
    private int most = Integer.parseInt(DEFAULT);

    /** The largest that any of the recordings wants. */
    @Override
    public String combine(Set<String> values) {
        int largest = 0;
        for (String wanted : values) {
            largest = Math.max(largest, number(wanted));
        }
        return Integer.toString(largest);
    }

    @Override
    public void setValue(String text) {
        value = text;
        most = number(text);
    }

    @Override
    public String getValue() {
        return value;
    }

    boolean admits(int rank) {
        return rank <= most;
    }

    private static int number(String text) {
        try {
            return Math.max(0, Integer.parseInt(text.strip()));
        } catch (NumberFormatException e) {
            return Integer.parseInt(DEFAULT);
        }
    }
}
