package dev.headcount.agent.linker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.gate.NativeFunctions;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadedBeforeTest {

    private static final List<String> MAPS = List.of(
            "55d0a2e00000-55d0a2e01000 r-xp 00000000 fe:00 131           /usr/bin/java",
            "7f0010000000-7f0010001000 r--p 00000000 fe:00 262   /usr/lib/libuv.so.1.0.0",
            "7f0010001000-7f0010003000 r-xp 00001000 fe:00 262   /usr/lib/libuv.so.1.0.0",
            "7f0020000000-7f0020001000 r-xp 00000000 00:00 0",
            "7f0030000000-7f0030001000 r-xp 00000000 fe:00 263   /opt/acme corp/libacme.so (deleted)",
            "7ffc00000000-7ffc00002000 r-xp 00000000 00:00 0             [vdso]",
            "ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0     [vsyscall]");

    @Test
    void shouldKnowTheCodeOfFilesByItsAddress() {
        LoadedBefore before = LoadedBefore.parse(MAPS);

        assertTrue(before.contains(0x7f0010001000L));
        assertTrue(before.contains(0x7f0010002fffL));
        assertFalse(before.contains(0x7f0010003000L));
        assertFalse(before.contains(0x7f0010000000L), "no function is there");
        assertFalse(before.contains(0x7f0020000000L), "it is of no file");
    }

    @Test
    void shouldNameTheFiles() {
        assertEquals(
                List.of("/usr/bin/java", "/usr/lib/libuv.so.1.0.0", "/opt/acme corp/libacme.so (deleted)"),
                LoadedBefore.parse(MAPS).files());
    }

    @Test
    void shouldFindTheCLibraryInThisProcess() {
        assertTrue(LoadedBefore.now().contains(NativeFunctions.address("free")));
        assertFalse(LoadedBefore.NOTHING.contains(NativeFunctions.address("free")));
    }
}
