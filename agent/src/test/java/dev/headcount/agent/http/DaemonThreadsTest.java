package dev.headcount.agent.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.thread.BackgroundThread;
import org.junit.jupiter.api.Test;

class DaemonThreadsTest {

    private final DaemonThreads threads = new DaemonThreads();

    @Test
    void shouldSayWhoseTheyAre() {
        assertEquals("headcount-http-1", threads.newThread(() -> {}).getName());
        assertEquals("headcount-http-2", threads.newThread(() -> {}).getName());
    }

    @Test
    void shouldNotKeepTheApplicationAlive() {
        assertTrue(threads.newThread(() -> {}).isDaemon());
    }

    @Test
    void shouldNotSeeTheResourcesOfTheApplication() {
        assertSame(
                BackgroundThread.class.getClassLoader(),
                threads.newThread(() -> {}).getContextClassLoader());
    }
}
