package dev.headcount.agent.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {

    private static final String SECRET = "correct-horse-battery-staple";
    private static final TokenChoice TOKEN = new TokenChoice(true, SECRET);
    private static final TokenChoice UNUSABLE = new TokenChoice(true, null);

    @Test
    void shouldLetAnybodyOfThisMachineSeeEverything() throws IOException {
        Access access = access("127.0.0.1", TokenChoice.NONE);

        assertNull(access.refusal(Asked.get("/", "Host", "127.0.0.1:9404")));
        assertNull(access.refusal(Asked.post("/baseline", "", "Host", "localhost:9404")));
    }

    @Test
    void shouldServeNothingButMetricsElsewhereWithoutAToken() throws IOException {
        Access access = access("0.0.0.0", TokenChoice.NONE);

        assertNull(access.refusal(Asked.get("/metrics", "Host", "prod-7:9404")));
        for (String path : new String[] {"/", "/report", "/report.json", "/page/overview.json", "/login"}) {
            Answer refusal = access.refusal(Asked.get(path, "Host", "prod-7:9404"));
            assertEquals(Answer.FORBIDDEN, refusal.status(), path);
            assertTrue(refusal.text().contains("token=FILE"), refusal.text());
        }
    }

    @Test
    void shouldServeNothingButMetricsWhereTheTokenIsOfNoUse() throws IOException {
        for (String host : new String[] {"127.0.0.1", "0.0.0.0"}) {
            Access access = access(host, UNUSABLE);

            assertNull(access.refusal(Asked.get("/metrics", "Host", "127.0.0.1")));
            assertEquals(
                    Answer.FORBIDDEN,
                    access.refusal(Asked.get("/report", "Host", "127.0.0.1")).status());
        }
    }

    @Test
    void shouldLetInWhoeverHasTheToken() throws IOException {
        for (String host : new String[] {"127.0.0.1", "0.0.0.0"}) {
            Access access = access(host, TOKEN);

            assertNull(access.refusal(Asked.get("/report", "Host", "127.0.0.1", "Authorization", "Bearer " + SECRET)));
            assertNull(access.refusal(Asked.get("/report", "Host", "127.0.0.1", "authorization", "bearer  " + SECRET)));
            assertNull(access.refusal(Asked.get("/metrics", "Host", "127.0.0.1")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer " + SECRET + "x", "Bearer", "Bearer ", "Basic " + SECRET, SECRET, ""})
    void shouldAskEverybodyElseForIt(String authorization) throws IOException {
        Answer refusal = access("0.0.0.0", TOKEN).refusal(Asked.get("/report", "Authorization", authorization));

        assertEquals(Answer.UNAUTHORIZED, refusal.status());
        assertEquals("Bearer realm=\"Headcount\"", refusal.headers().get("WWW-Authenticate"));
        assertTrue(refusal.text().contains("Authorization: Bearer TOKEN"), refusal.text());
    }

    @Test
    void shouldGiveABrowserAFormAndForTheTokenACookie() throws IOException {
        Access access = access("0.0.0.0", TOKEN);
        Answer form = access.refusal(Asked.get("/", "Accept", "text/html,*/*"));
        assertEquals(Answer.UNAUTHORIZED, form.status());
        assertTrue(form.text().contains("<form method=\"post\" action=\"login\">"), form.text());

        Answer in = access.refusal(Asked.post("/login", "token=" + SECRET));

        String cookie = in.headers().get("Set-Cookie");
        assertEquals(Answer.SEE_OTHER, in.status());
        assertTrue(cookie.endsWith("; Path=/; HttpOnly; SameSite=Strict"), cookie);
        assertTrue(!cookie.contains(SECRET), "the cookie is not the token");
        String pair = cookie.substring(0, cookie.indexOf(';'));
        assertNull(access.refusal(Asked.get("/report", "Cookie", "other=1; " + pair)));
        assertNotNull(access.refusal(Asked.get("/report", "Cookie", pair + "0")));
        assertNotNull(access("0.0.0.0", TOKEN).refusal(Asked.get("/report", "Cookie", pair)), "another JVM's");
    }

    @Test
    void shouldSayWhichTokenWasWrong() throws IOException {
        Answer again = access("0.0.0.0", TOKEN).refusal(Asked.post("/login", "token=wrong"));

        assertEquals(Answer.UNAUTHORIZED, again.status());
        assertTrue(again.text().contains("That was not the token"), again.text());
        assertNull(again.headers().get("Set-Cookie"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example:9404", "127.0.0.1.evil.example", "localhost.evil.example", "1.2.3.4:9404", ""})
    void shouldRefuseANameThatSomebodyElseMadePointHere(String host) throws IOException {
        for (String path : new String[] {"/", "/metrics", "/report.json"}) {
            Answer refusal = access("127.0.0.1", TokenChoice.NONE).refusal(Asked.get(path, "Host", host));

            assertEquals(Answer.FORBIDDEN, refusal.status(), path);
            assertTrue(refusal.text().contains("'" + host + "'"), refusal.text());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1:9404",
                "127.0.0.1",
                "127.1.2.3:80",
                "localhost:9404",
                "LOCALHOST",
                "app.localhost:1",
                "[::1]:9404",
                "[0:0:0:0:0:0:0:1]",
                "0.0.0.0:9404",
                "[::]",
                "my-own-name:9404"
            })
    void shouldTakeEveryNameOfThisMachine(String host) throws IOException {
        Access access = new Access(InetAddress.ofLiteral("127.0.0.1"), "my-own-name", 9404, TokenChoice.NONE);

        assertNull(access.refusal(Asked.get("/", "Host", host)));
    }

    @Test
    void shouldLetNoOtherSiteChangeAnything() throws IOException {
        Access access = access("127.0.0.1", TokenChoice.NONE);

        for (String[] from : new String[][] {
            {"Origin", "https://evil.example"},
            {"Origin", "http://127.0.0.1:9405"},
            {"Origin", "null"},
            {"Sec-Fetch-Site", "cross-site"},
            {"Sec-Fetch-Site", "same-site"}
        }) {
            Request request = Asked.post("/baseline", "", "Host", "127.0.0.1:9404", from[0], from[1]);
            assertEquals(Answer.FORBIDDEN, access.refusal(request).status(), from[1]);
        }
    }

    /** It could not read the answer, but have the JVM walk over all live blocks again and again. */
    @Test
    void shouldLetNoOtherSiteAskForAnything() throws IOException {
        Access access = access("127.0.0.1", TokenChoice.NONE);

        for (String path : new String[] {"/", "/metrics", "/report", "/report.json", "/page/site.json"}) {
            for (String site : new String[] {"cross-site", "same-site"}) {
                for (String[] asked : new String[][] {
                    {"no-cors", "script"}, {"cors", "empty"}, {"no-cors", "image"}, {"navigate", "iframe"}
                }) {
                    Request request = Asked.get(path, fetched(site, asked[0], asked[1]));
                    assertEquals(Answer.FORBIDDEN, access.refusal(request).status(), path + " " + asked[1]);
                }
            }
        }
        Request old = Asked.get("/report", "Host", "127.0.0.1:9404", "Origin", "https://evil.example");
        assertEquals(Answer.FORBIDDEN, access.refusal(old).status());
    }

    @Test
    void shouldLetEverySiteLinkToThePageAndTheReports() throws IOException {
        Access access = access("127.0.0.1", TokenChoice.NONE);

        for (String path : new String[] {"/", "/report", "/report.json"}) {
            assertNull(access.refusal(Asked.get(path, fetched("cross-site", "navigate", "document"))), path);
            assertNull(access.refusal(Asked.get(path, fetched("none", "navigate", "document"))), path);
            assertNull(access.refusal(Asked.get(path, fetched("same-origin", "cors", "empty"))), path);
        }
        Request form = Asked.post("/baseline", "", fetched("cross-site", "navigate", "document"));
        assertEquals(Answer.FORBIDDEN, access.refusal(form).status());
    }

    private static String[] fetched(String site, String mode, String destination) {
        return new String[] {
            "Host", "127.0.0.1:9404", "Sec-Fetch-Site", site, "Sec-Fetch-Mode", mode, "Sec-Fetch-Dest", destination
        };
    }

    @Test
    void shouldLetItsOwnPageAndPlainProgramsChangeWhatTheyMay() throws IOException {
        Access access = access("127.0.0.1", TokenChoice.NONE);

        assertNull(access.refusal(Asked.post("/baseline", "", "Host", "127.0.0.1:9404")));
        assertNull(access.refusal(Asked.post(
                "/baseline",
                "",
                "Host",
                "localhost:9404",
                "Origin",
                "http://localhost:9404",
                "Sec-Fetch-Site",
                "same-origin")));
    }

    private static Access access(String host, TokenChoice token) {
        return new Access(InetAddress.ofLiteral(host), host, 9404, token);
    }
}
