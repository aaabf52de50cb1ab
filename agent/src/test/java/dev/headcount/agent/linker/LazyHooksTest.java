package dev.headcount.agent.linker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LazyHooksTest {

    @Test
    void shouldSayOnceThatTheyCannotBeMadeAndLeaveEveryCallAlone() {
        List<String> lines = new ArrayList<>();
        LazyHooks hooks = new LazyHooks(
                () -> {
                    throw new IllegalStateException("no catalog");
                },
                lines::add);

        assertEquals("made by the JDK", hooks.apply("made by the JDK", new Object[0]));
        assertEquals("made by the JDK", hooks.apply("made by the JDK", new Object[0]));
        assertEquals(
                List.of("nothing is tracked: the linker's hooks cannot be made"
                        + " (java.lang.IllegalStateException: no catalog)"),
                lines);
    }
}
