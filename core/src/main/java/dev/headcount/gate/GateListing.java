package dev.headcount.gate;

import dev.headcount.gate.code.Processor;
import dev.headcount.gate.code.Program;
import java.util.ArrayList;
import java.util.List;

/** All generated code, for people: each operation beside its bytes. */
public final class GateListing {

    private GateListing() {}

    /**
     * The programs that serve functions of the shapes of the C standard.
     *
     * @param further programs to list after them
     */
    public static String of(Processor processor, List<Program> further) {
        List<Program> programs = new ArrayList<>(List.of(Gate.programs()));
        for (Role role : Role.values()) {
            programs.add(Afterlife.of(FunctionShape.standard(role)));
        }
        programs.add(ExitGuard.handler());
        programs.add(ExitGuard.watchman());
        programs.addAll(further);
        StringBuilder listing = new StringBuilder();
        for (Program program : programs) {
            listing.append(listing.isEmpty() ? "" : "\n")
                    .append(processor.encode(program, CodePage.CODE_BYTES).listing());
        }
        return listing.toString();
    }
}
