package dev.headcount.agent.linker;

import static java.lang.invoke.MethodType.methodType;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.agent.catalog.Catalog;
import dev.headcount.agent.catalog.CatalogEntry;
import dev.headcount.agent.linker.HookedLibrary.Found;
import dev.headcount.agent.linker.LoadedLibrary.Installing;
import dev.headcount.ledger.LedgerOptions;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InstallerCallTest {

    private final List<List<Long>> received = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();

    /** The library's function. */
    void install(long malloc, long free) {
        received.add(List.of(malloc, free));
    }

    @Test
    void shouldCallTheLibraryAsTheApplicationDidWhereNoLedgerCanBeOpened() throws Throwable {
        LedgerOptions impossible = LedgerOptions.DEFAULT.withMaxSites(Integer.MAX_VALUE - 2000);
        MethodHandle call = installing(new Books(impossible, Optional.empty(), Optional.empty(), lines::add));

        call.invokeExact(0x1000L, 0x2000L);

        assertEquals(List.of(List.of(0x1000L, 0x2000L)), received);
        assertEquals(1, lines.size());
        assertTrue(
                lines.getFirst()
                        .startsWith("acme_set_allocator of /opt/libacme.so is not tracked: java.lang.OutOfMemoryError"),
                lines.getFirst());
    }

    private MethodHandle installing(Books books) throws ReflectiveOperationException {
        CatalogEntry entry = Catalog.parse(List.of("acme_set_allocator(malloc,free)"), lines::add)
                .getFirst();
        HookedLibrary library = new HookedLibrary(
                "/opt/libacme.so", List.of(new Found(entry, entry.installer().orElseThrow(), 0x3000)), () -> {});
        MethodHandle function = MethodHandles.lookup()
                .findVirtual(InstallerCallTest.class, "install", methodType(void.class, long.class, long.class))
                .bindTo(this);
        Installations installations = new Installations(books, null, new Claims());
        return InstallerCall.of(
                function,
                2,
                installations,
                new Installing(library, entry.installer().orElseThrow()));
    }
}
