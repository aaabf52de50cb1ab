package dev.headcount.gate.allocator;

import dev.headcount.gate.CodePage;
import dev.headcount.gate.code.Processor;
import dev.headcount.gate.code.Program;
import dev.headcount.gate.code.Word;
import java.util.List;
import java.util.Optional;

/** Programs in the memory of this process. */
record ProgramPage(List<Program> programs, CodePage page) implements Bookkeeping.Place {

    /** Empty where the system gives no memory, or does not let it be executed. */
    static Optional<ProgramPage> of(Processor processor, CodePage.Protection protection, List<Program> programs) {
        CodePage page = CodePage.of(processor, protection, programs.toArray(Program[]::new));
        return page == null ? Optional.empty() : Optional.of(new ProgramPage(programs, page));
    }

    @Override
    public long entry(Program program) {
        return page.entry(programs.indexOf(program));
    }

    @Override
    public void set(Word word, long value) {
        page.set(word, value);
    }
}
