package dev.headcount.agent.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class OptionsPageTest {

    @Test
    void shouldBeInStepWithTheTable() throws IOException {
        Path page = docs().resolve("options.md");
        if (Boolean.getBoolean("headcount.docs.write")) {
            Files.writeString(page, OptionsPage.markdown());
        }
        assertEquals(
                OptionsPage.markdown(),
                Files.exists(page) ? Files.readString(page) : "",
                "docs/options.md is not what the table of options says; to write it anew:"
                        + " mvn test -pl agent -am -Dheadcount.docs.write=true");
    }

    @ParameterizedTest
    @FieldSource("dev.headcount.agent.options.OptionsPage#EXAMPLES")
    void shouldShowExamplesThatWork(OptionsPage.Example example) {
        String withoutConfig = example.argument().replaceFirst("^config=[^,]*,", "");
        assertEquals(List.of(), OptionsParser.parse(withoutConfig, Map.of()).problems());
    }

    @Test
    void shouldShowAConfigFileThatWorks(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("headcount.properties"), OptionsPage.CONFIG_EXAMPLE);
        ParsedOptions parsed = OptionsParser.parse("config=" + file, Map.of());
        assertEquals(List.of(), parsed.problems());
        assertEquals(
                List.of("acme_set_allocator(malloc, realloc, free)", "zeta_hooks(_, malloc, free)"),
                parsed.options().installers());
    }

    /** The folder of the project, from wherever in it the test is run. */
    private static Path docs() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve("docs"))) {
            folder = folder.getParent();
        }
        assertTrue(folder != null, "no folder docs here or above");
        return folder.resolve("docs");
    }
}
