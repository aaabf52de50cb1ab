package dev.headcount.jmx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;

/**
 * One record of open data, as an agent of any version sent it: what it does not have, or has as something else, is 0, empty
 * or absent.
 */
record OpenData(CompositeData data) {

    long number(String item) {
        return item(item, Number.class).map(Number::longValue).orElse(0L);
    }

    double fraction(String item) {
        return item(item, Number.class).map(Number::doubleValue).orElse(0.0);
    }

    /** Null where there is none. */
    String text(String item) {
        return item(item, String.class).orElse(null);
    }

    String textOrEmpty(String item) {
        return item(item, String.class).orElse("");
    }

    boolean flag(String item, boolean otherwise) {
        return item(item, Boolean.class).orElse(otherwise);
    }

    List<String> texts(String item) {
        return item(item, String[].class).map(List::of).orElse(List.of());
    }

    List<OpenData> records(String item) {
        return item(item, CompositeData[].class).map(OpenData::of).orElse(List.of());
    }

    Optional<OpenData> entry(String item) {
        return item(item, CompositeData.class).map(OpenData::new);
    }

    /** A map from texts to numbers. */
    Map<String, Long> numbers(String item) {
        Map<String, Long> numbers = new TreeMap<>();
        item(item, TabularData.class).ifPresent(table -> {
            for (Object row : table.values()) {
                if (row instanceof CompositeData entry) {
                    OpenData keyAndValue = new OpenData(entry);
                    numbers.put(keyAndValue.textOrEmpty("key"), keyAndValue.number("value"));
                }
            }
        });
        return numbers;
    }

    static List<OpenData> of(CompositeData[] records) {
        List<OpenData> list = new ArrayList<>();
        for (CompositeData entry : records) {
            list.add(new OpenData(entry));
        }
        return list;
    }

    private <T> Optional<T> item(String item, Class<T> type) {
        if (!data.containsKey(item)) {
            return Optional.empty();
        }
        Object value = data.get(item);
        return type.isInstance(value) ? Optional.of(type.cast(value)) : Optional.empty();
    }
}
