package dev.headcount.jmx;

import dev.headcount.leak.Growth;
import dev.headcount.leak.SiteGrowth;
import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.watch.Findings;
import dev.headcount.watch.Look;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;

/**
 * The agent in this JVM, as its MXBean shows it. It may be of another version: what it does not say is 0 or empty here, and
 * what this version does not know is left out.
 *
 * <p>Any thread may use it. A call waits for a snapshot of the agent's; no thread of a library's waits.
 */
public final class RunningAgent {

    private static final ObjectName NAME = name();
    private static final String INT = "int";
    private static final String LONG = "long";

    private final MBeanServerConnection server;

    private RunningAgent(MBeanServerConnection server) {
        this.server = server;
    }

    /** Empty where there is no agent, and where it is told to show nothing over JMX. */
    public static Optional<RunningAgent> find() {
        AgentDoor.knock();
        return in(ManagementFactory.getPlatformMBeanServer());
    }

    /** The agent that this server shows. */
    static Optional<RunningAgent> in(MBeanServerConnection server) {
        try {
            return server.isRegistered(NAME) ? Optional.of(new RunningAgent(server)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Its version. */
    public String version() {
        try {
            return String.valueOf(server.getAttribute(NAME, "Version"));
        } catch (InstanceNotFoundException e) {
            throw new AgentUnreadableException("the agent is gone", e);
        } catch (JMException | IOException e) {
            throw new AgentUnreadableException("the agent does not tell its version", e);
        }
    }

    /**
     * The figures of this moment, with the verdicts; without curves, baseline and single damages.
     *
     * @param sites how many sites are wanted: the largest, and those with the worst verdicts
     */
    public Look look(int sites) {
        OpenData data = new OpenData((CompositeData) ask("snapshot", sites, INT));
        LedgerSnapshot snapshot = SnapshotReader.snapshot(data);
        return new Look(
                snapshot, new Findings(SnapshotReader.diagnosis(data), SnapshotReader.history(data), Optional.empty()));
    }

    /** Has it remember this moment, for {@link #since}. */
    public long mark() {
        return (Long) ask("mark");
    }

    /** The sites that changed since a moment, the largest growth in live bytes first: as {@link Growth} has them. */
    public List<SiteGrowth> since(long mark) {
        return OpenData.of((CompositeData[]) ask("since", mark, LONG)).stream()
                .map(SnapshotReader::growth)
                .toList();
    }

    /** Has it forget the moment. */
    public void forget(long mark) {
        Object _ = ask("forget", mark, LONG);
    }

    private Object ask(String operation) {
        return invoke(operation, new Object[0], new String[0]);
    }

    private Object ask(String operation, Object argument, String type) {
        return invoke(operation, new Object[] {argument}, new String[] {type});
    }

    private Object invoke(String operation, Object[] arguments, String[] types) {
        try {
            return server.invoke(NAME, operation, arguments, types);
        } catch (RuntimeMBeanException e) {
            throw new AgentUnreadableException(
                    "the agent refuses '" + operation + "': "
                            + e.getTargetException().getMessage(),
                    e);
        } catch (JMException | IOException e) {
            throw new AgentUnreadableException(
                    "the agent does not answer '" + operation + "'; is its version too old? " + e, e);
        }
    }

    private static ObjectName name() {
        try {
            return new ObjectName(HeadcountMXBean.NAME);
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }
}
