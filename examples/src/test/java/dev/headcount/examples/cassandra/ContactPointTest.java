package dev.headcount.examples.cassandra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.headcount.examples.ExampleException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactPointTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:19042, 127.0.0.1, 19042",
        "db.example.org, db.example.org, 9042",
        "[::1]:19042, ::1, 19042",
        "[::1], ::1, 9042",
        "::1, ::1, 9042",
    })
    void shouldReadHostAndPort(String text, String host, int port) {
        assertEquals(new ContactPoint(host, port), ContactPoint.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {":9042", "host:", "host:port", "host:0", "host:65536", " "})
    void shouldSayWhatAContactPointIs(String text) {
        ExampleException thrown = assertThrows(ExampleException.class, () -> ContactPoint.parse(text));
        assertEquals("a contact point is HOST:PORT, not '" + text + "'", thrown.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:19042", "[::1]:19042"})
    void shouldBeWrittenAsItIsRead(String text) {
        assertEquals(text, ContactPoint.parse(text).toString());
    }
}
