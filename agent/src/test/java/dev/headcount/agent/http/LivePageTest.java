package dev.headcount.agent.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.ledger.BlockAges;
import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.report.Report;
import dev.headcount.watch.Watch;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LivePageTest {

    private static final LedgerSnapshot SNAPSHOT =
            Figures.of(List.of(Figures.library("sqlite3")), List.of(Figures.site(7, "sqlite3")));

    private int walks;

    private final LivePage page = new LivePage(new Observed() {
        @Override
        public LedgerSnapshot snapshot() {
            return SNAPSHOT;
        }

        @Override
        public Report report() {
            walks++;
            return new Report(SNAPSHOT, new BlockAges(Map.of(7, 42L)), List.of());
        }

        @Override
        public List<String> notes() {
            return List.of("libuv was not seen");
        }

        @Override
        public Optional<Watch> watch() {
            return Optional.empty();
        }
    });

    @Test
    void shouldShowWhatIsLiveWithoutAWalkOverTheBlocks() throws IOException {
        String overview = page.overview(null).text();

        assertTrue(overview.contains("\"name\":\"sqlite3\""), overview);
        assertTrue(overview.contains("\"suspect\":\"com.acme.Reports.monthly(Reports.java:88)\""), overview);
        assertTrue(overview.contains("libuv was not seen"), overview);
        page.flame();
        assertEquals(0, walks);
    }

    @Test
    void shouldWalkOnceForAllWhoLookAtASite() throws IOException {
        String site = page.site("7").text();

        assertTrue(site.contains("\"oldestSeconds\":42"), site);
        page.site("7");
        page.site("7");
        assertEquals(1, walks);
    }

    @Test
    void shouldKnowNoSiteThatThereIsNot() throws IOException {
        assertEquals(Answer.NOT_FOUND, page.site("8").status());
    }

    @Test
    void shouldSayWhatANumberIsMissing() {
        Throwable failure = assertThrows(IllegalArgumentException.class, () -> page.site("seven"));
        assertEquals("id must be a whole number, id=seven", failure.getMessage());
        assertThrows(IllegalArgumentException.class, () -> page.site(null));
        assertThrows(IllegalArgumentException.class, () -> page.overview("now"));
    }

    @Test
    void shouldHaveNothingToTakeABaselineOfBeforeAnyLibraryWasMet() {
        Answer answer = page.takeBaseline();

        assertEquals(Answer.CONFLICT, answer.status());
        assertTrue(answer.text().contains("no library has been met yet"), answer.text());
    }

    @Test
    void shouldLetThePageAskItsOwnServerAndNobodyElse() {
        Answer answer = page.page();

        String policy = answer.headers().get(SafetyHeaders.POLICY);
        assertTrue(policy.startsWith("default-src 'none'; script-src 'sha256-"), policy);
        assertTrue(policy.contains("connect-src 'self'"), policy);
        assertTrue(!policy.contains("unsafe"), policy);
    }
}
