package dev.headcount.examples.demo;

import dev.headcount.examples.ExampleException;
import dev.headcount.examples.Http;
import dev.headcount.examples.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A real Prometheus on a free port of the loopback address, with its data in a folder of the test's. */
final class PrometheusServer implements AutoCloseable {

    private static final int STOP_SECONDS = 10;

    private final Http http;
    private final Process process;
    private final URI address;

    private PrometheusServer(Http http, Process process, URI address) {
        this.http = http;
        this.process = process;
        this.address = address;
    }

    /**
     * Starts it; it answers some moments later.
     *
     * @param targets what to scrape, {@code host:port}
     */
    static PrometheusServer start(Http http, Path directory, Path rules, List<String> targets) throws IOException {
        String quoted = targets.stream().map(target -> '"' + target + '"').collect(Collectors.joining(", "));
        Path config = Files.writeString(directory.resolve("prometheus.yml"), """
            global:
              scrape_interval: 1s
              evaluation_interval: 1s
            rule_files: ["%s"]
            scrape_configs:
              - job_name: headcount
                static_configs:
                  - targets: [%s]
            """.formatted(rules, quoted));
        String address = "127.0.0.1:" + freePort();
        Process process = new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + directory.resolve("data"),
                        "--web.listen-address=" + address)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("prometheus.log").toFile())
                .start();
        return new PrometheusServer(http, process, URI.create("http://" + address));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    boolean isReady() {
        try {
            http.get(address.resolve("/-/ready"));
            return true;
        } catch (ExampleException e) {
            return false; // not yet
        }
    }

    /** The series that the query answers with; fails where Prometheus does not understand it. */
    List<Json> query(String promql) {
        String query = URLEncoder.encode(promql, StandardCharsets.UTF_8);
        return Json.parse(http.get(address.resolve("/api/v1/query?query=" + query)))
                .get("data")
                .get("result")
                .elements();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
