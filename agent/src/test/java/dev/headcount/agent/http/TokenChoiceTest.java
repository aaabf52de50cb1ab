package dev.headcount.agent.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenChoiceTest {

    private static final String SECRET = "correct-horse-battery-staple";

    @TempDir
    private Path directory;

    private final List<String> warnings = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({"rw-------", "r--------", "rw-r-----", "r--r-----"})
    void shouldTakeWhatStandsInTheFile(String permissions) throws IOException {
        TokenChoice choice = TokenChoice.in(file(SECRET + "\n", permissions), warnings::add);

        assertEquals(List.of(), warnings);
        assertTrue(choice.token().is(SECRET));
        assertFalse(choice.token().is(SECRET + "\n"));
        assertFalse(choice.token().is(null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "correct-horse-battery-staple | rw-r--r-- | others than its owner and group may read or change it;"
                        + " chmod 600",
                "correct-horse-battery-staple | rw-rw---- | others than its owner and group may read or change it",
                "\"\"                         | rw------- | it is empty; openssl rand -hex 32 makes a good token",
                "short                        | rw------- | a token of 5 characters can be guessed, and 16 are the"
                        + " fewest",
                "two words of some length     | rw------- | a token is one word of ASCII characters"
            })
    void shouldSayWhyItIsOfNoUse(String text, String permissions, String why) throws IOException {
        Path file = file(text, permissions);

        TokenChoice choice = TokenChoice.in(file, warnings::add);

        assertTrue(choice.isWanted(), "nobody is let in for it");
        assertNull(choice.token());
        assertEquals(1, warnings.size(), warnings.toString());
        assertTrue(warnings.getFirst().startsWith("token=" + file + " is no use: " + why), warnings.getFirst());
        assertTrue(warnings.getFirst().endsWith("; until then only /metrics is served"), warnings.getFirst());
    }

    @Test
    void shouldSayThatThereIsNoFile() {
        Path file = directory.resolve("nowhere");

        assertNull(TokenChoice.in(file, warnings::add).token());
        assertTrue(warnings.getFirst().contains("there is no such file"), warnings.getFirst());
    }

    @Test
    void shouldNotTellTheSecretToALog() {
        assertFalse(new TokenChoice(true, SECRET).toString().contains(SECRET));
    }

    private Path file(String text, String permissions) throws IOException {
        Path file = Files.writeString(directory.resolve("token"), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
