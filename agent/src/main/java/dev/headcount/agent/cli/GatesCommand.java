package dev.headcount.agent.cli;

import dev.headcount.gate.GateListing;
import dev.headcount.gate.allocator.NativeAllocators;
import dev.headcount.gate.code.Processor;
import dev.headcount.gate.code.Program;
import dev.headcount.gate.stack.NativeStacks;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code gates [--arch PROCESSOR]}: lists the code that the agent generates. */
final class GatesCommand {

    private static final String ARCH = "--arch";

    private GatesCommand() {}

    static int run(PrintStream out, PrintStream err, List<String> arguments) {
        if (arguments.isEmpty()) {
            return Processor.here()
                    .map(processor -> list(out, processor))
                    .orElseGet(() -> unknown(err, System.getProperty("os.arch")));
        }
        if (!arguments.getFirst().equals(ARCH) || arguments.size() > 2) {
            return Main.refuse(err, arguments.getFirst().equals(ARCH) ? arguments.get(2) : arguments.getFirst());
        }
        String name = arguments.size() == 2 ? arguments.get(1) : "";
        Optional<Processor> processor = Processor.named(name);
        return processor.isPresent() ? list(out, processor.get()) : unknown(err, name);
    }

    private static int list(PrintStream out, Processor processor) {
        List<Program> further = new ArrayList<>(NativeAllocators.programs());
        further.add(NativeStacks.program());
        return Main.print(out, GateListing.of(processor, further));
    }

    private static int unknown(PrintStream err, String name) {
        err.println("headcount: no gates for processor '" + name + "': --arch takes x86_64 or aarch64");
        return Main.MISUSED;
    }
}
