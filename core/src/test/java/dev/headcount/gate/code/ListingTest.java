package dev.headcount.gate.code;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ListingTest {

    private static final Label TOO_LARGE = new Label("too large");
    private static final Word MALLOC = Word.at("malloc", 0);

    private static final Program CALLOC = Program.named("void *calloc(size_t count, size_t bytes)")
            .multiply(Register.A0, Register.A1, TOO_LARGE)
            .jumpThrough(MALLOC)
            .because("zeroed by the kernel")
            .mark(TOO_LARGE)
            .set(Register.RESULT, 0x1234_5678_9abc_def0L)
            .returns()
            .build();

    @Test
    void shouldShowTheBytesBesideTheOperations() {
        assertEquals("""
            void *calloc(size_t count, size_t bytes)
              0000  f3 0f 1e fa               entry
              0004  48 0f af fe 0f 80 06 00   a0 *= a1, too large: too large
              000c  00 00
              000e  ff 25 ec 0f 00 00         go on in malloc                    ; zeroed by the kernel
                  too large:
              0014  48 b8 f0 de bc 9a 78 56   result = 1311768467463790320
              001c  34 12
              001e  c3                        return
            """, Processor.X86_64.encode(CALLOC, 4096).listing());
    }

    @Test
    void shouldShowWhatTheSameOperationsAreOnAnotherProcessor() {
        assertEquals("""
            void *calloc(size_t count, size_t bytes)
              0000  5f 24 03 d5               entry
              0004  11 7c c1 9b 00 7c 01 9b   a0 *= a1, too large: too large
              000c  31 fe 40 aa 71 00 00 b5
              0014  70 7f 00 58 00 02 1f d6   go on in malloc                    ; zeroed by the kernel
                  too large:
              001c  00 de 9b d2 80 57 b3 f2   result = 1311768467463790320
              0024  00 cf ca f2 80 46 e2 f2
              002c  c0 03 5f d6               return
            """, Processor.AARCH64.encode(CALLOC, 4096).listing());
    }
}
