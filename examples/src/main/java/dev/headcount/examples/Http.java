package dev.headcount.examples;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Requests that are answered within seconds and with status 200, or end the example. */
public final class Http implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    public String get(URI uri) {
        return send("GET", uri);
    }

    public String send(String method, URI uri) {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .method(method, BodyPublishers.noBody())
                .timeout(PATIENCE)
                .build();
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new ExampleException(method + " " + uri + " was answered with status " + response.statusCode()
                        + ": " + response.body().strip());
            }
            return response.body();
        } catch (IOException e) {
            throw new ExampleException(method + " " + uri + " failed: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExampleException(method + " " + uri + " was interrupted");
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
