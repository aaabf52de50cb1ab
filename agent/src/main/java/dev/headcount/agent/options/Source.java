package dev.headcount.agent.options;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One of the places that options come from, and what it says of each option. */
final class Source {

    private final String where;
    private final Problems problems;

    // An EnumMap would find the constants by reflection, which costs the start some milliseconds.
    private final Map<Option, Setting> settings = new LinkedHashMap<>();

    /** @param where the source, for messages: {@code " in HEADCOUNT_OPTIONS"} */
    Source(String where, Problems problems) {
        this.where = where;
        this.problems = problems;
    }

    /** @param text {@code key=value,key=value …}, or null */
    void addItems(String text) {
        if (text == null) {
            return;
        }
        for (String item : Items.split(text, ',')) {
            if (Items.isOpen(item)) {
                problems.unclosed(item, where);
            } else {
                addItem(item);
            }
        }
    }

    private void addItem(String item) {
        int equals = item.indexOf('=');
        if (equals < 0) {
            add(item, item, "");
        } else {
            add(
                    item,
                    item.substring(0, equals).strip(),
                    item.substring(equals + 1).strip());
        }
    }

    void add(String written, String key, String value) {
        Optional<Option> option = Option.of(key);
        if (option.isEmpty()) {
            problems.unknown(written, key, where);
            return;
        }
        Setting setting = new Setting(option.get(), written, value, where);
        Setting earlier = settings.put(option.get(), setting);
        if (earlier != null) {
            problems.twice(earlier, setting);
        }
    }

    /** What the source says of each option that it names. */
    Collection<Setting> settings() {
        return settings.values();
    }

    /** What it says of {@code option}, if that is anything its syntax allows. */
    Optional<Setting> usable(Option option) {
        Setting setting = settings.get(option);
        return setting != null && option.syntax().read(setting.value()).isPresent()
                ? Optional.of(setting)
                : Optional.empty();
    }
}
