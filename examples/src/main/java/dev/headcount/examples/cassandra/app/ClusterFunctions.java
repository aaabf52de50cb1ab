package dev.headcount.examples.cassandra.app;

import static dev.headcount.examples.cassandra.app.Driver.error;
import static dev.headcount.examples.cassandra.app.Driver.link;
import static dev.headcount.examples.cassandra.app.Driver.nothing;
import static dev.headcount.examples.cassandra.app.Driver.pointer;
import static dev.headcount.examples.cassandra.app.Driver.unreachable;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** The functions of the driver that say what to connect to, under their C names and bound as jextract would: see cassandra.h. */
final class ClusterFunctions {

    static final int CASS_LOG_ERROR = 2;

    private static final MethodHandle LOG_SET_LEVEL = link("cass_log_set_level", nothing(JAVA_INT));
    private static final MethodHandle CLUSTER_NEW = link("cass_cluster_new", pointer());
    private static final MethodHandle CLUSTER_FREE = link("cass_cluster_free", nothing(ADDRESS));
    private static final MethodHandle CLUSTER_SET_CONTACT_POINTS =
            link("cass_cluster_set_contact_points", error(ADDRESS, ADDRESS));
    private static final MethodHandle CLUSTER_SET_PORT = link("cass_cluster_set_port", error(ADDRESS, JAVA_INT));
    private static final MethodHandle CLUSTER_SET_SSL = link("cass_cluster_set_ssl", nothing(ADDRESS, ADDRESS));
    private static final MethodHandle SSL_NEW = link("cass_ssl_new", pointer());
    private static final MethodHandle SSL_FREE = link("cass_ssl_free", nothing(ADDRESS));
    private static final MethodHandle SSL_ADD_TRUSTED_CERT = link("cass_ssl_add_trusted_cert", error(ADDRESS, ADDRESS));

    private ClusterFunctions() {}

    static void cass_log_set_level(int level) {
        try {
            LOG_SET_LEVEL.invokeExact(level);
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    static MemorySegment cass_cluster_new() {
        try {
            return (MemorySegment) CLUSTER_NEW.invokeExact();
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    static void cass_cluster_free(MemorySegment cluster) {
        try {
            CLUSTER_FREE.invokeExact(cluster);
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    static int cass_cluster_set_contact_points(MemorySegment cluster, MemorySegment hosts) {
        try {
            return (int) CLUSTER_SET_CONTACT_POINTS.invokeExact(cluster, hosts);
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    static int cass_cluster_set_port(MemorySegment cluster, int port) {
        try {
            return (int) CLUSTER_SET_PORT.invokeExact(cluster, port);
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    static void cass_cluster_set_ssl(MemorySegment cluster, MemorySegment ssl) {
        try {
            CLUSTER_SET_SSL.invokeExact(cluster, ssl);
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    static MemorySegment cass_ssl_new() {
        try {
            return (MemorySegment) SSL_NEW.invokeExact();
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    static void cass_ssl_free(MemorySegment ssl) {
        try {
            SSL_FREE.invokeExact(ssl);
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    static int cass_ssl_add_trusted_cert(MemorySegment ssl, MemorySegment certificate) {
        try {
            return (int) SSL_ADD_TRUSTED_CERT.invokeExact(ssl, certificate);
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }
}
