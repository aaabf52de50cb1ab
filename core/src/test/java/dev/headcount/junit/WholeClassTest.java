package dev.headcount.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** One account for a class, from before its first method until after its last. */
class WholeClassTest {

    @NoNativeLeaks(wholeClass = true)
    static class Tidy {
        private static long block;
        private static long ofTest;

        @BeforeAll
        static void open() {
            block = Kit.allocate(1_999_993);
        }

        @AfterAll
        static void close() {
            Kit.agent.free(block);
            Kit.agent.free(ofTest);
        }

        @Test
        void keepsABlockForLater() {
            ofTest = Kit.allocate(61);
        }

        @Nested
        class Inner {
            @Test
            void isNotJudgedAlone() {
                Kit.agent.free(Kit.allocate(59));
            }
        }
    }

    @NoNativeLeaks(wholeClass = true)
    static class Leaking {
        @BeforeAll
        static void open() {
            Kit.allocate(1_999_993);
        }

        @Test
        void passes() {}

        @Test
        @NoNativeLeaks
        void isJudgedAlone() {
            Kit.allocate(61);
        }
    }

    @NoNativeLeaks(wholeClass = true, warmUp = 1)
    static class WarmedUp {
        @Test
        void passes() {}
    }

    static class OnMethod {
        @Test
        @NoNativeLeaks(wholeClass = true)
        void passes() {}
    }

    @Test
    void shouldNotJudgeTheTestsOneByOne() {
        assertEquals(Map.of(), Kit.failures(new Kit().run(Tidy.class)));
    }

    @Test
    void shouldFailTheClass() {
        Map<String, String> failures = Kit.failures(new Kit().run(Leaking.class));

        assertEquals(Set.of("WholeClassTest$Leaking", "isJudgedAlone()"), failures.keySet());
        assertTrue(
                failures.get("WholeClassTest$Leaking").contains("allocated in this class is still live at its end"),
                failures.toString());
    }

    @Test
    void shouldRefuseWhatMakesNoSense() {
        Map<String, String> failures = Kit.failures(new Kit().run(WarmedUp.class, OnMethod.class));

        assertTrue(
                failures.get("WholeClassTest$WarmedUp")
                        .endsWith("@NoNativeLeaks on WholeClassTest$WarmedUp: warmUp is for tests, a class cannot run"
                                + " twice; toleratedBlocks is a way out"),
                failures.toString());
        assertTrue(
                failures.get("passes()").endsWith("@NoNativeLeaks on passes(): wholeClass is for classes"),
                failures.toString());
    }
}
