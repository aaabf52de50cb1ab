package dev.headcount.report;

import static dev.headcount.report.ProfileProto.*;

import com.google.protobuf.CodedOutputStream;
import dev.headcount.leak.SiteGrowth;
import dev.headcount.leak.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

/**
 * The report as a profile for {@code pprof}: what is in use and what was ever allocated, in blocks and in bytes, by call path.
 * Of what changed, sites that shrank have negative figures, as in the profiles that pprof makes of two others.
 */
final class PprofReport {

    private static final String BYTES = "bytes";
    private static final String COUNT = "count";
    private static final String DEFAULT = "inuse_space";

    /** Type and unit of the values of a sample, in the order in which {@link #sample} has them; Go's names for them. */
    private static final String[][] TYPES = {
        {"alloc_objects", COUNT}, {"alloc_space", BYTES}, {"inuse_objects", COUNT}, {DEFAULT, BYTES}
    };

    private PprofReport() {}

    /** Writes it compressed, and leaves the stream open. */
    static void write(Profile profile, OutputStream out) throws IOException {
        GZIPOutputStream compressed = new GZIPOutputStream(out);
        CodedOutputStream message = CodedOutputStream.newInstance(compressed);
        write(profile, message);
        message.flush();
        compressed.finish();
        out.flush();
    }

    private static void write(Profile profile, CodedOutputStream out) throws IOException {
        ProfileTables tables = new ProfileTables(profile.files());
        for (String[] type : TYPES) {
            ProtoMessage message = new ProtoMessage()
                    .number(VALUE_TYPE_TYPE, tables.string(type[0]))
                    .number(VALUE_TYPE_UNIT, tables.string(type[1]));
            out.writeByteArray(SAMPLE_TYPE, message.bytes());
        }
        for (SiteGrowth site : profile.sites()) {
            Verdict verdict = profile.verdicts().get(site.site().id());
            out.writeByteArray(SAMPLE, sample(tables, site, verdict).bytes());
        }
        out.writeInt64(TIME_NANOS, nanos(profile.takenAt()));
        out.writeInt64(DURATION_NANOS, TimeUnit.SECONDS.toNanos(profile.seconds()));
        for (String note : profile.notes()) {
            out.writeInt64(COMMENT, tables.string(note));
        }
        out.writeInt64(DEFAULT_SAMPLE_TYPE, tables.string(DEFAULT));
        tables.write(out);
    }

    /** @param verdict null where there is none */
    private static ProtoMessage sample(ProfileTables tables, SiteGrowth site, Verdict verdict) throws IOException {
        ProtoMessage sample = new ProtoMessage()
                .numbers(SAMPLE_LOCATION_ID, tables.locations(ProfileFrame.of(site.site())))
                .numbers(SAMPLE_VALUE, site.allocations(), site.allocatedBytes(), site.liveBlocks(), site.liveBytes())
                .message(SAMPLE_LABEL, label(tables, "library", site.site().library()));
        return verdict == null ? sample : sample.message(SAMPLE_LABEL, label(tables, "verdict", verdict.key()));
    }

    private static ProtoMessage label(ProfileTables tables, String key, String text) throws IOException {
        return new ProtoMessage().number(LABEL_KEY, tables.string(key)).number(LABEL_STR, tables.string(text));
    }

    private static long nanos(Instant moment) {
        return TimeUnit.SECONDS.toNanos(moment.getEpochSecond()) + moment.getNano();
    }
}
