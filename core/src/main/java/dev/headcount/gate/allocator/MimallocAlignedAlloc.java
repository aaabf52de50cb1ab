package dev.headcount.gate.allocator;

import dev.headcount.gate.CodePage;
import dev.headcount.gate.code.Processor;
import dev.headcount.gate.code.Program;
import dev.headcount.gate.code.Register;
import dev.headcount.gate.code.Word;
import dev.headcount.memory.Pages;
import java.util.Optional;

/**
 * {@code aligned_alloc} for mimalloc by {@code mi_malloc_aligned_at(size, alignment, 0)}: mimalloc's own, in version 2.0.9, which
 * Debian 12 has, aligns blocks of 256, 512 and 1024 bytes to 128 only (https://github.com/microsoft/mimalloc/issues/700).
 */
final class MimallocAlignedAlloc {

    private static final Word MALLOC_ALIGNED_AT = Word.at("mi_malloc_aligned_at", 0);

    private MimallocAlignedAlloc() {}

    static Program program() {
        return Program.named("aligned_alloc(alignment, size), over mimalloc")
                .move(Register.T0, Register.A0)
                .move(Register.A0, Register.A1)
                .move(Register.A1, Register.T0)
                .set(Register.A2, 0)
                .jumpThrough(MALLOC_ALIGNED_AT)
                .build();
    }

    /** Its address; empty where no code can be made. */
    static Optional<Long> over(long mallocAlignedAt) {
        CodePage page = Processor.here()
                .map(processor -> CodePage.of(processor, Pages::makeExecutable, program()))
                .orElse(null);
        if (page == null) {
            return Optional.empty();
        }
        page.set(MALLOC_ALIGNED_AT, mallocAlignedAt);
        return Optional.of(page.entry(0));
    }
}
