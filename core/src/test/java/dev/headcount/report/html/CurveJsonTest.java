package dev.headcount.report.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.headcount.history.Curve;
import dev.headcount.report.Json;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CurveJsonTest {

    @Test
    void shouldWriteWhatIsYounger() throws IOException {
        assertEquals(List.of(998L, 9_980L, 999L, 9_990L, 1_000L, 10_000L), written(Shown.rising(), 997, 600));
    }

    @Test
    void shouldWriteNoMorePointsThanThereIsRoomFor() throws IOException {
        List<?> written = written(Shown.rising(), 0, 80);

        assertTrue(written.size() <= 2 * 80, "pairs of " + written.size());
        assertTrue(written.size() > 2 * 60, "pairs of " + written.size());
    }

    @Test
    void shouldEndWithTheLastReading() throws IOException {
        List<?> written = written(Shown.rising(), 0, 7);

        assertEquals(List.of(1_000L, 10_000L), written.subList(written.size() - 2, written.size()));
    }

    @Test
    void shouldBeEmptyWhereThereIsNothingNew() throws IOException {
        assertEquals(List.of(), written(Shown.rising(), 1_000, 600));
        assertEquals(List.of(), written(Shown.rising(), 1_777, 600), "nothing changed for long");
        assertEquals(List.of(), written(Curve.EMPTY, 0, 600));
    }

    private static List<?> written(Curve curve, long since, int points) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            CurveJson.write(json, "curve", curve, since, points);
            json.writeEndObject();
        }
        return (List<?>) ((Map<?, ?>) Json.parse(text.toString())).get("curve");
    }
}
