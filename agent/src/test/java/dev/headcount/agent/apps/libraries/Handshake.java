package dev.headcount.agent.apps.libraries;

import static dev.headcount.agent.apps.libraries.Foreign.string;

/** A client and a server of TLS in one process, with memory between them and no certificates. */
record Handshake(Foreign ssl, Foreign crypto) {

    private static final int MAX_PROTOCOL = 124; // SSL_CTRL_SET_MAX_PROTO_VERSION
    private static final int TLS_1_2 = 0x0303; // the last one that can do without certificates
    private static final int MOST_FLIGHTS = 10;

    void shake() {
        long context = ssl.call("SSL_CTX_new", ssl.call("TLS_method"));
        ssl.expect(1, "SSL_CTX_ctrl", context, MAX_PROTOCOL, TLS_1_2, 0);
        ssl.expect(1, "SSL_CTX_set_cipher_list", context, string("aNULL:@SECLEVEL=0"));
        long toServer = crypto.call("BIO_new", crypto.call("BIO_s_mem"));
        long toClient = crypto.call("BIO_new", crypto.call("BIO_s_mem"));
        crypto.call("BIO_up_ref", toServer);
        crypto.call("BIO_up_ref", toClient);
        long client = session(context, toClient, toServer, "SSL_set_connect_state");
        long server = session(context, toServer, toClient, "SSL_set_accept_state");
        for (int flight = 0; flight < MOST_FLIGHTS; flight++) {
            ssl.call("SSL_do_handshake", client);
            ssl.call("SSL_do_handshake", server);
        }
        ssl.expect(1, "SSL_is_init_finished", client);
        ssl.expect(1, "SSL_is_init_finished", server);
        ssl.call("SSL_free", client);
        ssl.call("SSL_free", server);
        ssl.call("SSL_CTX_free", context);
    }

    private long session(long context, long reads, long writes, String role) {
        long session = ssl.call("SSL_new", context);
        ssl.call("SSL_set_bio", session, reads, writes);
        ssl.call(role, session);
        return session;
    }
}
