package dev.headcount.thread;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BackgroundThreadTest {

    private static final InheritableThreadLocal<String> OF_THE_APPLICATION = new InheritableThreadLocal<>();

    @Test
    void shouldHaveNothingOfTheThreadThatStartsIt() throws Exception {
        ThreadGroup group = new ThreadGroup("requests");
        ClassLoader application = new ClassLoader() {};
        FutureTask<Thread> made = new FutureTask<>(() -> {
            Thread.currentThread().setContextClassLoader(application);
            OF_THE_APPLICATION.set("a request");
            FutureTask<String> inherited = new FutureTask<>(OF_THE_APPLICATION::get);
            Thread thread = BackgroundThread.of("ours", inherited);
            assertNotSame(group, thread.getThreadGroup());
            assertNull(thread.getThreadGroup().getParent(), "the outermost");
            thread.start();
            assertNull(inherited.get());
            return thread;
        });
        new Thread(group, made).start();

        Thread thread = made.get();
        assertEquals("ours", thread.getName());
        assertTrue(thread.isDaemon());
        assertSame(BackgroundThread.class.getClassLoader(), thread.getContextClassLoader());
    }

    @Test
    void shouldPauseThoughItWasInterrupted() {
        Thread.currentThread().interrupt();
        BackgroundThread.pause(TimeUnit.DAYS.toNanos(1)); // comes back at once, but only this time
        assertFalse(Thread.currentThread().isInterrupted());
    }
}
