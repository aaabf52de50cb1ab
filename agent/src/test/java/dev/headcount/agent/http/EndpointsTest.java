package dev.headcount.agent.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.ledger.BlockAges;
import dev.headcount.ledger.LedgerSnapshot;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class EndpointsTest {

    private static final String LOOPBACK = "127.0.0.1";
    private static final LedgerSnapshot SNAPSHOT =
            Figures.of(List.of(Figures.library("sqlite3")), List.of(Figures.site(7, "sqlite3")));

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<String> warnings = new ArrayList<>();
    private final List<Endpoints> started = new ArrayList<>();

    @AfterEach
    void close() {
        client.close();
        started.forEach(Endpoints::close);
    }

    @Test
    void shouldListItsPages() throws Exception {
        HttpResponse<String> response = get(start(), "/");

        assertEquals(200, response.statusCode());
        assertEquals("text/plain; charset=utf-8", contentType(response));
        assertEquals(List.of("/", "/metrics", "/report", "/report.json", "/baseline"), pages(response.body()));
    }

    @Test
    void shouldServeTheReportForPeople() throws Exception {
        HttpResponse<String> response = get(start(), "/report");

        assertEquals(200, response.statusCode());
        assertEquals("text/plain; charset=utf-8", contentType(response));
        assertTrue(response.body().contains("  - libuv was not seen\n"), response.body());
        assertTrue(response.body().contains("sqlite3: sqlite3_open\n"), response.body());
        assertTrue(response.body().contains(" 42 s "), response.body());
    }

    @Test
    void shouldServeTheReportForPrograms() throws Exception {
        HttpResponse<String> response = get(start(), "/report.json");

        assertEquals(200, response.statusCode());
        assertEquals("application/json", contentType(response));
        assertTrue(response.body().startsWith("{\"takenAt\":\"1970-01-01T00:00:00Z\""), response.body());
        assertTrue(response.body().contains("\"notes\":[\"libuv was not seen\"]"), response.body());
        assertTrue(response.body().contains("\"oldestSeconds\":42"), response.body());
    }

    @Test
    void shouldAnswerHeadWithTheHeadersAlone() throws Exception {
        Endpoints endpoints = start();
        for (String path : List.of("/", "/metrics", "/report", "/report.json")) {
            HttpResponse<String> head = send("HEAD", endpoints, path);
            HttpResponse<String> get = get(endpoints, path);

            assertEquals(200, head.statusCode());
            assertEquals("", head.body());
            assertEquals(contentType(get), contentType(head));
            assertEquals(
                    get.body().length(),
                    head.headers().firstValueAsLong("Content-Length").orElse(-1));
        }
    }

    @Test
    void shouldRefuseOtherMethods() throws Exception {
        Endpoints endpoints = start();
        for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS")) {
            HttpResponse<String> response = send(method, endpoints, "/report");

            assertEquals(405, response.statusCode());
            assertEquals("GET, HEAD", response.headers().firstValue("Allow").orElse(""));
        }
    }

    @Test
    void shouldNameThePagesThereAreToWhoeverAsksForAnother() throws Exception {
        HttpResponse<String> response = get(start(), "/reports");

        assertEquals(404, response.statusCode());
        assertEquals(List.of("/", "/metrics", "/report", "/report.json", "/baseline"), pages(response.body()));
    }

    @Test
    void shouldTellOnlyTheClientWhatWentWrong() throws Exception {
        Endpoints endpoints = start(LOOPBACK, 0, () -> {
            throw new AssertionError("no snapshot today");
        });
        for (String path : List.of("/metrics", "/report", "/report.json")) {
            HttpResponse<String> response = get(endpoints, path);

            assertEquals(500, response.statusCode());
            assertTrue(response.body().contains("no snapshot today"), response.body());
        }
        assertEquals(List.of(), warnings);
    }

    @Test
    void shouldTakeAnotherPortWhereTheWantedOneIsBusy() throws Exception {
        int busy = start().address().getPort();

        Endpoints endpoints = start(LOOPBACK, busy, () -> SNAPSHOT);

        int port = endpoints.address().getPort();
        assertNotEquals(busy, port);
        assertEquals(200, get(endpoints, "/").statusCode());
        assertEquals(1, warnings.size());
        assertTrue(warnings.getFirst().startsWith("cannot listen on port " + busy), warnings.getFirst());
        assertTrue(warnings.getFirst().endsWith("using port " + port + " instead"), warnings.getFirst());
    }

    @Test
    void shouldSayThatThereIsNoSuchHost() {
        IOException failure = assertThrows(IOException.class, () -> start("nobody.invalid", 0, () -> SNAPSHOT));

        assertEquals("cannot listen on nobody.invalid: there is no such host", failure.getMessage());
    }

    @Test
    void shouldSayThatTheHostIsAnotherMachine() {
        String documentationOnly = "192.0.2.1";

        IOException failure = assertThrows(IOException.class, () -> start(documentationOnly, 80, () -> SNAPSHOT));

        assertTrue(failure.getMessage().startsWith("cannot listen on 192.0.2.1: "), failure.getMessage());
        assertEquals(List.of(), warnings);
    }

    @Test
    void shouldListenOnAnIpv6Address() throws Exception {
        Endpoints endpoints;
        try {
            endpoints = start("[::1]", 0, () -> SNAPSHOT);
        } catch (IOException e) {
            Assumptions.abort("no IPv6 here: " + e.getMessage());
            return;
        }

        assertEquals("[0:0:0:0:0:0:0:1]", endpoints.address().getHost());
        assertEquals(200, get(endpoints, "/").statusCode());
    }

    @Test
    void shouldBeGoneWhenClosed() throws Exception {
        Endpoints endpoints = start();
        assertEquals(200, get(endpoints, "/").statusCode());

        endpoints.close();

        assertThrows(ConnectException.class, () -> get(endpoints, "/"));
    }

    /** One more of them than there are threads. */
    @Test
    @Timeout(60)
    void shouldAnswerThoughOthersDoNotFinishTheirRequests() throws Exception {
        Endpoints endpoints = start();
        List<Socket> halfOpen = new ArrayList<>();
        try {
            for (int i = 0; i < RequestThreads.MOST + 1; i++) {
                Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(), endpoints.address().getPort());
                halfOpen.add(socket);
                socket.getOutputStream().write("GET /metr".getBytes(StandardCharsets.US_ASCII));
            }

            assertEquals(200, get(endpoints, "/metrics").statusCode());
            assertEquals(-1, halfOpen.getFirst().getInputStream().read(), "closed by then");
        } finally {
            for (Socket socket : halfOpen) {
                socket.close();
            }
        }
    }

    @Test
    @Timeout(60)
    void shouldCutOffWhoeverDoesNotSendTheTokenThatTheyAnnounce() throws Exception {
        Endpoints endpoints = start(LOOPBACK, 0, () -> SNAPSHOT, new TokenChoice(true, "correct-horse-battery-staple"));
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), endpoints.address().getPort())) {
            socket.getOutputStream()
                    .write("POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\ntoken="
                            .getBytes(StandardCharsets.US_ASCII));

            assertEquals(-1, socket.getInputStream().read());
        }
    }

    private Endpoints start() throws IOException {
        return start(LOOPBACK, 0, () -> SNAPSHOT);
    }

    private Endpoints start(String host, int port, Supplier<LedgerSnapshot> snapshots) throws IOException {
        return start(host, port, snapshots, TokenChoice.NONE);
    }

    private Endpoints start(String host, int port, Supplier<LedgerSnapshot> snapshots, TokenChoice token)
            throws IOException {
        BlockAges ages = new BlockAges(Map.of(7, 42L));
        Endpoints endpoints = Endpoints.start(
                host, port, token, new FixedView(snapshots, ages, List.of("libuv was not seen")), warnings::add);
        started.add(endpoints);
        return endpoints;
    }

    private HttpResponse<String> get(Endpoints endpoints, String path) throws IOException, InterruptedException {
        return send("GET", endpoints, path);
    }

    private HttpResponse<String> send(String method, Endpoints endpoints, String path)
            throws IOException, InterruptedException {
        URI page = endpoints.address().resolve(path);
        HttpRequest request = HttpRequest.newBuilder(page)
                .method(method, BodyPublishers.noBody())
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private static String contentType(HttpResponse<?> response) {
        return response.headers().firstValue("Content-Type").orElse("");
    }

    private static List<String> pages(String text) {
        return text.lines()
                .filter(line -> line.startsWith("/"))
                .map(line -> line.split(" ", 2)[0])
                .toList();
    }
}
