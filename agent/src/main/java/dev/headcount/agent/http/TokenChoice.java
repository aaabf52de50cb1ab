package dev.headcount.agent.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The token that the user wants, if any.
 *
 * @param isWanted whether there is to be one
 * @param secret the token as text; null where there is to be none, or none can be had
 */
public record TokenChoice(boolean isWanted, String secret) {

    /** No token. */
    public static final TokenChoice NONE = new TokenChoice(false, null);

    private static final TokenChoice UNUSABLE = new TokenChoice(true, null);

    private static final int SHORTEST = 16; // characters, so that nobody guesses it

    /**
     * The token in a file: what stands there, without blanks around it. One that cannot be used is no reason to do without:
     * then nobody is let in.
     *
     * @param warn told, in one line, why the file cannot be used
     */
    public static TokenChoice in(Path file, Consumer<String> warn) {
        String problem;
        try {
            String secret = Files.readString(file).strip();
            problem = problem(file, secret);
            if (problem == null) {
                return new TokenChoice(true, secret);
            }
        } catch (NoSuchFileException e) {
            problem = "there is no such file";
        } catch (IOException e) {
            problem = "it cannot be read: " + e;
        }
        warn.accept("token=" + file + " is no use: " + problem + "; until then only /metrics is served");
        return UNUSABLE;
    }

    private static String problem(Path file, String secret) throws IOException {
        if (isOpenToOthers(file)) {
            return "others than its owner and group may read or change it; chmod 600 mends that";
        }
        if (secret.isEmpty()) {
            return "it is empty; openssl rand -hex 32 makes a good token";
        }
        if (secret.length() < SHORTEST) {
            return "a token of " + secret.length() + " characters can be guessed, and " + SHORTEST
                    + " are the fewest; openssl rand -hex 32 makes a good one";
        }
        return secret.chars().allMatch(character -> character > ' ' && character < 127)
                ? null
                : "a token is one word of ASCII characters";
    }

    private static boolean isOpenToOthers(Path file) throws IOException {
        Set<PosixFilePermission> allowed = Files.getPosixFilePermissions(file);
        return allowed.contains(PosixFilePermission.OTHERS_READ)
                || allowed.contains(PosixFilePermission.OTHERS_WRITE)
                || allowed.contains(PosixFilePermission.GROUP_WRITE);
    }

    Token token() {
        return secret == null ? null : new Token(secret);
    }

    /** Without the secret, which might end up in some log. */
    @Override
    public String toString() {
        return isWanted ? "a token" : "no token";
    }
}
