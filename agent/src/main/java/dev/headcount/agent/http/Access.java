package dev.headcount.agent.http;

import java.io.IOException;
import java.net.InetAddress;

/**
 * Who gets to see what.
 *
 * <pre>
 *  listens on      token      /metrics    all else
 *  this machine    none       anybody     anybody here
 *  this machine    a token    anybody     whoever has the token
 *  elsewhere       a token    anybody     whoever has the token
 *  elsewhere       none       anybody     nobody
 *  any             unusable   anybody     nobody
 * </pre>
 *
 * <p>A page of another site in a browser of this machine is nobody: it could come by a name that it has made to point here,
 * send a form, or ask for one report after the other, which it could not read, but which take time. Only links may lead here.
 */
final class Access {

    private static final String METRICS = "/metrics";

    private final boolean isLocal;
    private final String host;
    private final TokenChoice choice;
    private final Login login;

    /**
     * @param bound where the server listens
     * @param host the same as it was written
     */
    Access(InetAddress bound, String host, int port, TokenChoice choice) {
        this.isLocal = bound.isLoopbackAddress();
        this.host = host;
        this.choice = choice;
        this.login = choice.token() == null ? null : new Login(choice.token(), port);
    }

    /** Whether anything but the metrics is for anybody. */
    boolean isOnlyMetrics() {
        return choice.token() == null && (choice.isWanted() || !isLocal);
    }

    /** The answer for whoever is not let in, or has to be before; null for all others. */
    Answer refusal(Request request) throws IOException {
        if (isLocal && !HostNames.isOfThisMachine(request.header("Host"), host)) {
            return Answer.text(
                    Answer.FORBIDDEN,
                    "These pages are for this machine, and '" + request.header("Host")
                            + "' is no name of its own: take 127.0.0.1 or localhost\n");
        }
        if (!Origins.isOwn(request) && !Origins.isLink(request)) {
            return Answer.text(Answer.FORBIDDEN, "A page of another site may link to these pages, and no more\n");
        }
        if (request.path().equals(METRICS)) {
            return null;
        }
        if (isOnlyMetrics()) {
            return Answer.text(
                    Answer.FORBIDDEN,
                    "Only /metrics is served here: for all else the agent wants a token, given as the option"
                            + " token=FILE where it can be reached from other machines\n");
        }
        return login == null ? null : login.refusal(request);
    }
}
