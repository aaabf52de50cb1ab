package dev.headcount.site;

import static dev.headcount.site.CallContext.NO_SITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CallContextTest {

    private static final int PREPARE = 11;
    private static final int STEP = 12;
    private static final int SQLITE = 0;
    private static final int OPENSSL = 1;

    private final CallContext context = new CallContext();

    @Test
    void shouldBeInNoCallAtFirst() {
        assertFalse(context.inCall());
    }

    @Test
    void shouldKnowTheFunctionOfTheInnermostCall() {
        context.enter(PREPARE);
        assertTrue(context.inCall());
        assertEquals(PREPARE, context.function());
        context.enter(STEP);
        assertEquals(STEP, context.function());
        context.exit();
        assertEquals(PREPARE, context.function());
        context.exit();
        assertFalse(context.inCall());
    }

    @Test
    void shouldRememberTheSiteForTheRestOfTheCall() {
        context.enter(PREPARE);
        assertEquals(NO_SITE, context.site(SQLITE));
        context.remember(SQLITE, 5);
        assertEquals(5, context.site(SQLITE));
        assertEquals(5, context.site(SQLITE));
    }

    @Test
    void shouldForgetTheSiteWithTheCall() {
        context.enter(PREPARE);
        context.remember(SQLITE, 5);
        context.exit();
        context.enter(PREPARE);
        assertEquals(NO_SITE, context.site(SQLITE));
    }

    @Test
    void shouldKeepTheSiteOfTheOuterCallWhileAnInnerOneRuns() {
        context.enter(PREPARE);
        context.remember(SQLITE, 5);
        context.enter(STEP);
        assertEquals(NO_SITE, context.site(SQLITE));
        context.remember(SQLITE, 6);
        context.exit();
        assertEquals(5, context.site(SQLITE));
    }

    @Test
    void shouldNotGiveOneLibraryTheSiteOfAnother() {
        context.enter(PREPARE);
        context.remember(SQLITE, 5);
        assertEquals(NO_SITE, context.site(OPENSSL));
        context.remember(OPENSSL, 6);
        assertEquals(6, context.site(OPENSSL));
    }

    @Test
    void shouldNestAsDeepAsCallsDo() {
        for (int call = 1; call <= 100; call++) {
            context.enter(call);
            context.remember(SQLITE, 1000 + call);
        }
        for (int call = 100; call >= 1; call--) {
            assertEquals(call, context.function());
            assertEquals(1000 + call, context.site(SQLITE));
            context.exit();
        }
        assertFalse(context.inCall());
    }
}
