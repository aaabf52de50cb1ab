package dev.headcount.metrics;

import dev.headcount.jmx.RunningAgent;
import dev.headcount.ledger.LedgerSnapshot;
import dev.headcount.watch.Findings;
import dev.headcount.watch.Look;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Puts the meters of the agent in this JVM into a registry of the application's: {@code new
 * HeadcountMetrics().bindTo(registry)}. They are those of {@link LedgerMetrics}. The agent is read over JMX, and may be of
 * another version.
 *
 * <p>Without an agent there is but one meter, {@code headcount.agent.present}, and one line in the log. Each time that meter
 * is read the agent is looked for again: it may be attached later.
 */
public final class HeadcountMetrics implements MeterBinder {

    private static final Logger LOG = System.getLogger(HeadcountMetrics.class.getName());
    private static final int SITES = 1_000; // the largest and the worst: MeterNames.SITES counts no others

    private final Supplier<Optional<RunningAgent>> agents;
    private final List<MeterRegistry> waiting = new ArrayList<>();
    private LedgerMetrics metrics;
    private boolean missed;

    public HeadcountMetrics() {
        this(RunningAgent::find);
    }

    HeadcountMetrics(Supplier<Optional<RunningAgent>> agents) {
        this.agents = agents;
    }

    @Override
    public synchronized void bindTo(MeterRegistry registry) {
        waiting.add(registry);
        Gauge.builder(MeterNames.AGENT_PRESENT.name(), this::present)
                .description(MeterNames.AGENT_PRESENT.description())
                .register(registry);
        if (present() == 0 && !missed) {
            missed = true;
            LOG.log(
                    Level.WARNING,
                    "This JVM has no Headcount agent, or one with jmx=off, so there is no meter of it but "
                            + MeterNames.AGENT_PRESENT.name()
                            + ". It is added by the JVM option -javaagent:headcount-agent.jar");
        }
    }

    /** 1 or 0; where the agent has come, binds whoever waits for it. */
    private synchronized int present() {
        if (metrics == null) {
            metrics = agents.get().map(HeadcountMetrics::metricsOf).orElse(null);
        }
        if (metrics == null) {
            return 0;
        }
        List<MeterRegistry> ready = List.copyOf(waiting);
        waiting.clear();
        ready.forEach(metrics::bindTo);
        return 1;
    }

    private static LedgerMetrics metricsOf(RunningAgent agent) {
        LastKnown figures = new LastKnown(() -> agent.look(SITES));
        return new LedgerMetrics(figures::snapshot, figures::findings);
    }

    /** The figures as they were last read: a scrape must not fail where the agent does not answer for once. */
    private static final class LastKnown {

        private final Supplier<Look> agent;
        private Look last = new Look(LedgerSnapshot.empty(), Findings.NONE);

        LastKnown(Supplier<Look> agent) {
            this.agent = agent;
        }

        /** Asks the agent. */
        synchronized LedgerSnapshot snapshot() {
            try {
                last = agent.get();
            } catch (RuntimeException e) {
                LOG.log(Level.DEBUG, "the agent's figures cannot be read", e);
            }
            return last.snapshot();
        }

        /** What the agent said with the last snapshot. */
        synchronized Findings findings() {
            return last.findings();
        }
    }
}
