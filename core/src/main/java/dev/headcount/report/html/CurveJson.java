package dev.headcount.report.html;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.headcount.history.Curve;
import dev.headcount.history.Reading;
import java.io.IOException;
import java.util.List;

/** A curve of live bytes in JSON: pairs of seconds and bytes, no more of them than a chart has room for. */
final class CurveJson {

    private CurveJson() {}

    /**
     * Writes the readings that are younger than {@code since}.
     *
     * @param points the most pairs; of readings that lie closer together the last one stands for all
     */
    static void write(JsonGenerator json, String name, Curve curve, long since, int points) throws IOException {
        List<Reading> readings = curve.readings();
        json.writeArrayFieldStart(name);
        if (!readings.isEmpty()) {
            long first = Math.max(readings.getFirst().seconds(), since);
            long step = Math.max(1, Math.ceilDiv(readings.getLast().seconds() - first + 1, points));
            for (int i = 0; i < readings.size(); i++) {
                Reading reading = readings.get(i);
                boolean isLastOfStep = i + 1 == readings.size()
                        || (readings.get(i + 1).seconds() - first) / step > (reading.seconds() - first) / step;
                if (reading.seconds() > since && isLastOfStep) {
                    json.writeNumber(reading.seconds());
                    json.writeNumber(reading.liveBytes());
                }
            }
        }
        json.writeEndArray();
    }
}
