package dev.headcount.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.headcount.ledger.DamageKind;
import dev.headcount.ledger.LibrarySnapshot;
import dev.headcount.ledger.SizeHistogram;
import java.io.IOException;
import java.util.Map;

/** A library in JSON. */
final class LibraryJson {

    private LibraryJson() {}

    static void write(JsonGenerator json, LibrarySnapshot library) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", library.name());
        json.writeStringField("path", library.path());
        json.writeStringField("allocator", library.allocator());
        json.writeStringField("headerFormat", library.headerFormat());
        json.writeNumberField("liveBlocks", library.liveBlocks());
        json.writeNumberField("liveBytes", library.liveBytes());
        json.writeNumberField("headerBytes", library.headerBytes());
        json.writeNumberField("peakBytes", library.peakBytes());
        json.writeNumberField("allocations", library.allocations());
        json.writeNumberField("frees", library.frees());
        json.writeNumberField("reallocations", library.reallocations());
        json.writeNumberField("failures", library.failures());
        json.writeNumberField("allocatedBytes", library.allocatedBytes());
        json.writeNumberField("freedBytes", library.freedBytes());
        json.writeNumberField("foreignFrees", library.foreignFrees());
        json.writeNumberField("foreignFreedBytes", library.foreignFreedBytes());
        json.writeNumberField("lost", library.lost());
        json.writeNumberField("missedFrees", library.missedFrees());
        json.writeObjectFieldStart("damage");
        for (Map.Entry<DamageKind, Long> kind : library.damage().entrySet()) {
            json.writeNumberField(kind.getKey().key(), kind.getValue());
        }
        json.writeEndObject();
        write(json, library.sizes());
        json.writeEndObject();
    }

    /** Buckets that counted nothing are left out. The last bucket has no upper bound. */
    private static void write(JsonGenerator json, SizeHistogram sizes) throws IOException {
        json.writeArrayFieldStart("sizes");
        for (int bucket = 0; bucket < sizes.counts().size(); bucket++) {
            long requests = sizes.counts().get(bucket);
            if (requests > 0) {
                json.writeStartObject();
                json.writeFieldName("upTo");
                long largest = SizeHistogram.largest(bucket);
                if (largest == Long.MAX_VALUE) {
                    json.writeNull();
                } else {
                    json.writeNumber(largest);
                }
                json.writeNumberField("requests", requests);
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }
}
