package dev.headcount.agent.linker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headcount.agent.catalog.CatalogEntry;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LazyHooksTest {

    /** Libraries that nothing can be made of. */
    private static final class Unreadable extends AbstractList<CatalogEntry> {

        @Override
        public CatalogEntry get(int index) {
            throw new IllegalStateException("no catalog");
        }

        @Override
        public int size() {
            throw new IllegalStateException("no catalog");
        }
    }

    @Test
    void shouldSayOnceThatTheyCannotBeMadeAndLeaveEveryCallAlone() {
        List<String> lines = new ArrayList<>();
        LazyHooks hooks = new LazyHooks(
                null, new Unreadable(), _ -> true, LoadedBefore.NOTHING, false, null, "com.acme.Bridge", lines::add);

        assertEquals("made by the JDK", hooks.apply("made by the JDK", new Object[0]));
        assertEquals("made by the JDK", hooks.apply("made by the JDK", new Object[0]));
        assertEquals(
                List.of("nothing is tracked: the linker's hooks cannot be made"
                        + " (java.lang.IllegalStateException: no catalog)"),
                lines);
    }
}
