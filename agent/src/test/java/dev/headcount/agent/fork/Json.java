package dev.headcount.agent.fork;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A JSON value. What is not there, or of another kind, is a mistake of the test. */
public record Json(Object value) {

    static Json parse(String text) {
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            parser.nextToken();
            return new Json(read(parser));
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    public Json member(String name) {
        Map<?, ?> members = (Map<?, ?>) value;
        if (!members.containsKey(name)) {
            throw new AssertionError("no member " + name + " in " + this);
        }
        return new Json(members.get(name));
    }

    public long number(String name) {
        return ((Number) member(name).value).longValue();
    }

    /** Those of the members that have these names, all of them numbers. */
    public Map<String, Long> numbers(Set<String> names) {
        Map<String, Long> numbers = new TreeMap<>();
        names.forEach(name -> numbers.put(name, number(name)));
        return numbers;
    }

    /** Null where the member is null. */
    public String text(String name) {
        return (String) member(name).value;
    }

    public boolean truth(String name) {
        return (Boolean) member(name).value;
    }

    public List<Json> list(String name) {
        return ((List<?>) member(name).value).stream().map(Json::new).toList();
    }

    public List<String> texts(String name) {
        return ((List<?>) member(name).value).stream().map(String.class::cast).toList();
    }

    /** Reads the value that the parser stands on. */
    private static Object read(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> members = new LinkedHashMap<>();
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    parser.nextToken();
                    members.put(name, read(parser));
                }
                yield members;
            }
            case START_ARRAY -> {
                List<Object> elements = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(read(parser));
                }
                yield elements;
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new IOException("unexpected " + parser.currentToken());
        };
    }
}
