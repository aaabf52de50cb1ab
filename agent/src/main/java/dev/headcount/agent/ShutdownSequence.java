package dev.headcount.agent;

import dev.headcount.agent.http.Endpoints;
import dev.headcount.agent.linker.LazyHooks;

/**
 * What the agent does at the end of the JVM's shutdown.
 *
 * @param endpoints null where there are none
 */
record ShutdownSequence(ExitReport report, LazyHooks hooks, Endpoints endpoints) implements Runnable {

    @Override
    public void run() {
        try {
            report.write();
        } finally { // the gates must turn whatever becomes of the report
            hooks.close();
            closeEndpoints();
        }
    }

    /** A thread that waits for connections in native code would hold the JVM's exit up by 300 ms. */
    private void closeEndpoints() {
        if (endpoints != null) {
            endpoints.close();
        }
    }
}
