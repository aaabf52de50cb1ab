package dev.headcount.examples.cassandra.app;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A {@code CassSession}: connections to the cluster, and the driver's threads that serve them. */
final class Session implements AutoCloseable {

    private final MemorySegment session;

    private Session(MemorySegment session) {
        this.session = session;
    }

    /**
     * Connects on a thread of this name. The driver gives its threads no names on Linux: they inherit the one of the thread
     * that connects, and that is how they can be told apart.
     */
    static Session connect(String name, String host, int port) throws InterruptedException {
        Session session = new Session(SessionFunctions.cass_session_new());
        Reply[] reply = new Reply[1];
        Thread.ofPlatform()
                .name(name)
                .start(() -> reply[0] = session.connect(host, port))
                .join();
        try (Reply connected = reply[0]) {
            connected.await();
        }
        return session;
    }

    private Reply connect(String host, int port) {
        MemorySegment cluster = ClusterFunctions.cass_cluster_new();
        try (Arena arena = Arena.ofConfined()) {
            Driver.check(ClusterFunctions.cass_cluster_set_contact_points(cluster, arena.allocateFrom(host)));
            Driver.check(ClusterFunctions.cass_cluster_set_port(cluster, port));
            return new Reply(SessionFunctions.cass_session_connect(session, cluster));
        } finally {
            ClusterFunctions.cass_cluster_free(cluster);
        }
    }

    Prepared prepare(String cql) {
        try (Arena arena = Arena.ofConfined();
                Reply reply = new Reply(SessionFunctions.cass_session_prepare(session, arena.allocateFrom(cql)))) {
            return reply.prepared();
        }
    }

    /** The caller closes the reply. */
    Reply execute(Statement statement) {
        return new Reply(SessionFunctions.cass_session_execute(session, statement.pointer()));
    }

    /** Waits for the server's answer, which nobody wants but as a sign that all went well. */
    void run(String cql) {
        try (Statement statement = Statement.of(cql);
                Reply reply = execute(statement)) {
            reply.await();
        }
    }

    /** Returns when the driver's threads have ended. */
    @Override
    public void close() {
        try (Reply closed = new Reply(SessionFunctions.cass_session_close(session))) {
            closed.await();
        }
        SessionFunctions.cass_session_free(session);
    }
}
