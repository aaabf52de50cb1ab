package dev.headcount.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.agent.apps.CallCost;
import dev.headcount.agent.apps.NoNativeCode;
import dev.headcount.agent.apps.PlainCalls;
import dev.headcount.agent.fork.Ended;
import dev.headcount.agent.fork.ForkedApplication;
import dev.headcount.agent.fork.NativeCode;
import dev.headcount.agent.fork.RunningApplication;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Applications without an allocator hook: what they do, what they say and what it costs is as without the agent. */
class UntouchedIT {

    /** By how much the fastest of 200 rounds may differ on a machine that is busy with other things. */
    private static final double NOISE = 1.3;

    private static final int ATTEMPTS = 5;

    @Test
    void shouldLeaveAnApplicationWithoutNativeCodeAlone() {
        Ended without = ForkedApplication.of(NoNativeCode.class).withoutAgent().run();
        Ended with = ForkedApplication.of(NoNativeCode.class).run();

        assertEquals(61, with.status());
        assertEquals(without.out(), with.out());
        assertEquals(without.err(), with.errOfOthers());
        assertEquals(1, with.errOfAgent().size());
    }

    @Test
    void shouldGiveNoReportWhereNoLibraryWasSeen() {
        Ended ended =
                ForkedApplication.of(NoNativeCode.class).withOnly("http=0").run();

        assertEquals(1, ended.errOfAgent().size());
        assertEquals(List.of("on stderr"), ended.errOfOthers());
    }

    @Test
    void shouldLeaveCallsWithoutAnAllocatorHookAlone() {
        Ended without = plainCalls().withoutAgent().run();
        Ended with = plainCalls().run();

        assertEquals(61, without.status());
        assertTrue(without.out().contains("plugin unloaded"), without.toString());
        assertEquals(without.out(), with.out());
        assertEquals(without.err(), with.errOfOthers());
        assertEquals(1, with.errOfAgent().size());
        assertEquals(without.status(), with.status());
    }

    @Test
    void shouldLeaveTheWarningsOfTheJdkToTheApplication() {
        Ended without = plainCalls().withoutNativeAccess().withoutAgent().run();
        Ended with = plainCalls().withoutNativeAccess().run();

        assertTrue(without.err().toString().contains("--enable-native-access=ALL-UNNAMED"), without.toString());
        assertEquals(without.err(), with.errOfOthers());
        assertEquals(without.out(), with.out());
    }

    @Test
    void shouldKeepNativeAccessRefusedWhereItIs() {
        Ended without = plainCalls()
                .withoutNativeAccess()
                .jvm("--illegal-native-access=deny")
                .withoutAgent()
                .run();
        Ended with = plainCalls()
                .withoutNativeAccess()
                .jvm("--illegal-native-access=deny")
                .run();

        assertEquals(1, without.status());
        assertEquals(without.status(), with.status());
        assertEquals(without.err(), with.errOfOthers());
    }

    @Test
    void shouldCostNothing() {
        double bound = Double.MAX_VALUE;
        double unbound = Double.MAX_VALUE;
        for (int i = 0; i < ATTEMPTS && Math.max(bound, unbound) > NOISE; i++) {
            Map<String, Long> without =
                    picoseconds(ForkedApplication.of(CallCost.class).withoutAgent());
            Map<String, Long> with = picoseconds(ForkedApplication.of(CallCost.class));
            bound = Math.min(bound, (double) with.get("bound") / without.get("bound"));
            unbound = Math.min(unbound, (double) with.get("unbound") / without.get("unbound"));
        }
        assertTrue(bound <= NOISE, "with the agent a call of a bound handle takes " + bound + " times as long");
        assertTrue(unbound <= NOISE, "with the agent a call by address takes " + unbound + " times as long");
    }

    private static ForkedApplication plainCalls() {
        return ForkedApplication.of(PlainCalls.class, NativeCode.plugin().toString());
    }

    private static Map<String, Long> picoseconds(ForkedApplication application) {
        return RunningApplication.truth(application.run().out().getFirst());
    }
}
