package dev.headcount.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.ref.Cleaner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** Which blocks a test is charged for. The classes within are run by the tests, not by whoever runs this class. */
class NoNativeLeaksTest {

    private static final long BLOCK = 1_999_993;

    static class Leaking {
        @Test
        @NoNativeLeaks
        void leaks() {
            Kit.allocate(61);
            for (int i = 0; i < 3; i++) {
                Kit.agent.allocate("acme", "acme_read", BLOCK);
            }
        }

        @Test
        @NoNativeLeaks
        void isTidy() {
            Kit.agent.free(Kit.allocate(BLOCK));
        }

        @Test
        void isNotAsked() {
            Kit.allocate(BLOCK);
        }
    }

    @Test
    void shouldFailATestThatLeavesBlocksAndSayWhoAllocatedThem() {
        EngineExecutionResults results = new Kit().run(Leaking.class);

        assertEquals(Set.of("isTidy()", "isNotAsked()"), Set.copyOf(Kit.passed(results)));
        Map<String, String> failures = Kit.failures(results);
        assertEquals(Set.of("leaks()"), failures.keySet());
        List<String> message = failures.get("leaks()").lines().toList();
        assertEquals(
                "dev.headcount.junit.NativeLeakError: native memory that was allocated in this test is still live at"
                        + " its end: 4 blocks, 6,000,040 bytes",
                message.getFirst());
        assertEquals("  3 blocks, 5,999,979 bytes of acme: acme_read", message.get(1), "the largest first");
        assertTrue(
                message.stream().anyMatch(line -> line.startsWith("      at " + Leaking.class.getName() + ".leaks(")),
                message.toString());
        assertTrue(message.stream().noneMatch(line -> line.contains("org.junit")), message.toString());
        assertTrue(message.contains("  1 block, 61 bytes of acme: acme_open"), message.toString());
        assertEquals(
                "If the library keeps this from its first use on, @NoNativeLeaks(warmUp = 1) does not count it.",
                message.getLast());
    }

    @NoNativeLeaks
    static class Fixture {
        private static long before;
        private long block;

        @BeforeAll
        static void open() {
            before = Kit.allocate(BLOCK);
        }

        @BeforeEach
        void setUp() {
            block = Kit.allocate(61);
        }

        @AfterEach
        void tearDown() {
            Kit.agent.free(block);
        }

        @Test
        void usesWhatWasSetUp() {}

        @Test
        void freesWhatWasThereBefore() {
            Kit.agent.free(before);
            before = Kit.allocate(BLOCK);
            Kit.agent.free(before);
        }

        @Test
        void setsUpAnew() {
            block = Kit.allocate(61); // the first is lost
        }

        @Nested
        class Inner {
            @Test
            void leaks() {
                Kit.allocate(59);
            }

            @Test
            @NoNativeLeaks(toleratedBlocks = 1)
            void isTolerated() {
                Kit.allocate(59);
            }
        }
    }

    static class Inheriting extends Fixture {
        @Test
        void leaks() {
            Kit.allocate(57);
        }
    }

    @Test
    void shouldCountFromBeforeEachToAfterEach() {
        EngineExecutionResults results = new Kit().run(Fixture.class);

        assertEquals(
                Set.of("usesWhatWasSetUp()", "freesWhatWasThereBefore()", "isTolerated()"),
                Set.copyOf(Kit.passed(results)));
        assertEquals(Set.of("setsUpAnew()", "leaks()"), Kit.failures(results).keySet());
    }

    @Test
    void shouldHoldForSubclasses() {
        assertTrue(Kit.failures(new Kit().run(Inheriting.class)).containsKey("leaks()"));
    }

    static class Repeating {
        @ParameterizedTest(name = "{0}")
        @ValueSource(booleans = {false, true})
        @NoNativeLeaks
        void leaks(boolean leak) {
            if (leak) {
                Kit.allocate(BLOCK);
            }
        }

        @RepeatedTest(value = 3, name = "{currentRepetition}")
        @NoNativeLeaks
        void leaksThen(RepetitionInfo repetition) {
            if (repetition.getCurrentRepetition() == 2) {
                Kit.allocate(BLOCK);
            }
        }
    }

    @Test
    void shouldJudgeEachInvocationOfATemplate() {
        EngineExecutionResults results = new Kit().run(Repeating.class);

        assertEquals(Set.of("true", "2"), Kit.failures(results).keySet());
        assertEquals(Set.of("false", "1", "3"), Set.copyOf(Kit.passed(results)));
    }

    @Retention(RetentionPolicy.RUNTIME)
    @NoNativeLeaks(libraries = "acme", toleratedBytes = 100)
    @Test
    @interface LeakTest {}

    static class Composed {
        @LeakTest
        void leaks() {
            Kit.allocate(101);
        }

        @LeakTest
        void isTolerated() {
            Kit.allocate(50);
            Kit.allocate(50);
        }

        @LeakTest
        void isOfAnotherLibrary() {
            Kit.agent.allocate("other", "other_open", BLOCK);
        }
    }

    @Test
    void shouldTakeItsAttributesFromAnAnnotationOfTheUsers() {
        Map<String, String> failures = Kit.failures(new Kit().run(Composed.class));

        assertEquals(Set.of("leaks()"), failures.keySet());
        assertTrue(failures.get("leaks()").contains("1 block, 101 bytes, bytes tolerated: 100\n"), failures.toString());
    }

    static class Cleaned {
        private static final Cleaner CLEANER = Cleaner.create();

        @Test
        @NoNativeLeaks
        void isFreedOnceTheCollectorRuns() {
            long block = Kit.allocate(BLOCK);
            CLEANER.register(new Object(), () -> Kit.agent.free(block));
        }
    }

    @Test
    void shouldGiveCleanersTime() {
        assertEquals(Map.of(), Kit.failures(new Kit().run(Cleaned.class)));
    }

    static class Broken {
        @Test
        @NoNativeLeaks
        void fails() {
            Kit.allocate(BLOCK);
            fail("broken");
        }
    }

    @Test
    void shouldNotJudgeATestThatFailedAnyway() {
        Map<String, String> failures = Kit.failures(new Kit().run(Broken.class));

        assertEquals(Map.of("fails()", "org.opentest4j.AssertionFailedError: broken"), failures);
    }

    @NoNativeLeaks
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class PerClass {
        private long kept;

        @Test
        void keeps() {
            kept = Kit.allocate(BLOCK);
        }

        @AfterAll
        void tearDown() {
            Kit.agent.free(kept);
        }
    }

    @Test
    void shouldJudgeTestsThatShareAnInstance() {
        assertEquals(
                Set.of("keeps()"), Kit.failures(new Kit().run(PerClass.class)).keySet());
    }

    static class Misspelt {
        @Test
        @NoNativeLeaks(libraries = "acmee")
        void leaks() {
            Kit.allocate(61);
        }
    }

    @Test
    void shouldWarnOfALibraryThatNobodyMet() {
        Logger logger = Logger.getLogger(NamedLibraries.class.getName());
        List<String> warnings = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                warnings.add(entry.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
        try {
            assertEquals(List.of("leaks()"), Kit.passed(new Kit().run(Misspelt.class)));
        } finally {
            logger.removeHandler(handler);
            logger.setUseParentHandlers(true);
        }

        assertEquals(
                List.of("@NoNativeLeaks on leaks() names libraries of which none was met so far: acmee; those that"
                        + " were: acme"),
                warnings);
    }
}
