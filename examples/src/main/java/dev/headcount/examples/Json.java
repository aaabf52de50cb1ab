package dev.headcount.examples;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON value as a tree. A member that is not there is an empty list, an empty text or 0. */
public record Json(Object value) {

    private static final JsonFactory FACTORY = new JsonFactory();

    public static Json parse(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            return new Json(read(parser));
        } catch (IOException e) {
            throw new ExampleException("not JSON: " + e.getMessage());
        }
    }

    public Json get(String name) {
        return new Json(value instanceof Map<?, ?> members ? members.get(name) : null);
    }

    public List<Json> elements() {
        return value instanceof List<?> list ? list.stream().map(Json::new).toList() : List.of();
    }

    public String text() {
        return value instanceof String text ? text : "";
    }

    public long number() {
        return value instanceof Number number ? number.longValue() : 0;
    }

    /** Reads the value the parser stands on. */
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
            default -> parser.currentToken(); // true, false, null: nobody asks for them
        };
    }
}
