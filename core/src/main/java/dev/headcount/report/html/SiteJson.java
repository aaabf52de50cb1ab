package dev.headcount.report.html;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.headcount.ledger.BlockListing;
import dev.headcount.ledger.BlockSample;
import dev.headcount.ledger.ListedBlock;
import dev.headcount.report.Report;
import dev.headcount.site.Site;
import java.io.IOException;
import java.util.List;

/** One site in JSON: its whole call path, its curve, and its blocks as far as they are listed. */
final class SiteJson {

    private static final int POINTS = 600;
    private static final int BLOCKS = 100; // the oldest: it is they that tell of a leak

    private SiteJson() {}

    static void write(JsonGenerator json, Report report, Site site) throws IOException {
        json.writeStartObject();
        FrameJson.who(json, site);
        FrameJson.stack(json, site.stack());
        json.writeFieldName("oldestSeconds");
        Long oldest = report.ages().oldestSeconds().get(site.id());
        if (oldest == null) {
            json.writeNull();
        } else {
            json.writeNumber(oldest);
        }
        CurveJson.write(json, "curve", report.findings().history().site(site.id()), 0, POINTS);
        blocks(json, report.sample(), site);
        json.writeEndObject();
    }

    private static void blocks(JsonGenerator json, BlockSample sample, Site site) throws IOException {
        List<ListedBlock> listed = sample.blocks().stream()
                .filter(block -> block.site().id() == site.id())
                .toList();
        boolean off = sample.listing().equals(BlockListing.OFF);
        json.writeNumberField("meanBytes", off ? 0 : sample.listing().meanBytes());
        json.writeNumberField("listed", listed.size());
        json.writeArrayFieldStart("blocks");
        for (ListedBlock block : listed.subList(0, Math.min(BLOCKS, listed.size()))) {
            json.writeStartObject();
            json.writeStringField("address", "0x" + Long.toHexString(block.address()));
            json.writeNumberField("size", block.size());
            json.writeNumberField("ageSeconds", block.ageSeconds());
            json.writeNumberField("weight", block.weight());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
