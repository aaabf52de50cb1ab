package dev.headcount.agent.cli;

import dev.headcount.report.ReportFormat;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Optional;

/**
 * The pages of another JVM.
 *
 * @param token what they want of whoever asks; null for nothing
 */
record RemotePages(String address, String token) {

    private static final int PATIENCE_MILLIS = 10_000;

    /** The report, or what changed since the baseline; empty where it does not come, and there is another way to ask. */
    Optional<InputStream> report(ReportFormat format, boolean sinceBaseline) {
        String page = "report?format=" + format.key() + (sinceBaseline ? "&since=baseline" : "");
        try {
            HttpURLConnection connection = connection(page);
            boolean answered = connection.getResponseCode() == HttpURLConnection.HTTP_OK
                    && format.contentType().equals(connection.getContentType());
            return answered ? Optional.of(connection.getInputStream()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private HttpURLConnection connection(String page) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(address).resolve(page).toURL().openConnection();
        connection.setConnectTimeout(PATIENCE_MILLIS);
        connection.setReadTimeout(PATIENCE_MILLIS);
        if (token != null) {
            connection.setRequestProperty("Authorization", "Bearer " + token);
        }
        return connection;
    }
}
