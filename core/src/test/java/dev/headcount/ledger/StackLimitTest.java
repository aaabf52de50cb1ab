package dev.headcount.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headcount.memory.ThreadStack;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StackLimitTest {

    private static final long LOWEST = 0x7f00_0000_0000L;

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
        stack in KiB, page in KiB, above the lowest address in KiB
        8192,         4,           256
        1024,         4,           256
        400,          4,           200
        320,          4,           160
        180,          4,           160
        100,          4,           100
        1024,         64,          384
        """)
    void shouldLeaveRoomForHotSpotAndTheSearch(long stackKiB, long pageKiB, long limitKiB) {
        ThreadStack stack = new ThreadStack(LOWEST, stackKiB * 1024);
        assertEquals(LOWEST + limitKiB * 1024, StackLimit.of(stack, pageKiB * 1024));
    }
}
