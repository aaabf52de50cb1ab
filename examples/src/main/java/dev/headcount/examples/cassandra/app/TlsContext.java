package dev.headcount.examples.cassandra.app;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Collections;

/** A {@code CassSsl}, which brings OpenSSL to life: a context that trusts one certificate. */
record TlsContext(MemorySegment pointer) implements AutoCloseable {

    static TlsContext trusting(String certificate) {
        TlsContext context = new TlsContext(ClusterFunctions.cass_ssl_new());
        try (Arena arena = Arena.ofConfined()) {
            Driver.check(ClusterFunctions.cass_ssl_add_trusted_cert(context.pointer, arena.allocateFrom(certificate)));
        }
        return context;
    }

    /** Any certificate in PEM: one of those that the JDK trusts. */
    static String anyCertificate() throws IOException, GeneralSecurityException {
        Path trusted = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
        if (!Files.isRegularFile(trusted)) {
            throw new IOException("this JDK trusts nobody: no " + trusted);
        }
        KeyStore store = KeyStore.getInstance(trusted.toFile(), (char[]) null);
        String first = Collections.list(store.aliases()).getFirst();
        byte[] encoded = store.getCertificate(first).getEncoded();
        return "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(encoded)
                + "\n-----END CERTIFICATE-----\n";
    }

    @Override
    public void close() {
        ClusterFunctions.cass_ssl_free(pointer);
    }
}
