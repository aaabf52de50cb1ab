package dev.headcount.agent.apps.libraries;

import static dev.headcount.agent.apps.libraries.Foreign.at;
import static dev.headcount.agent.apps.libraries.Foreign.memory;
import static dev.headcount.agent.apps.libraries.Foreign.string;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Pages that libcurl fetches from a server in the same process. */
record Fetches(Foreign curl) {

    private static final int OPTION_WRITE_DATA = 10_001;
    private static final int OPTION_URL = 10_002;
    private static final int OPTION_NO_PROXY = 10_177;
    private static final int INFO_RESPONSE_CODE = 0x200002;
    private static final byte[] PAGE = "headcount".repeat(100).getBytes(StandardCharsets.US_ASCII);

    void fetch(int times) {
        HttpServer server = serve();
        try {
            Foreign libc = new Foreign("libc.so.6");
            long nowhere = libc.call("fopen", string("/dev/null"), string("w"));
            long handle = curl.call("curl_easy_init");
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
            curl.expect(0, "curl_easy_setopt", handle, OPTION_URL, string(url));
            curl.expect(0, "curl_easy_setopt", handle, OPTION_NO_PROXY, string("*"));
            curl.expect(0, "curl_easy_setopt", handle, OPTION_WRITE_DATA, nowhere);
            long status = memory(Long.BYTES);
            for (int i = 0; i < times; i++) {
                curl.expect(0, "curl_easy_perform", handle);
                curl.expect(0, "curl_easy_getinfo", handle, INFO_RESPONSE_CODE, status);
                if (at(status) != 200) {
                    throw new IllegalStateException("status " + at(status));
                }
            }
            curl.call("curl_easy_cleanup", handle);
            libc.call("fclose", nowhere);
        } finally {
            server.stop(0);
        }
    }

    private static HttpServer serve() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                exchange.sendResponseHeaders(200, PAGE.length);
                exchange.getResponseBody().write(PAGE);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
