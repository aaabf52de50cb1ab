package dev.headcount.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.allocator.HeaderFormat;
import dev.headcount.ledger.BlockAges;
import dev.headcount.ledger.Ledger;
import dev.headcount.ledger.LedgerOptions;
import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.ledger.LedgerView;
import dev.headcount.ledger.LibraryFacts;
import dev.headcount.ledger.LibraryLedger;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WatchTest {

    private static final long PATIENCE_SECONDS = 60;

    private final Ledger ledger = Ledger.open(LedgerOptions.DEFAULT);
    private final LibraryLedger library =
            ledger.library(LibraryFacts.named("lib"), Optional.of(HeaderFormat.NONE));
    private final BlockingQueue<Look> looks = new LinkedBlockingQueue<>();

    private Look next() throws InterruptedException {
        Look look = looks.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertNotNull(look, "no look");
        return look;
    }

    @Test
    void shouldLookAgainAndAgain() throws InterruptedException {
        library.allocated(0x1000, 100);
        try (Watch watch = Watch.start(ledger)) {
            watch.onLook(looks::add);
            Look first = next();
            library.allocated(0x2000, 100);
            Look later = next();
            while (later.snapshot().libraries().getFirst().liveBytes() < 200) {
                later = next();
            }
            assertTrue(later.snapshot().uptimeSeconds() >= first.snapshot().uptimeSeconds());
            assertEquals(200, watch.findings().history().library("lib").readings().getLast().liveBytes());
            assertEquals(Optional.empty(), watch.firstFault());
        }
    }

    @Test
    void shouldKeepTheBaselineFromLookToLook() throws InterruptedException {
        try (Watch watch = Watch.start(ledger)) {
            watch.onLook(looks::add);
            next();
            LedgerSnapshot baseline = watch.takeBaseline();
            next();
            assertEquals(Optional.of(baseline), next().findings().baseline());
        }
    }

    @Test
    void shouldGoOnAfterALookThatFailed() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        LedgerView failing = new LedgerView() {
            @Override
            public LedgerSnapshot snapshot() {
                if (asked.incrementAndGet() == 1) {
                    throw new IllegalStateException("not this time");
                }
                return ledger.snapshot();
            }

            @Override
            public BlockAges ages() {
                return BlockAges.NONE;
            }
        };
        try (Watch watch = Watch.start(failing)) {
            watch.onLook(looks::add);
            next();
            assertEquals("not this time", watch.firstFault().orElseThrow().getMessage());
        }
    }
}
