package dev.headcount.gate.code;

import java.util.stream.Collectors;

/** How a program is written for GNU as. */
abstract class Notation {

    private final String start;
    private final long dataDistance;

    /** @param start the label that the program begins with */
    Notation(String start, long dataDistance) {
        this.start = start;
        this.dataDistance = dataDistance;
    }

    static Notation of(Processor processor, String start, long dataDistance) {
        return switch (processor) {
            case X86_64 -> new X86Notation(start, dataDistance);
            case AARCH64 -> new ArmNotation(start, dataDistance);
        };
    }

    final String text(Program program) {
        return program.lines().stream()
                .map(line -> text(line.operation()) + "\n")
                .collect(Collectors.joining());
    }

    abstract String text(Operation operation);

    final String place(Label label) {
        return start + "_" + label;
    }

    final String place(Word word) {
        return "%s + (%d)".formatted(start, dataDistance + word.offset());
    }
}
