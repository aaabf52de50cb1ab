package dev.headcount.metrics;

import dev.headcount.site.Site;
import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.function.DoubleSupplier;

/** A gauge of one site. */
final class SiteRow {

    private SiteRow() {}

    static Row<?> of(Site site, DoubleSupplier figure) {
        Tags tags = Tags.of(
                MeterNames.LIBRARY,
                site.library(),
                MeterNames.FUNCTION,
                site.function() == null ? KeyValue.NONE_VALUE : site.function(),
                MeterNames.SITE,
                Integer.toString(site.id()),
                MeterNames.CALLER,
                caller(site));
        return Row.of(tags, figure::getAsDouble);
    }

    /** Never empty: some registries drop a tag without a value. */
    private static String caller(Site site) {
        if (site.thread() != null) {
            return "thread " + site.thread();
        }
        return site.caller().map(StackTraceElement::toString).orElse(KeyValue.NONE_VALUE);
    }
}
