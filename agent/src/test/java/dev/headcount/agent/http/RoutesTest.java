package dev.headcount.agent.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.ledger.BlockAges;
import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.ledger.LedgerView;
import dev.headcount.report.Report;
import dev.headcount.report.ReportFormat;
import dev.headcount.watch.Watch;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked for and how, over HTTP. */
class RoutesTest {

    private static final LedgerSnapshot SNAPSHOT =
            Figures.of(List.of(Figures.library("sqlite3")), List.of(Figures.site(7, "sqlite3")));

    /** The same figures at all times, and a watch over them. */
    private static final class Ledger implements LedgerView, Observed, AutoCloseable {

        private final Watch watch = Watch.start(this);

        @Override
        public LedgerSnapshot snapshot() {
            return SNAPSHOT;
        }

        @Override
        public BlockAges ages() {
            return new BlockAges(Map.of());
        }

        @Override
        public Report report() {
            return new Report(SNAPSHOT, ages(), sample(), List.of(), watch.findings());
        }

        @Override
        public List<String> notes() {
            return List.of();
        }

        @Override
        public Optional<Watch> watch() {
            return Optional.of(watch);
        }

        @Override
        public void close() {
            watch.close();
        }
    }

    private final List<String> warnings = new ArrayList<>();

    @AutoClose
    private final Ledger ledger = new Ledger();

    @AutoClose
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AutoClose
    private Endpoints endpoints;

    @BeforeEach
    void start() throws IOException {
        endpoints = Endpoints.start("127.0.0.1", 0, TokenChoice.NONE, ledger, warnings::add);
    }

    @Test
    void shouldShowBrowsersThePageAndOthersTheIndex() throws Exception {
        HttpResponse<String> page = send("GET", "/", "Accept", "text/html,application/xhtml+xml");
        HttpResponse<String> index = send("GET", "/", "Accept", "*/*");

        assertEquals("text/html; charset=utf-8", header(page, "Content-Type"));
        assertTrue(page.body().contains("<title>Headcount</title>"), page.body());
        assertEquals("text/plain; charset=utf-8", header(index, "Content-Type"));
        assertTrue(index.body().contains("/report.json"), index.body());
    }

    @ParameterizedTest
    @EnumSource(ReportFormat.class)
    void shouldWriteTheReportInEveryFormat(ReportFormat format) throws Exception {
        HttpResponse<String> response = send("GET", "/report?format=" + format.key());

        assertEquals(200, response.statusCode(), response.body());
        assertEquals(format.contentType(), header(response, "Content-Type"));
        boolean isReadInPlace = format == ReportFormat.TEXT || format == ReportFormat.JSON;
        String disposition = header(response, "Content-Disposition");
        String name = "attachment; filename=\"headcount-"
                + ProcessHandle.current().pid() + "-19700101-000000" + format.suffix() + "\"";
        assertEquals(isReadInPlace ? "" : name, disposition);
    }

    @Test
    void shouldNameTheFormatsToWhoeverAsksForAnother() throws Exception {
        HttpResponse<String> response = send("GET", "/report?format=p%C3%A4per");

        assertEquals(400, response.statusCode());
        assertTrue(
                response.body()
                        .startsWith(
                                "This request cannot be answered: there is no format 'p\u00e4per'; these are: text,"),
                response.body());
    }

    @Test
    void shouldCompareOnlyWithABaselineThatWasTaken() throws Exception {
        HttpResponse<String> before = send("GET", "/report?since=baseline");
        assertEquals(409, before.statusCode());
        assertTrue(before.body().contains("POST /baseline takes one"), before.body());

        HttpResponse<String> taken = send("POST", "/baseline");
        assertEquals(200, taken.statusCode());
        assertTrue(taken.body().contains("\"takenAt\":\"1970-01-01T00:00:00Z\""), taken.body());

        for (ReportFormat format : ReportFormat.values()) {
            HttpResponse<String> response = send("GET", "/report?since=baseline&format=" + format.key());
            assertEquals(format.showsGrowth() ? 200 : 400, response.statusCode(), response.body());
        }
        assertTrue(send("GET", "/report.json?since=baseline").body().contains("\"since\":"), "what changed, as JSON");
        assertTrue(send("GET", "/page/overview.json").body().contains("\"baseline\":{\"takenAt\":0"), "on the page");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/report?since=yesterday",
                "/report?since=",
                "/report?fromat=json",
                "/report.json?format=text",
                "/page/site.json?id=x"
            })
    void shouldSayWhatCannotBeRead(String path) throws Exception {
        assertEquals(400, send("GET", path).statusCode());
    }

    @Test
    void shouldChangeNothingForAGet() throws Exception {
        for (String method : List.of("GET", "HEAD", "PUT", "DELETE")) {
            HttpResponse<String> response = send(method, "/baseline");

            assertEquals(405, response.statusCode(), method);
            assertEquals("POST", header(response, "Allow"));
        }
        assertEquals(400, send("POST", "/baseline?name=monday").statusCode());
        assertTrue(ledger.watch.findings().baseline().isEmpty(), "none was taken");
    }

    @Test
    void shouldTellBrowsersToTrustNothing() throws Exception {
        for (String path : List.of("/", "/metrics", "/report", "/report?format=html", "/nowhere", "/page/flame.json")) {
            HttpResponse<String> response = send("GET", path);

            assertTrue(header(response, "Content-Security-Policy").contains("default-src 'none'"), path);
            assertEquals("nosniff", header(response, "X-Content-Type-Options"), path);
            assertEquals("same-origin", header(response, "Referrer-Policy"), path);
            assertEquals("no-store", header(response, "Cache-Control"), path);
        }
    }

    @Test
    void shouldLeadABrowserFromTheTokenToThePage() throws Exception {
        endpoints.close();
        endpoints = Endpoints.start(
                "127.0.0.1", 0, new TokenChoice(true, "correct-horse-battery-staple"), ledger, warnings::add);
        HttpRequest login = HttpRequest.newBuilder(endpoints.address().resolve("/login"))
                .POST(BodyPublishers.ofString("token=correct-horse-battery-staple"))
                .build();

        HttpResponse<String> in = client.send(login, BodyHandlers.ofString());

        assertEquals(303, in.statusCode());
        assertEquals("./", header(in, "Location"));
        String cookie = header(in, "Set-Cookie").split(";", 2)[0];
        assertEquals(401, send("GET", "/", "Accept", "text/html").statusCode());
        HttpResponse<String> page = send("GET", "/", "Accept", "text/html", "Cookie", cookie);
        assertTrue(page.body().contains("<title>Headcount</title>"), page.body());
    }

    @Test
    void shouldNameTheFormatsForThePage() throws Exception {
        assertTrue(send("GET", "/page/formats.json")
                .body()
                .startsWith("[{\"key\":\"text\",\"suffix\":\".txt\"},{\"key\":\"json\",\"suffix\":\".json\"}"));
    }

    private HttpResponse<String> send(String method, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(endpoints.address().resolve(path)).method(method, BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
