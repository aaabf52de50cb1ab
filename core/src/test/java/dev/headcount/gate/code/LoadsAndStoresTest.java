package dev.headcount.gate.code;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headcount.memory.Pages;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Memory at an address, and the data of the program. */
@ParameterizedClass
@EnumSource
class LoadsAndStoresTest extends OnEveryMachine {

    private static final Word NUMBER = Word.at("number", 1);
    private static final Word LAST = Word.at("last", 8191);

    @ParameterizedTest
    @EnumSource
    void shouldLoadWithZerosAbove(Width width) {
        for (int offset : List.of(0, 8, -8, 96, -248, width.bytes * 511)) {
            Program program = Program.named("long load(void *)")
                    .load(Register.RESULT, Register.A0, offset, width)
                    .returns()
                    .build();
            long place = machine.map(Pages.BYTES) + 1024;
            machine.store(place + offset - 8, -1);
            machine.store(place + offset, 0xfedc_ba98_8765_c3a9L);
            machine.store(place + offset + 8, -1);
            assertEquals(0xfedc_ba98_8765_c3a9L & mask(width), call(program, place), () -> "at " + offset);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldStoreNoMoreThanTheWidth(Width width) {
        for (Register from : Register.values()) {
            if (from == Register.A0 || from.name().startsWith("S")) {
                continue; // the address; what the caller wants back
            }
            Program program = Program.named("void store(void *, long)")
                    .move(Register.T1, Register.A0)
                    .move(from, Register.A1)
                    .store(from, from == Register.T1 ? Register.A0 : Register.T1, -8, width)
                    .returns()
                    .build();
            long place = machine.map(Pages.BYTES) + 1024;
            call(program, place, 0xfedc_ba98_8765_c3a9L);
            assertEquals(0xfedc_ba98_8765_c3a9L & mask(width), machine.load(place - 8), from::toString);
            assertEquals(0, machine.load(place - 16));
            assertEquals(0, machine.load(place));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8, -8, 127, 96, -248, 32760})
    void shouldAddToMemory(int offset) {
        Program add = Program.named("void add(long *, long)")
                .addTo(Register.A0, offset, Register.A1)
                .returns()
                .build();
        Program increment = Program.named("void increment(long *)")
                .increment(Register.A0, offset)
                .returns()
                .build();
        LoadedPrograms loaded = machine.load(add, increment);
        long place = machine.map(Pages.BYTES) + 1024;
        long number = place + offset;
        for (long a : NUMBERS) {
            machine.store(number, a);
            loaded.call(increment, place);
            assertEquals(a + 1, machine.load(number), () -> a + " + 1");
            for (long b : NUMBERS) {
                machine.store(number, a);
                loaded.call(add, place, b);
                assertEquals(a + b, machine.load(number), () -> a + " + " + b);
            }
        }
        assertEquals(0, machine.load(number - 8));
        assertEquals(0, machine.load(number + 8), "a carry");
    }

    @Test
    void shouldAddAnAddressToWhatIsThere() {
        Program program = Program.named("void add(long *)")
                .addTo(Register.A0, 0, Register.A0)
                .returns()
                .build();
        long place = machine.map(Pages.BYTES);
        machine.store(place, 1999993);
        call(program, place);
        assertEquals(place + 1999993, machine.load(place));
    }

    @Test
    void shouldExchange() {
        Program program = Program.named("long exchange(long *, long)")
                .exchange(Register.A1, Register.A0)
                .move(Register.RESULT, Register.A1)
                .returns()
                .build();
        LoadedPrograms loaded = machine.load(program);
        long place = machine.map(Pages.BYTES) + 1024;
        long last = 0;
        for (long number : NUMBERS) {
            assertEquals(last, loaded.call(program, place, number));
            assertEquals(number, machine.load(place));
            last = number;
        }
        assertEquals(0, machine.load(place - 8));
        assertEquals(0, machine.load(place + 8));
    }

    @Test
    void shouldExchangeAnAddressAndWhatIsThere() {
        Program program = Program.named("long exchange(long *)")
                .exchange(Register.A0, Register.A0)
                .move(Register.RESULT, Register.A0)
                .returns()
                .build();
        long place = machine.map(Pages.BYTES);
        machine.store(place, FINGERPRINT);
        assertEquals(FINGERPRINT, call(program, place));
        assertEquals(place, machine.load(place));
    }

    private static long mask(Width width) {
        return -1L >>> (Long.SIZE - width.bytes * Byte.SIZE);
    }

    @Test
    void shouldShareData() {
        Program writer = Program.named("void write(long)")
                .store(Register.A0, NUMBER)
                .add(Register.A0, 1)
                .store(Register.A0, LAST)
                .returns()
                .build();
        Program reader = Program.named("long sum()")
                .load(Register.RESULT, NUMBER)
                .load(Register.T0, LAST)
                .add(Register.RESULT, Register.T0)
                .returns()
                .build();
        Program pointer = Program.named("long *number()")
                .address(Register.RESULT, NUMBER)
                .returns()
                .build();
        LoadedPrograms loaded = machine.load(writer, reader, pointer);
        loaded.call(writer, FINGERPRINT);
        assertEquals(FINGERPRINT, loaded.get(NUMBER));
        assertEquals(FINGERPRINT + 1, loaded.get(LAST));
        assertEquals(2 * FINGERPRINT + 1, loaded.call("long sum()"));
        assertEquals(loaded.address(NUMBER), loaded.call(pointer));
        loaded.set(NUMBER, 1);
        loaded.set(LAST, 2);
        assertEquals(3, loaded.call(reader));
    }
}
