package dev.headcount.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.agent.fork.AcmeUnderAgent;
import dev.headcount.agent.fork.ReportText;
import dev.headcount.agent.fork.RunningApplication;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The agent's other pages say the same as its report for programs. */
class PagesIT {

    @AutoClose
    private RunningApplication app;

    @BeforeEach
    void allocate() {
        app = AcmeUnderAgent.shell().with("header=size8").start();
        app.ask("java 8");
        app.ask("alloc a 61");
        app.ask("alloc b 127");
        app.ask("free a");
        app.ask("free a");
    }

    @Test
    void shouldServeMetrics() {
        List<String> lines = app.page("metrics").lines().toList();

        assertTrue(lines.contains("headcount_live_blocks{library=\"acme\"} 1.0"), lines.toString());
        assertTrue(lines.contains("headcount_live_bytes{library=\"acme\"} 127.0"));
        assertTrue(lines.contains("headcount_allocations_total{library=\"acme\"} 2.0"));
        assertTrue(lines.contains("headcount_frees_total{library=\"acme\"} 1.0"));
        assertTrue(lines.contains("headcount_damage_total{kind=\"double_free\",library=\"acme\"} 1.0"));
        assertTrue(lines.contains("headcount_tracker_lost_total 0.0"));
    }

    @Test
    void shouldServeTheReportForPeople() {
        ReportText report = ReportText.in(app.page("report").lines().toList());

        assertEquals("127", report.library("acme").get("live bytes"));
        assertEquals("1", report.library("acme").get("live blocks"));
        assertEquals("2", report.library("acme").get("allocations"));
        assertTrue(report.says("acme: double free (1)"), report.toString());
    }
}
