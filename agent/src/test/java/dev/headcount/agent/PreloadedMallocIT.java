package dev.headcount.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.agent.apps.libraries.BlocksOfLibc;
import dev.headcount.agent.apps.libraries.Errand;
import dev.headcount.agent.fork.Ended;
import dev.headcount.agent.fork.ForkedApplication;
import dev.headcount.agent.fork.ReportText;
import dev.headcount.agent.fork.Required;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Applications whose malloc is not the C library's, but that of a library in {@code LD_PRELOAD}. */
class PreloadedMallocIT {

    @TempDir
    private Path directory;

    private ReportText run(String preloaded, ForkedApplication application) throws IOException {
        Path report = directory.resolve("report.txt");
        Ended ended = application
                .withOnly("http=0,report=" + report)
                .environment("LD_PRELOAD", preloaded)
                .run();
        assertEquals(0, ended.status(), ended::toString);
        assertEquals(List.of("done"), ended.out(), ended::toString);
        assertEquals(List.of(), ended.errOfOthers(), ended::toString);
        return ReportText.in(Files.readAllLines(report));
    }

    @ParameterizedTest
    @CsvSource({"libjemalloc.so.2, libjemalloc2", "libmimalloc.so.2.0, libmimalloc2.0"})
    void shouldSendBlocksThatAreNotOursToTheMallocOfTheProcess(String soname, String debianPackage) throws IOException {
        Required.library(Errand.UV.soname(), Errand.UV.debianPackage());
        Required.library(Errand.JANSSON.soname(), Errand.JANSSON.debianPackage());
        String preloaded = Required.library(soname, debianPackage);
        ReportText report = run(preloaded, ForkedApplication.of(BlocksOfLibc.class));
        assertEquals("0", report.library("jansson").get("live blocks"));
        assertTrue(report.says("none seen"), "no damage");
    }

    @ParameterizedTest
    @CsvSource({
        "libjemalloc.so.2, libjemalloc2, JANSSON",
        "libjemalloc.so.2, libjemalloc2, BSON",
        "libmimalloc.so.2.0, libmimalloc2.0, JANSSON",
        "libmimalloc.so.2.0, libmimalloc2.0, BSON"
    })
    void shouldTakeBlocksFromTheMallocOfTheProcess(String soname, String debianPackage, Errand errand)
            throws IOException {
        Required.library(errand.soname(), errand.debianPackage());
        String preloaded = Required.library(soname, debianPackage);
        ReportText report = run(preloaded, ForkedApplication.of(Errand.class, errand.name()));
        Map<String, String> figures = report.library(errand.library());
        assertEquals(figures.get("allocations"), figures.get("frees"));
        assertEquals("0", figures.get("live blocks"));
        assertTrue(report.says("- allocator: Headcount's own, over " + soname + "; header: size16"), report::toString);
    }
}
