package dev.headcount.agent.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A secret that lets in whoever has it. */
final class Token {

    private final byte[] secret;

    Token(String secret) {
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
    }

    /** Takes as long for a nearly right guess as for a wrong one. */
    boolean is(String guess) {
        return guess != null && MessageDigest.isEqual(secret, guess.getBytes(StandardCharsets.UTF_8));
    }
}
