package dev.headcount.report;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.ledger.SiteSnapshot;
import dev.headcount.site.FrameText;
import dev.headcount.site.Site;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a {@link JsonReport} back: when it was taken, and its sites with their figures, which is what two reports are compared
 * by. What else is in it, members of later versions among it, is skipped.
 */
public final class JsonReportReader {

    private static final JsonToken NAME = JsonToken.FIELD_NAME;

    private final JsonParser json;

    private JsonReportReader(JsonParser json) {
        this.json = json;
    }

    /**
     * The snapshot in a report, without libraries and damage.
     *
     * @throws IOException if this is no such report; the message says in what way
     */
    public static LedgerSnapshot read(InputStream report) throws IOException {
        try (JsonParser json = JsonReport.FACTORY.createParser(report)) {
            return new JsonReportReader(json).report();
        } catch (JsonProcessingException e) {
            JsonLocation place = e.getLocation();
            throw new IOException("it is not JSON, line " + place.getLineNr() + ", column " + place.getColumnNr(), e);
        } catch (DateTimeException e) {
            throw new IOException("no report of Headcount's: " + e.getMessage(), e);
        }
    }

    private LedgerSnapshot report() throws IOException {
        Instant takenAt = null;
        long uptime = 0;
        List<SiteSnapshot> sites = null;
        expect(json.nextToken() == JsonToken.START_OBJECT, "it is no object");
        while (json.nextToken() == NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "since" -> expect(false, "it says what changed since another one, and not what there was");
                case "takenAt" -> takenAt = Instant.parse(json.getText());
                case "uptimeSeconds" -> uptime = json.getLongValue();
                case "sites" -> sites = sites();
                default -> json.skipChildren();
            }
        }
        expect(takenAt != null && sites != null, "it has no member " + (takenAt == null ? "takenAt" : "sites"));
        LedgerSnapshot nothing = LedgerSnapshot.empty();
        return new LedgerSnapshot(takenAt, uptime, List.of(), sites, List.of(), nothing.tracker());
    }

    private List<SiteSnapshot> sites() throws IOException {
        List<SiteSnapshot> sites = new ArrayList<>();
        expect(json.currentToken() == JsonToken.START_ARRAY, "its sites are no array");
        while (json.nextToken() == JsonToken.START_OBJECT) {
            sites.add(site());
        }
        return sites;
    }

    private SiteSnapshot site() throws IOException {
        Map<String, Long> figures = new HashMap<>();
        Map<String, String> texts = new HashMap<>();
        List<StackTraceElement> stack = List.of();
        while (json.nextToken() == NAME) {
            String name = json.currentName();
            switch (json.nextToken()) {
                case VALUE_NUMBER_INT -> figures.put(name, json.getLongValue());
                case VALUE_STRING -> texts.put(name, json.getText());
                case START_ARRAY -> {
                    if (name.equals("stack")) {
                        stack = stack();
                    } else {
                        json.skipChildren();
                    }
                }
                default -> json.skipChildren();
            }
        }
        Site site = new Site(
                (int) figure(figures, "id"),
                texts.getOrDefault("library", ""),
                texts.get("function"),
                texts.get("thread"),
                stack);
        return new SiteSnapshot(
                site,
                figure(figures, "allocations"),
                figure(figures, "liveBlocks"),
                figure(figures, "allocatedBytes"),
                figure(figures, "liveBytes"));
    }

    private List<StackTraceElement> stack() throws IOException {
        List<StackTraceElement> stack = new ArrayList<>();
        while (json.nextToken() == JsonToken.VALUE_STRING) {
            stack.add(FrameText.parse(json.getText()));
        }
        return stack;
    }

    private static long figure(Map<String, Long> figures, String name) throws IOException {
        Long figure = figures.get(name);
        expect(figure != null, "a site of it has no " + name);
        return figure;
    }

    private static void expect(boolean fulfilled, String otherwise) throws IOException {
        if (!fulfilled) {
            throw new IOException("no report of Headcount's: " + otherwise);
        }
    }
}
