package dev.headcount.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rounds before it counts, for what a library allocates at its first use. */
class WarmUpTest {

    private static final List<String> STEPS = new ArrayList<>();
    private static boolean initialised;

    /** What a library does when it is used first. */
    private static void use() {
        if (!initialised) {
            initialised = true;
            Kit.allocate(1_999_993);
        }
    }

    static class Base {
        @BeforeEach
        void setUpBase(TestInfo info) {
            STEPS.add("base " + info.getDisplayName());
        }

        @AfterEach
        void tearDownBase() {
            STEPS.add("/base");
        }
    }

    static class Lazy extends Base {
        private long block;

        @BeforeEach
        void setUp() {
            STEPS.add("before");
            use();
            block = Kit.allocate(61);
        }

        @AfterEach
        void tearDown(TestInfo info) {
            STEPS.add("after " + info.getDisplayName());
            Kit.agent.free(block);
        }

        @Nested
        class Inner {
            @BeforeEach
            void setUpInner() {
                STEPS.add("inner");
            }

            @AfterEach
            void tearDownInner() {
                STEPS.add("/inner");
            }

            @ParameterizedTest(name = "{0}")
            @ValueSource(ints = 7)
            @NoNativeLeaks(warmUp = 2)
            void tests(int number) {
                STEPS.add("test " + number);
            }
        }
    }

    static class Eager {
        @Test
        @NoNativeLeaks
        void uses() {
            use();
        }
    }

    static class Leaking {
        @Test
        @NoNativeLeaks(warmUp = 3)
        void leaks() {
            Kit.allocate(61);
        }
    }

    static class Factory {
        @TestFactory
        @NoNativeLeaks(warmUp = 1)
        Stream<DynamicTest> makes() {
            return Stream.of();
        }

        @TestFactory
        @NoNativeLeaks
        Stream<DynamicTest> leaks() {
            return Stream.of(DynamicTest.dynamicTest("dynamic", () -> Kit.allocate(61)));
        }
    }

    static class Negative {
        @Test
        @NoNativeLeaks(warmUp = -1)
        void tests() {}
    }

    @BeforeEach
    void forget() {
        initialised = false;
        STEPS.clear();
    }

    @Test
    void shouldCountWhatIsAllocatedAtTheFirstUseWithoutIt() {
        assertEquals(Set.of("uses()"), Kit.failures(new Kit().run(Eager.class)).keySet());
    }

    @Test
    void shouldRepeatTheWholeTestBeforeItCounts() {
        assertEquals(Map.of(), Kit.failures(new Kit().run(Lazy.class)));

        List<String> round = List.of("base 7", "before", "inner", "test 7", "/inner", "after 7", "/base");
        assertEquals(Stream.of(round, round, round).flatMap(List::stream).toList(), STEPS);
    }

    @Test
    void shouldCountTheLastRoundAlone() {
        Map<String, String> failures = Kit.failures(new Kit().run(Leaking.class));

        assertTrue(failures.get("leaks()").contains("live at its end: 1 block, 61 bytes\n"), failures.toString());
        assertTrue(!failures.get("leaks()").contains("warmUp"), "no advice to do what is done already");
    }

    @Test
    void shouldBeRefusedForATestFactory() {
        Map<String, String> failures = Kit.failures(new Kit().run(Factory.class));

        assertEquals(Set.of("makes()", "leaks()"), failures.keySet());
        assertTrue(
                failures.get("makes()").contains("the tests of a @TestFactory cannot run twice"), failures.toString());
        assertTrue(failures.get("leaks()").contains("1 block, 61 bytes"), failures.toString());
    }

    @Test
    void shouldNotBeNegative() {
        assertTrue(Kit.failures(new Kit().run(Negative.class))
                .get("tests()")
                .endsWith("@NoNativeLeaks: warmUp must not be negative, warmUp=-1"));
    }
}
