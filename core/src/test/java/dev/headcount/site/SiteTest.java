package dev.headcount.site;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SiteTest {

    private static final StackTraceElement CALLER = new StackTraceElement("shop.Orders", "load", "Orders.java", 42);
    private static final StackTraceElement MAIN = new StackTraceElement("shop.Main", "main", "Main.java", 7);

    private static Site site(String function, StackTraceElement... stack) {
        return new Site(1, "sqlite3", function, null, List.of(stack));
    }

    @Test
    void shouldNameTheFunctionAndItsCaller() {
        assertEquals(
                "sqlite3_prepare_v2 from shop.Orders.load(Orders.java:42)",
                site("sqlite3_prepare_v2", CALLER, MAIN).describe());
    }

    @Test
    void shouldNotTakeTheBindingOfTheFunctionForItsCaller() {
        StackTraceElement binding = new StackTraceElement("shop.Sqlite", "sqlite3_step", "Sqlite.java", 900);
        assertEquals(
                Optional.of(CALLER), site("sqlite3_step", binding, CALLER, MAIN).caller());
        assertEquals(Optional.empty(), site("sqlite3_step", binding).caller());
    }

    @Test
    void shouldNotTakeTheJdkForTheCaller() {
        StackTraceElement stream = new StackTraceElement("java.util.ArrayList", "forEach", "ArrayList.java", 1604);
        StackTraceElement reflection = new StackTraceElement("jdk.internal.reflect.Accessor", "invoke", null, -1);
        assertEquals(
                Optional.of(MAIN),
                site("sqlite3_step", stream, reflection, MAIN).caller());
    }

    @Test
    void shouldNameTheFunctionAloneWherePathsAreOff() {
        assertEquals("sqlite3_step", site("sqlite3_step").describe());
        assertEquals(Optional.empty(), site("sqlite3_step").caller());
    }

    @Test
    void shouldNameTheNativeThread() {
        assertEquals("native thread uv-worker", new Site(1, "uv", null, "uv-worker", List.of()).describe());
        assertEquals(
                "uv_run on native thread uv-worker", new Site(1, "uv", "uv_run", "uv-worker", List.of()).describe());
    }

    @Test
    void shouldSayWhereNoCallWasSeen() {
        assertEquals(
                "a call that was not seen from shop.Orders.load(Orders.java:42)",
                site(null, CALLER).describe());
        assertEquals("a call that was not seen", site(null).describe());
    }

    @Test
    void shouldKeepFramesWithoutLoadersAndModules() {
        StackTraceElement frame = new StackTraceElement("app", "shop", "1.0", "shop.Main", "main", "Main.java", 7);
        assertEquals(List.of(MAIN), site("sqlite3_step", frame).stack());
    }
}
