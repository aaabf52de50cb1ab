package dev.headcount.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class CounterPagesTest {

    private static final int LIBRARY = 3;
    private static final int SITE = 1000;

    private final CounterPages pages = new CounterPages();

    private void countOnce() {
        CounterPage page = pages.pageFor(Thread.currentThread());
        page.add(page.library(LIBRARY) + CounterRecord.FAILURES, 1);
        page.add(page.site(SITE) + SiteRecord.ALLOCATIONS, 2);
    }

    private long allocations(int site) {
        return pages.sites(new int[] {site}, SiteRecord.ALLOCATIONS)[0];
    }

    private void assertCounted(long times) {
        assertEquals(times, pages.library(LIBRARY, CounterRecord.FAILURES));
        assertEquals(2 * times, allocations(SITE));
        assertEquals(0, pages.library(LIBRARY + 1, CounterRecord.FAILURES));
        assertEquals(0, pages.library(LIBRARY - 1, CounterRecord.FAILURES));
        assertEquals(0, allocations(SITE + 1));
        assertEquals(0, allocations(0));
    }

    @Test
    void shouldCountNothingAtFirst() {
        assertEquals(0, pages.library(LIBRARY, CounterRecord.FAILURES));
        assertEquals(0, allocations(SITE));
        assertEquals(0, pages.owned().length);
        assertEquals(0, pages.bytes());
    }

    @Test
    void shouldAddUpThePagesOfAllThreads() throws InterruptedException {
        countOnce();
        Thread.ofPlatform().start(this::countOnce).join();
        Thread.ofVirtual().start(this::countOnce).join();
        assertCounted(3);
        assertEquals(2, pages.owned().length);
    }

    @Test
    void shouldKeepCountingWhatThreadsCountedThatEnded() throws InterruptedException {
        for (int i = 0; i < 10_000 / 4; i++) {
            List<Thread> threads = new ArrayList<>();
            for (int j = 0; j < 4; j++) {
                threads.add(Thread.ofPlatform().start(this::countOnce));
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
        assertCounted(10_000);
        assertTrue(pages.owned().length <= 4, pages.owned().length + " pages for 4 threads at a time");
    }

    @Test
    void shouldGiveAThreadThatComesBackThePageItHad() {
        CounterPage first = pages.pageFor(Thread.currentThread());
        assertSame(first, pages.pageFor(Thread.currentThread()));
        assertEquals(1, pages.owned().length);
    }

    /** What a worker of the common pool keeps in thread-locals is taken from it whenever it has nothing to do. */
    @Test
    void shouldNeedNoMorePagesThanTheCommonPoolHasThreads() throws Exception {
        Books books = Books.opened();
        for (int i = 1; i <= 100; i++) {
            long block = i * 0x1000L;
            Thread worker = ForkJoinPool.commonPool()
                    .submit(() -> {
                        books.library.allocated(block, 60);
                        return Thread.currentThread();
                    })
                    .get();
            while (worker.getState() == Thread.State.RUNNABLE) {
                Thread.onSpinWait();
            }
        }
        assertEquals(100, books.figures().allocations());
        long pages = books.ledger.snapshot().tracker().pages();
        assertTrue(pages <= ForkJoinPool.getCommonPoolParallelism() + this.pages.count(), pages + " pages");
    }

    @Test
    void shouldNotGiveAwayThePageOfAThreadThatLives() throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        AtomicReference<CounterPage> first = new AtomicReference<>();
        CountDownLatch taken = new CountDownLatch(1);
        Thread thread = Thread.ofPlatform().start(() -> {
            first.set(pages.pageFor(Thread.currentThread()));
            taken.countDown();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        taken.await();
        CounterPage second = pages.pageFor(Thread.currentThread());
        assertNotSame(first.get(), second);
        over.countDown();
        thread.join();
        AtomicReference<CounterPage> third = new AtomicReference<>();
        Thread.ofPlatform()
                .start(() -> third.set(pages.pageFor(Thread.currentThread())))
                .join();
        assertSame(first.get(), third.get());
    }

    @Test
    void shouldFindAnOwnedPageByItsNumber() {
        CounterPage page = pages.pageFor(Thread.currentThread());
        assertFalse(page.isShared());
        assertSame(page, pages.numbered(page.number()));
        assertNull(pages.numbered(page.number() + 1));
    }

    @Test
    void shouldLetVirtualThreadsSharePages() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                for (int j = 0; j < 100; j++) {
                    countOnce();
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertCounted(100_000);
        assertEquals(0, pages.owned().length);
    }

    @Test
    void shouldTellItsMemory() {
        CounterPage page = pages.pageFor(Thread.currentThread());
        assertEquals(YoungBlocks.BYTES, pages.bytes());
        page.library(LIBRARY);
        page.library(LIBRARY);
        assertEquals(YoungBlocks.BYTES + CounterRecord.BYTES, pages.bytes());
        page.site(SITE);
        page.site(SITE + 1);
        assertEquals(YoungBlocks.BYTES + CounterRecord.BYTES + SiteRecord.CHUNK_BYTES, pages.bytes());
    }

    @Test
    void shouldFindTheLargestValueOnAnyOwnedPage() throws InterruptedException {
        CounterPage page = pages.pageFor(Thread.currentThread());
        page.add(page.library(LIBRARY) + CounterRecord.HIGHEST, 5);
        Thread.ofPlatform()
                .start(() -> {
                    CounterPage other = pages.pageFor(Thread.currentThread());
                    other.add(other.library(LIBRARY) + CounterRecord.HIGHEST, 7);
                })
                .join();
        assertEquals(7, pages.libraryMaximum(LIBRARY, CounterRecord.HIGHEST));
    }
}
