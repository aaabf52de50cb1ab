package dev.headcount.agent.apps.libraries;

import static dev.headcount.agent.apps.libraries.Foreign.at;
import static dev.headcount.agent.apps.libraries.Foreign.callback;
import static dev.headcount.agent.apps.libraries.Foreign.memory;
import static dev.headcount.agent.apps.libraries.Foreign.string;
import static dev.headcount.agent.apps.libraries.Foreign.utf16;

import java.util.Locale;

/**
 * What an application does with a library that it gives no allocator: some work, then the library's own clean-up. Started with
 * the names of some of these; says {@code done} at the end.
 */
public enum Errand {
    /** A database with an index and 10,000 rows. */
    SQLITE3("libsqlite3.so.0", "libsqlite3-0") {
        @Override
        void run(Foreign sqlite) {
            long handle = memory(Long.BYTES);
            sqlite.expect(0, "sqlite3_open", string(":memory:"), handle);
            String[] statements = {
                "create table goods(id integer primary key, name text)",
                "create index by_name on goods(name)",
                "with recursive n(i) as (select 1 union all select i + 1 from n where i < 10000)"
                        + " insert into goods select i, 'no ' || i from n",
                "select count(*) from goods where name > 'no 5'"
            };
            for (String statement : statements) {
                sqlite.expect(0, "sqlite3_exec", at(handle), string(statement), 0, 0, 0);
            }
            sqlite.expect(0, "sqlite3_close", at(handle));
            sqlite.expect(0, "sqlite3_shutdown");
        }
    },
    /** A timer, and a hundred requests for its thread pool. */
    UV("libuv.so.1", "libuv1") {
        @Override
        void run(Foreign uv) {
            long loop = memory(uv.call("uv_loop_size"));
            uv.expect(0, "uv_loop_init", loop);
            long timer = memory(uv.call("uv_handle_size", TIMER));
            uv.expect(0, "uv_timer_init", loop, timer);
            uv.expect(0, "uv_timer_start", timer, callback(handle -> uv.call("uv_close", handle, 0), 1), 1, 0);
            long done = callback(request -> uv.call("uv_fs_req_cleanup", request), 1);
            for (int i = 0; i < 100; i++) {
                uv.expect(0, "uv_fs_stat", loop, memory(uv.call("uv_req_size", FS)), string("/tmp"), done);
            }
            uv.expect(0, "uv_run", loop, 0);
            uv.expect(0, "uv_loop_close", loop);
            uv.call("uv_library_shutdown");
        }
    },
    /** A digest, a TLS context and a handshake; libssl is named first, the memory is libcrypto's. */
    CRYPTO("libssl.so.3", "libssl3") {
        @Override
        void run(Foreign ssl) {
            Foreign crypto = new Foreign("libcrypto.so.3");
            new Handshake(ssl, crypto).shake();
            long digest = crypto.call("EVP_MD_CTX_new");
            crypto.expect(1, "EVP_DigestInit_ex", digest, crypto.call("EVP_sha256"), 0);
            crypto.expect(1, "EVP_DigestUpdate", digest, string("headcount"), 9);
            crypto.expect(1, "EVP_DigestFinal_ex", digest, memory(64), memory(8));
            crypto.call("EVP_MD_CTX_free", digest);
            crypto.call("OPENSSL_cleanup");
        }
    },
    /** A hundred pages from a server on the loopback interface. */
    CURL("libcurl.so.4", "libcurl4") {
        @Override
        void run(Foreign curl) {
            curl.expect(0, "curl_global_init", 3); // CURL_GLOBAL_ALL
            new Fetches(curl).fetch(100);
            curl.call("curl_global_cleanup");
        }
    },
    /** A document, and a path through it. */
    XML2("libxml2.so.2", "libxml2") {
        @Override
        void run(Foreign xml) {
            String text = "<shop>" + "<item price='3'>tea</item>".repeat(500) + "</shop>";
            long document = xml.call("xmlReadMemory", string(text), text.length(), 0, 0, 0);
            long context = xml.call("xmlXPathNewContext", document);
            long found = xml.call("xmlXPathEvalExpression", string("//item[@price > 2]"), context);
            xml.call("xmlXPathFreeObject", found);
            xml.call("xmlXPathFreeContext", context);
            xml.call("xmlFreeDoc", document);
            xml.call("xmlCleanupParser");
        }
    },
    /** Ten thousand digits of pi. */
    GMP("libgmp.so.10", "libgmp10") {
        @Override
        void run(Foreign gmp) {
            new Pi(gmp).compute(10_000);
        }
    },
    /** A repository, three commits and their log. */
    GIT2("libgit2.so.1.5", "libgit2-1.5") {
        @Override
        void run(Foreign git) {
            git.expect(1, "git_libgit2_init");
            new History(git).write(3);
            git.expect(0, "git_libgit2_shutdown");
        }
    },
    /** Documents, built and walked through. */
    BSON("libbson-1.0.so.0", "libbson-1.0-0") {
        @Override
        void run(Foreign bson) {
            for (int i = 0; i < 100; i++) {
                long document = bson.call("bson_new");
                for (int key = 0; key < 50; key++) {
                    bson.call("bson_append_int32", document, string("key " + key), -1, key);
                }
                long iterator = memory(256);
                bson.call("bson_iter_init", iterator, document);
                int keys = 0;
                while ((byte) bson.call("bson_iter_next", iterator) != 0) {
                    keys++;
                }
                if (keys != 50) {
                    throw new IllegalStateException(keys + " keys");
                }
                long json = bson.call("bson_as_json", document, 0);
                bson.call("bson_free", json);
                bson.call("bson_destroy", document);
            }
        }
    },
    /** A loop with timers. */
    EVENT("libevent-2.1.so.7", "libevent-2.1-7") {
        @Override
        void run(Foreign event) {
            long base = event.call("event_base_new");
            long fired = callback(_ -> {}, 3);
            long[] timers = new long[20];
            for (int i = 0; i < timers.length; i++) {
                timers[i] = event.call("event_new", base, -1, 0, fired, 0);
                event.expect(0, "event_add", timers[i], memory(16));
            }
            event.call("event_base_dispatch", base);
            for (long timer : timers) {
                event.call("event_free", timer);
            }
            event.call("event_base_free", base);
            event.call("libevent_global_shutdown");
        }
    },
    /** A channel. */
    CARES("libcares.so.2", "libc-ares2") {
        @Override
        void run(Foreign cares) {
            cares.expect(0, "ares_library_init", 1);
            long channel = memory(Long.BYTES);
            cares.expect(0, "ares_init", channel);
            cares.call("ares_destroy", at(channel));
            cares.call("ares_library_cleanup");
        }
    },
    /** A text parsed and written again. */
    JANSSON("libjansson.so.4", "libjansson4") {
        @Override
        void run(Foreign jansson) {
            Foreign libc = new Foreign("libc.so.6");
            long json = jansson.call("json_loads", string("[" + "{\"a\": [1, 2.5, \"x\"]},".repeat(200) + "0]"), 0, 0);
            long text = jansson.call("json_dumps", json, 0);
            libc.call("free", libc.call("realloc", text, 1 << 16)); // as its manual says
            jansson.call("json_delete", json);
        }
    },
    /** Words, sorted as in German; only libicui18n is named, the memory is libicuuc's. */
    ICU("libicui18n.so.72", "libicu72") {
        @Override
        void run(Foreign icu) {
            long status = memory(Long.BYTES);
            long collator = icu.call("ucol_open_72", string("de"), status);
            String[] words = {"Apfel", "Äpfel", "Banane", "Übermut", "Zebra"};
            for (int i = 1; i < words.length; i++) {
                long left = utf16(words[i - 1]);
                long right = utf16(words[i]);
                icu.expect(-1, "ucol_strcoll_72", collator, left, words[i - 1].length(), right, words[i].length());
            }
            icu.call("ucol_close_72", collator);
            icu.call("u_cleanup_72");
        }
    },
    /** A context. */
    WOLFSSL("libwolfssl.so.35", "libwolfssl35") {
        @Override
        void run(Foreign wolf) {
            wolf.expect(1, "wolfSSL_Init");
            long context = wolf.call("wolfSSL_CTX_new", wolf.call("wolfTLSv1_2_client_method"));
            wolf.call("wolfSSL_CTX_free", context);
            wolf.expect(1, "wolfSSL_Cleanup");
        }
    };

    private static final int TIMER = 13; // UV_TIMER
    private static final int FS = 6; // UV_FS

    private final String soname;
    private final String debianPackage;

    Errand(String soname, String debianPackage) {
        this.soname = soname;
        this.debianPackage = debianPackage;
    }

    public String soname() {
        return soname;
    }

    public String debianPackage() {
        return debianPackage;
    }

    /** The library's name in the report. */
    public String library() {
        return name().toLowerCase(Locale.ROOT);
    }

    abstract void run(Foreign library);

    public static void main(String[] arguments) {
        for (String name : arguments) {
            Errand errand = valueOf(name);
            errand.run(new Foreign(errand.soname));
        }
        System.out.println("done");
    }
}
