package dev.headcount.examples.demo.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.headcount.ledger.Ledger;
import dev.headcount.metrics.LedgerMetrics;
import dev.headcount.report.JsonReport;
import dev.headcount.report.Report;
import dev.headcount.watch.Findings;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Shows a ledger over HTTP, as the agent would: {@code /report.json} and {@code /metrics}. */
final class LedgerServer {

    private final Ledger ledger;
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final LedgerMetrics metrics;
    private final HttpServer server;

    private LedgerServer(Ledger ledger) throws IOException {
        this.ledger = ledger;
        this.metrics = new LedgerMetrics(ledger::snapshot);
        metrics.bindTo(registry);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/report.json", exchange -> answer(exchange, report()));
        server.createContext("/metrics", exchange -> answer(exchange, page()));
    }

    static LedgerServer start(Ledger ledger) throws IOException {
        LedgerServer started = new LedgerServer(ledger);
        started.server.start();
        InetSocketAddress address = started.server.getAddress();
        System.err.println("headcount: as a library; metrics at http://"
                + address.getAddress().getHostAddress() + ":" + address.getPort() + "/metrics");
        return started;
    }

    void stop() {
        server.stop(0);
    }

    private byte[] report() throws IOException {
        ByteArrayOutputStream report = new ByteArrayOutputStream();
        JsonReport.write(
                new Report(ledger.snapshot(), ledger.ages(), ledger.sample(), List.of(), Findings.NONE), report);
        return report.toByteArray();
    }

    private byte[] page() {
        metrics.refresh();
        return registry.scrape().getBytes(StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, byte[] body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
