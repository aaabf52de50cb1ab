package dev.headcount.agent.http;

import dev.headcount.ledger.BlockAges;
import dev.headcount.ledger.BlockSample;
import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.ledger.SiteSnapshot;
import dev.headcount.report.Report;
import dev.headcount.report.html.PageDocument;
import dev.headcount.report.html.PageJson;
import dev.headcount.report.html.PageView;
import dev.headcount.site.Site;
import dev.headcount.watch.Findings;
import dev.headcount.watch.Watch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * The live page and what it asks for. It lives on what the watch finds anyway; a walk over all live blocks is made only for a
 * site that somebody looks at, and then not often.
 */
final class LivePage {

    private static final long SECOND_MILLIS = 900; // a little less, or it would miss every other one
    private static final long BLOCKS_MILLIS = 4_000;

    private interface Writer {
        void write(OutputStream out) throws IOException;
    }

    private final Observed observed;
    private final Rationed<PageView> view;
    private final Rationed<Report> blocks;

    LivePage(Observed observed) {
        this.observed = observed;
        this.view = new Rationed<>(() -> PageView.of(glance()), SECOND_MILLIS, System::nanoTime);
        this.blocks = new Rationed<>(observed::report, BLOCKS_MILLIS, System::nanoTime);
    }

    /** A report without what costs a walk over all live blocks. */
    private Report glance() {
        Findings findings = observed.watch().map(Watch::findings).orElse(Findings.NONE);
        return new Report(observed.snapshot(), BlockAges.NONE, BlockSample.NONE, observed.notes(), findings);
    }

    Answer page() {
        PageDocument page = PageDocument.live();
        return Answer.of(Answer.OK, "text/html; charset=utf-8", page.toString())
                .with(SafetyHeaders.POLICY, page.policyWhenServed());
    }

    /** @param since only what is younger, in seconds since counting began; null for all */
    Answer overview(String since) throws IOException {
        long seconds = since == null ? 0 : number(since, "since");
        PageView shown = view.get();
        return json(out -> PageJson.overview(shown, seconds, out));
    }

    Answer flame() throws IOException {
        PageView shown = view.get();
        return json(out -> PageJson.flame(shown, out));
    }

    /** @param id the site's, as a text */
    Answer site(String id) throws IOException {
        long wanted = number(id, "id");
        Report report = blocks.get();
        Optional<Site> site = report.snapshot().sites().stream()
                .map(SiteSnapshot::site)
                .filter(candidate -> candidate.id() == wanted)
                .findFirst();
        return site.isEmpty()
                ? Answer.text(Answer.NOT_FOUND, "There is no site " + wanted + "\n")
                : json(out -> PageJson.site(report, site.get(), out));
    }

    Answer takeBaseline() {
        Optional<Watch> watch = observed.watch();
        if (watch.isEmpty()) {
            return Answer.text(
                    Answer.CONFLICT, "There is nothing to take a baseline of: no library has been met yet\n");
        }
        LedgerSnapshot baseline = watch.get().takeBaseline();
        view.discard();
        return Answer.of(
                Answer.OK,
                "application/json",
                "{\"takenAt\":\"" + baseline.takenAt() + "\",\"uptimeSeconds\":" + baseline.uptimeSeconds() + "}\n");
    }

    private static long number(String text, String name) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a whole number, " + name + "=" + text, e);
        }
    }

    private static Answer json(Writer writer) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        writer.write(body);
        return new Answer(Answer.OK, "application/json", body.toByteArray());
    }
}
