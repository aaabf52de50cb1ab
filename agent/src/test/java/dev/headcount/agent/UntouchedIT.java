package dev.headcount.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.agent.apps.CallFrames;
import dev.headcount.agent.apps.NoNativeCode;
import dev.headcount.agent.apps.PlainCalls;
import dev.headcount.agent.fork.Ended;
import dev.headcount.agent.fork.ForkedApplication;
import dev.headcount.agent.fork.NativeCode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Applications without an allocator hook: what they do, what they say and what it costs is as without the agent. */
class UntouchedIT {

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

    /** So such a call costs nothing: the handle is the one that the JDK made. */
    @Test
    void shouldPutNothingOnTheStackOfACallThatIsNoneOfALibraryWeKnow() {
        List<String> without =
                ForkedApplication.of(CallFrames.class).withoutAgent().run().out();
        assertTrue(without.getFirst().startsWith("compare "), without.toString());

        assertEquals(without, ForkedApplication.of(CallFrames.class).run().out());
    }

    private static ForkedApplication plainCalls() {
        return ForkedApplication.of(PlainCalls.class, NativeCode.plugin().toString());
    }
}
