package dev.headcount.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.headcount.ledger.BlockListing;
import dev.headcount.ledger.BlockSample;
import dev.headcount.ledger.ListedBlock;
import java.io.IOException;

/** The blocks that are listed one by one, in JSON. */
final class SampleJson {

    private SampleJson() {}

    static void write(JsonGenerator json, BlockSample sample) throws IOException {
        json.writeObjectFieldStart("blocks");
        json.writeFieldName("meanBytes");
        if (sample.listing().equals(BlockListing.OFF)) {
            json.writeNull();
        } else {
            json.writeNumber(sample.listing().meanBytes());
        }
        json.writeNumberField("estimatedBytes", sample.estimatedBytes());
        json.writeNumberField("standardError", sample.standardError());
        json.writeArrayFieldStart("listed");
        for (ListedBlock block : sample.blocks()) {
            json.writeStartObject();
            json.writeStringField("address", "0x" + Long.toHexString(block.address()));
            json.writeNumberField("size", block.size());
            json.writeNumberField("site", block.site().id());
            json.writeStringField("library", block.site().library());
            json.writeNumberField("ageSeconds", block.ageSeconds());
            json.writeNumberField("weight", block.weight());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
