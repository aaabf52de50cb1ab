package dev.headcount.agent.http;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.List;

/**
 * Asks for the token. A program gives it with each request, as {@code Authorization: Bearer}. A person gives it once, in a
 * form, and the browser gets a cookie for it, which says nothing of the token, is read by no script, goes along with no
 * request of another site, and ends with this JVM.
 */
final class Login {

    private static final String PATH = "/login";
    private static final String BEARER = "Bearer ";
    private static final int KEY_BITS = 256;

    private static final String FORM = """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>Headcount: token</title>
        <link rel="icon" href="data:,">
        </head>
        <body>
        <h1>Headcount</h1>
        <form method="post" action="login">
        <p>{{sentence}}</p>
        <p><label>Token <input type="password" name="token" autocomplete="current-password" required autofocus></label>
        <button type="submit">Open</button></p>
        </form>
        </body>
        </html>
        """;

    private final Token token;
    private final String cookie;
    private String key;

    /** @param port part of the cookie's name: browsers do not tell the ports of a host apart */
    Login(Token token, int port) {
        this.token = token;
        this.cookie = "headcount_" + port;
    }

    /** The answer for whoever does not have the token, or brings it just now; null for all others. */
    Answer refusal(Request request) throws IOException {
        if (request.path().equals(PATH) && request.method().equals("POST")) {
            return token.is(request.form().get("token"))
                    ? letIn()
                    : form("That was not the token. It stands in the file that the agent was given with token=FILE.");
        }
        if (hasToken(request) || hasCookie(request)) {
            return null;
        }
        return request.isFromBrowser() && request.isReading()
                ? form("The token stands in the file that the agent was given with token=FILE.")
                : Answer.text(Answer.UNAUTHORIZED, "A token is wanted here: Authorization: Bearer TOKEN\n")
                        .with("WWW-Authenticate", "Bearer realm=\"Headcount\"");
    }

    private static Answer form(String sentence) {
        return Answer.of(Answer.UNAUTHORIZED, "text/html; charset=utf-8", FORM.replace("{{sentence}}", sentence))
                .with("WWW-Authenticate", "Bearer realm=\"Headcount\"")
                .with(
                        SafetyHeaders.POLICY,
                        "default-src 'none'; img-src data:; form-action 'self'; frame-ancestors 'none'");
    }

    private Answer letIn() {
        return Answer.text(Answer.SEE_OTHER, "")
                .with("Location", "./")
                .with("Set-Cookie", cookie + "=" + key() + "; Path=/; HttpOnly; SameSite=Strict");
    }

    private boolean hasToken(Request request) {
        String authorization = request.header("Authorization");
        return authorization != null
                && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                && token.is(authorization.substring(BEARER.length()).strip());
    }

    private boolean hasCookie(Request request) {
        List<String> headers = request.headers().getOrDefault("Cookie", List.of());
        for (String header : headers) {
            for (String each : header.split(";", -1)) {
                int equals = each.indexOf('=');
                if (equals > 0
                        && each.substring(0, equals).strip().equals(cookie)
                        && new Token(key()).is(each.substring(equals + 1).strip())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Made when somebody first needs it: the source of such numbers takes time to open. */
    private synchronized String key() {
        if (key == null) {
            key = new BigInteger(KEY_BITS, new SecureRandom()).toString(Character.MAX_RADIX);
        }
        return key;
    }
}
