package dev.headcount.agent.cli;

import dev.headcount.agent.RequestWords;
import dev.headcount.report.ReportFormat;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The pages of another JVM.
 *
 * @param token what they want of whoever asks; null for nothing
 */
record RemotePages(String address, String token) {

    private static final int PATIENCE_MILLIS = 10_000;
    private static final Pattern TAKEN_AT = Pattern.compile("\"takenAt\":\"([^\"]+)\"");

    /** The report, or what changed since the baseline; empty where it does not come, and there is another way to ask. */
    Optional<InputStream> report(ReportFormat format, boolean sinceBaseline) throws Refused {
        String page = "report?format=" + format.key() + (sinceBaseline ? "&since=baseline" : "");
        try {
            HttpURLConnection connection = connection(page);
            int status = connection.getResponseCode();
            if (status == HttpURLConnection.HTTP_CONFLICT) {
                throw new Refused(RequestWords.NO_BASELINE);
            }
            boolean answered =
                    status == HttpURLConnection.HTTP_OK && format.contentType().equals(connection.getContentType());
            return answered ? Optional.of(connection.getInputStream()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Takes the baseline, and answers when that was; empty where that does not work, and there is another way to ask. */
    Optional<String> takeBaseline() {
        try {
            HttpURLConnection connection = connection("baseline");
            connection.setRequestMethod("POST");
            if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
                return Optional.empty();
            }
            try (InputStream body = connection.getInputStream()) {
                Matcher taken = TAKEN_AT.matcher(new String(body.readAllBytes(), StandardCharsets.UTF_8));
                return taken.find() ? Optional.of(taken.group(1)) : Optional.empty();
            }
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
