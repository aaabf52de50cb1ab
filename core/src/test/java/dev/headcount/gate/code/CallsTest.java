package dev.headcount.gate.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.headcount.memory.Pages;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that call functions, and are called by others. */
@ParameterizedClass
@EnumSource
class CallsTest extends OnEveryMachine {

    private static final Word FUNCTION = Word.at("function", 0);
    private static final Word NUMBER = Word.at("number", 1);
    private static final List<Register> KEPT = List.of(Register.S0, Register.S1, Register.S2, Register.S3);

    @Test
    void shouldCallTheCLibraryAndKeepItsRegisters() {
        Program program = Program.named("kept and strlen")
                .enter()
                .move(Register.S0, Register.A0)
                .move(Register.S1, Register.A1)
                .move(Register.S2, Register.A2)
                .move(Register.S3, Register.A3)
                .call(FUNCTION)
                .add(Register.S0, Register.RESULT)
                .move(Register.A0, Register.S1)
                .call(FUNCTION)
                .move(Register.T0, Register.RESULT)
                .shiftLeft(Register.T0, 8)
                .add(Register.T0, Register.S0)
                .add(Register.T0, Register.S2)
                .add(Register.T0, Register.S3)
                .move(Register.RESULT, Register.T0)
                .leaveAndReturn()
                .build();
        long seven = string("seven c");
        long none = string("");
        LoadedPrograms loaded = machine.load(program).bind(FUNCTION, "strlen");
        assertEquals(seven + 7 + 1000 + 99, loaded.call(program, seven, none, 1000, 99));
        assertEquals(none + (7 << 8) + 1000 + 99, loaded.call(program, none, seven, 1000, 99));
    }

    /** A caller that uses some kept registers calls a function that overwrites some and gives them back. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void shouldGiveKeptRegistersBackToTheCaller(int kept) {
        for (int overwritten = 1; overwritten <= KEPT.size(); overwritten++) {
            Program callee = overwriting(overwritten);
            Program caller = summing(kept);
            LoadedPrograms loaded = machine.load(callee, caller).bind(FUNCTION, callee);
            assertEquals(0x0101_0101 & -1 >>> (Integer.SIZE - 8 * kept), loaded.call(caller), callee.name());
        }
    }

    private static Program overwriting(int kept) {
        Program.Builder program = Program.named("void overwrite" + kept + "()").enter(kept);
        for (Register register : KEPT.subList(0, kept)) {
            program.set(register, -1);
        }
        return program.leaveAndReturn().build();
    }

    private static Program summing(int kept) {
        Program.Builder program =
                Program.named("1 << 0 | 1 << 8 | … of " + kept).enter(kept);
        for (int i = 0; i < kept; i++) {
            program.set(KEPT.get(i), 1 << (8 * i));
        }
        program.call(FUNCTION).set(Register.T0, 0);
        for (int i = 0; i < kept; i++) {
            program.add(Register.T0, KEPT.get(i));
        }
        return program.move(Register.RESULT, Register.T0).leaveAndReturn().build();
    }

    @Test
    void shouldHandArgumentsOnToACFunction() {
        Program program = Program.named("snprintf")
                .enter()
                .call(FUNCTION)
                .signExtend(Register.RESULT)
                .leaveAndReturn()
                .build();
        long text = machine.map(Pages.BYTES);
        long format = string("%ld %ld %ld");
        LoadedPrograms loaded = machine.load(program).bind(FUNCTION, "snprintf");
        assertEquals(7, loaded.call(program, text, 64, format, 7, -8, 99));
        assertEquals("7 -8 99", string(text));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void shouldCallWithTheStackAligned(int kept) {
        Program program = Program.named("how far the stack is from a multiple of 16 in a function called from here")
                .enter(kept)
                .call(FUNCTION)
                .leaveAndReturn()
                .build();
        LoadedPrograms loaded = machine.load(program).set(FUNCTION, misalignment());
        assertEquals(0, loaded.call(program));
    }

    /** By hand: no program can name the stack pointer. */
    private long misalignment() {
        byte[] code = HexFormat.of()
                .parseHex(
                        switch (machine.processor()) {
                            case X86_64 -> "488d442408" + "83e00f" + "c3"; // lea 8(%rsp), %rax; and $15, %eax; ret
                            case AARCH64 -> "e0030091" + "000c4092" + "c0035fd6"; // mov x0, sp; and x0, x0, #15; ret
                        });
        long address = machine.map(Pages.BYTES);
        for (int i = 0; i < code.length; i++) {
            machine.store(address + i, Width.U8, code[i] & 0xff);
        }
        machine.makeExecutable(address, Pages.BYTES);
        return address;
    }

    @Test
    void shouldGoOnInAFunctionThatReturnsToTheCaller() {
        Program inner = Program.named("strlen(s + 1)")
                .add(Register.A0, 1)
                .jumpThrough(FUNCTION)
                .build();
        Program outer = Program.named("strlen(s + 1) + 1000")
                .enter()
                .call(NUMBER)
                .add(Register.RESULT, 1000)
                .leaveAndReturn()
                .build();
        LoadedPrograms loaded =
                machine.load(inner, outer).bind(FUNCTION, "strlen").bind(NUMBER, inner);
        long text = string("seven c");
        assertEquals(6, loaded.call(inner, text));
        assertEquals(1006, loaded.call(outer, text));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void shouldLeaveAndGoOnInAFunction(int kept) {
        Program program = Program.named("strlen(s + strlen(s) - 3)")
                .enter(kept)
                .move(Register.S0, Register.A0)
                .call(FUNCTION)
                .add(Register.S0, Register.RESULT)
                .move(Register.A0, Register.S0)
                .add(Register.A0, -3)
                .leave()
                .jumpThrough(FUNCTION)
                .build();
        LoadedPrograms loaded = machine.load(program).bind(FUNCTION, "strlen");
        assertEquals(3, loaded.call(program, string("seven c")));
    }

    private long string(String text) {
        long address = machine.map(Pages.BYTES);
        assertNotEquals(0, address);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            machine.store(address + i, Width.U8, bytes[i]);
        }
        return address;
    }

    private String string(long address) {
        StringBuilder text = new StringBuilder();
        for (long at = address; machine.load(at, Width.U8) != 0; at++) {
            text.append((char) machine.load(at, Width.U8));
        }
        return text.toString();
    }
}
