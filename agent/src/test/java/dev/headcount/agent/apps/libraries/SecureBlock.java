package dev.headcount.agent.apps.libraries;

import static dev.headcount.agent.apps.libraries.Foreign.at;
import static dev.headcount.agent.apps.libraries.Foreign.memory;
import static dev.headcount.agent.apps.libraries.Foreign.string;

import java.io.IOException;

/**
 * A hash of libgcrypt's, and a block of its secure memory; says whether it is that. With an argument it has the C library's
 * functions for everything.
 */
public final class SecureBlock {

    private static final int SHA256 = 8;
    private static final int SECURE = 1; // GCRY_MD_FLAG_SECURE

    private SecureBlock() {}

    public static void main(String[] arguments) throws IOException {
        Foreign gcrypt = new Foreign("libgcrypt.so.20");
        if (arguments.length > 0) {
            Foreign libc = new Foreign("libc.so.6");
            long malloc = libc.address("malloc");
            gcrypt.order(
                    "gcry_set_allocation_handler", malloc, malloc, 0, libc.address("realloc"), libc.address("free"));
        }
        gcrypt.call("gcry_check_version", 0);
        long out = memory(Long.BYTES);
        gcrypt.expect(0, "gcry_md_open", out, SHA256, SECURE);
        gcrypt.call("gcry_md_write", at(out), string("headcount"), 9);
        gcrypt.call("gcry_md_read", at(out), SHA256);
        gcrypt.call("gcry_md_close", at(out));
        long block = gcrypt.call("gcry_malloc_secure", 61);
        System.out.println((int) gcrypt.call("gcry_is_secure", block) == 1 ? "secure" : "not secure");
        gcrypt.call("gcry_free", block);
        int _ = System.in.read(); // until it is told to end
    }
}
