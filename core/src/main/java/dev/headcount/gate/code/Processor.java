package dev.headcount.gate.code;

import java.util.Optional;

/** The processors that there is an encoder for. */
public enum Processor {
    X86_64("x86_64", "amd64") {
        @Override
        Encoder encoder(Program program, long dataDistance) {
            return new X86Encoder(program, dataDistance);
        }
    },
    AARCH64("aarch64", "aarch64") {
        @Override
        Encoder encoder(Program program, long dataDistance) {
            return new ArmEncoder(program, dataDistance);
        }
    };

    private final String commonName;
    private final String javaName;

    Processor(String commonName, String javaName) {
        this.commonName = commonName;
        this.javaName = javaName;
    }

    abstract Encoder encoder(Program program, long dataDistance);

    /**
     * The program as machine code.
     *
     * @param dataDistance from the first byte of the code to the first byte of its data
     */
    public MachineCode encode(Program program, long dataDistance) {
        return encoder(program, dataDistance).encode();
    }

    /** What {@code uname -m} calls it. */
    public String commonName() {
        return commonName;
    }

    /** This machine's; empty where it is an unknown one. */
    public static Optional<Processor> here() {
        return ofJava(System.getProperty("os.arch"));
    }

    static Optional<Processor> ofJava(String name) {
        for (Processor processor : values()) {
            if (processor.javaName.equals(name)) {
                return Optional.of(processor);
            }
        }
        return Optional.empty();
    }

    /** By the name that {@code uname -m} or Java has for it. */
    public static Optional<Processor> named(String name) {
        for (Processor processor : values()) {
            if (processor.commonName.equals(name) || processor.javaName.equals(name)) {
                return Optional.of(processor);
            }
        }
        return Optional.empty();
    }
}
