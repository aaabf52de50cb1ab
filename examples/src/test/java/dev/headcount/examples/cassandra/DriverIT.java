package dev.headcount.examples.cassandra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.examples.Http;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The driver against a real server, under the agent. */
class DriverIT {

    private static final String AGENT =
            "-javaagent:" + System.getProperty("headcount.agent.jar") + "=http=127.0.0.1:0,report=off";

    private final Http http = new Http();
    private Application application;
    private HeadcountClient headcount;

    private void connect(Variant variant) throws InterruptedException {
        application = Application.start(List.of(AGENT), variant, TestServer.require(), _ -> {});
        application.tell("connect");
        headcount = new HeadcountClient(http, application.headcount());
    }

    @AfterEach
    void end() {
        if (application != null) {
            application.close();
        }
        http.close();
    }

    @ParameterizedTest
    @EnumSource
    void shouldGiveBackEveryBlockOnACleanClose(Variant variant) throws InterruptedException {
        connect(variant);
        application.tell("create");
        application.tell("write 500 1");
        application.tell("read 500 100");
        assertTrue(headcount.atRest().library().liveBlocks() > 10_000);
        application.tell("close");
        Figures.Library closed = headcount.atRest().library();
        assertEquals(0, closed.liveBlocks());
        assertEquals(closed.allocations(), closed.frees());
    }

    @ParameterizedTest
    @EnumSource
    void shouldSayThatLibuvAllocatesThroughTheDriver(Variant variant) throws InterruptedException {
        connect(variant);
        String allocator = headcount.atRest().library().allocator();
        assertTrue(allocator.endsWith("; uv allocates through it"), allocator);
    }

    @ParameterizedTest
    @EnumSource
    void shouldKnowTheDriversThreadsByTheNameOfTheOneThatConnected(Variant variant) throws InterruptedException {
        connect(variant);
        List<Figures.Site> threads = headcount.atRest().sites().stream()
                .filter(site -> site.stack().isEmpty())
                .toList();
        assertEquals(
                List.of("thread driver"),
                threads.stream().map(Figures.Site::who).toList());
        assertTrue(threads.getFirst().allocations() > 10_000, threads::toString);
    }

    @ParameterizedTest
    @EnumSource
    void shouldNameTheThreadWhoseResultsAHandlerForgot(Variant variant) throws InterruptedException {
        connect(variant);
        application.tell("create");
        application.tell("write 10 1");
        application.tell("reports");
        application.tell("report 100");
        Figures before = headcount.atRest();
        application.tell("forget 101");
        Figures leaked = headcount.atRest();
        Answer freed = application.tell("free");
        Leak leak = Leak.of(before, leaked, headcount.atRest(), freed.figures());
        assertTrue(leak.agrees(), leak::toString);
        assertEquals(101, leak.results());
        assertEquals(
                List.of("thread reports"),
                leak.grown().stream().map(Figures.Site::who).toList());
    }

    @Test
    void shouldCountWhatTheApplicationsOwnAllocatorCounts() throws InterruptedException {
        connect(Variant.OWN);
        application.tell("create");
        application.tell("write 500 100");
        long counted = headcount.atRest().library().liveBlocks();
        assertEquals(counted, application.tell("account").figures().getFirst());
    }
}
