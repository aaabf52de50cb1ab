package dev.headcount.agent.options;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headcount.gate.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllocatorSyntaxTest {

    private static List<AllocatorClass> read(String text) {
        return new AllocatorSyntax().read(text).orElseThrow().list();
    }

    @Test
    void shouldCountUnderTheSimpleNameOfTheClass() {
        assertEquals(
                List.of(new AllocatorClass("CassMemory", "com.acme.CassMemory", Map.of())),
                read("com.acme.CassMemory"));
        assertEquals(
                List.of(new AllocatorClass("Inner", "com.acme.Cass$Inner", Map.of())), read("com.acme.Cass$Inner"));
    }

    @Test
    void shouldCountUnderTheNameThatIsGiven() {
        assertEquals(
                List.of(new AllocatorClass("cassandra", "com.acme.CassMemory", Map.of())),
                read("cassandra = com.acme.CassMemory"));
    }

    @Test
    void shouldTakeTheNamesOfMethods() {
        Map<Role, String> methods =
                Map.of(Role.MALLOC, "allocate", Role.FREE, "free", Role.ALIGNED_ALLOC, "aligned_alloc");
        assertEquals(
                List.of(new AllocatorClass("Memory", "Memory", methods)),
                read("Memory[malloc = allocate, free, aligned_alloc]"));
    }

    @Test
    void shouldTakeSeveralClasses() {
        assertEquals(
                List.of("A", "B"),
                read("com.acme.A[malloc,free];com.acme.B").stream()
                        .map(AllocatorClass::library)
                        .toList());
    }

    @Test
    void shouldTakeNone() {
        assertEquals(List.of(), read("none"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";",
                "com..Acme",
                "com.acme.",
                "com.acme.A B",
                "=com.acme.A",
                "com.acme.A[]",
                "com.acme.A[free]",
                "com.acme.A[malloc,realloc]",
                "com.acme.A[malloc,free,free=release]",
                "com.acme.A[malloc=,free]",
                "com.acme.A[strdup,free]",
                "com.acme.A[malloc,free]x",
                "com.acme.A;com.acme.B[new]"
            })
    void shouldRefuseWhatCannotBeMeant(String text) {
        assertEquals(Optional.empty(), new AllocatorSyntax().read(text));
    }
}
