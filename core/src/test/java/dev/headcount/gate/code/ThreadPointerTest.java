package dev.headcount.gate.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** That threads differ in it is {@link ThreadsTest}'s. */
@ParameterizedClass
@EnumSource
class ThreadPointerTest extends OnEveryMachine {

    @Test
    void shouldBeTheSameAgainAndAgain() {
        LoadedPrograms loaded = machine.load(ThreadsTest.THREAD_POINTER);
        long pointer = loaded.call(ThreadsTest.THREAD_POINTER);
        assertNotEquals(0, pointer);
        assertEquals(pointer, loaded.call(ThreadsTest.THREAD_POINTER));
    }

    @Test
    void shouldBeTheSameInEveryRegister() {
        for (Register register : Register.values()) {
            Program program = Program.named("thread pointer, by " + register)
                    .enter()
                    .threadPointer(register)
                    .move(Register.A1, register)
                    .threadPointer(Register.T1)
                    .subtract(Register.A1, Register.T1)
                    .move(Register.RESULT, Register.A1)
                    .leaveAndReturn()
                    .build();
            assertEquals(0, call(program), program.name());
        }
    }
}
