package dev.headcount.agent.linker;

import static java.lang.invoke.MethodType.methodType;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import org.junit.jupiter.api.Test;

class NestingTest {

    private boolean outermostInside = true;

    private static boolean isOutermost() throws Throwable {
        return (boolean) Nesting.OUTERMOST.invokeExact();
    }

    private long malloc(long size) throws Throwable {
        outermostInside = isOutermost();
        if (size < 0) {
            throw new IllegalStateException("out of order");
        }
        return size + 1;
    }

    private MethodHandle within() throws ReflectiveOperationException {
        return Nesting.within(MethodHandles.lookup().bind(this, "malloc", methodType(long.class, long.class)));
    }

    @Test
    void shouldBeInsideDuringTheCallAlone() throws Throwable {
        assertTrue(isOutermost());
        assertEquals(62, (long) within().invokeExact(61L));
        assertFalse(outermostInside);
        assertTrue(isOutermost());
    }

    @Test
    void shouldStayInsideWhenAnInnerCallReturns() throws Throwable {
        MethodHandle twice = MethodHandles.filterReturnValue(within(), within());
        assertEquals(63, (long) Nesting.within(twice).invokeExact(61L));
        assertFalse(outermostInside);
        assertTrue(isOutermost());
    }

    @Test
    void shouldLetWhatIsThrownPassAndBeOutsideAgain() throws Throwable {
        MethodHandle within = within();
        assertThrows(IllegalStateException.class, () -> {
            long _ = (long) within.invokeExact(-1L);
        });
        assertTrue(isOutermost());
    }
}
