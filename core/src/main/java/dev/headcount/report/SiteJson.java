package dev.headcount.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.headcount.leak.SiteVerdict;
import dev.headcount.ledger.BlockAges;
import dev.headcount.ledger.Damage;
import dev.headcount.ledger.SiteSnapshot;
import dev.headcount.site.Site;
import java.io.IOException;

/** Sites in JSON, and the damage that was found at them. */
final class SiteJson {

    private SiteJson() {}

    /** @param verdict null where nobody watched */
    static void write(JsonGenerator json, SiteSnapshot site, BlockAges ages, SiteVerdict verdict) throws IOException {
        json.writeStartObject();
        facts(json, site.site());
        json.writeNumberField("liveBlocks", site.liveBlocks());
        json.writeNumberField("liveBytes", site.liveBytes());
        json.writeNumberField("allocations", site.allocations());
        json.writeNumberField("allocatedBytes", site.allocatedBytes());
        Long oldest = ages.oldestSeconds().get(site.site().id());
        if (oldest == null) {
            json.writeNullField("oldestSeconds");
        } else {
            json.writeNumberField("oldestSeconds", oldest);
        }
        write(json, verdict);
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, SiteVerdict verdict) throws IOException {
        if (verdict == null) {
            json.writeNullField("verdict");
            json.writeNullField("bytesPerHour");
            json.writeNullField("evidence");
            json.writeNullField("suspect");
            json.writeNullField("expected");
            return;
        }
        json.writeStringField("verdict", verdict.verdict().key());
        json.writeNumberField("bytesPerHour", Math.round(verdict.bytesPerHour()));
        json.writeStringField("evidence", verdict.evidence());
        json.writeStringField(
                "suspect", verdict.suspect().map(StackTraceElement::toString).orElse(null));
        json.writeBooleanField("expected", verdict.expected());
    }

    static void write(JsonGenerator json, Damage damage) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", damage.kind().key());
        json.writeStringField("text", damage.describe());
        json.writeStringField("library", damage.library());
        json.writeStringField("pointer", hex(damage.pointer()));
        json.writeStringField("expected", hex(damage.expected()));
        json.writeStringField("found", hex(damage.found()));
        json.writeFieldName("size");
        if (damage.size() < 0) {
            json.writeNull();
        } else {
            json.writeNumber(damage.size());
        }
        site(json, "bornAt", damage.bornAt());
        json.writeStringField("freedIn", damage.freedIn());
        site(json, "foundAt", damage.foundAt());
        json.writeBooleanField("passedOn", damage.passedOn());
        json.writeEndObject();
    }

    private static String hex(long word) {
        return "0x" + Long.toHexString(word);
    }

    private static void site(JsonGenerator json, String name, Site site) throws IOException {
        if (site == null) {
            json.writeNullField(name);
            return;
        }
        json.writeObjectFieldStart(name);
        facts(json, site);
        json.writeEndObject();
    }

    /** The members that say who it is. */
    static void facts(JsonGenerator json, Site site) throws IOException {
        json.writeNumberField("id", site.id());
        json.writeStringField("library", site.library());
        json.writeStringField("function", site.function());
        json.writeStringField("thread", site.thread());
        json.writeArrayFieldStart("stack");
        for (StackTraceElement frame : site.stack()) {
            json.writeString(frame.toString());
        }
        json.writeEndArray();
    }
}
