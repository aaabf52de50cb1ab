package dev.headcount.gate.code;

import java.util.Locale;

/** The registers that a program may name, by what the calling convention does with them. */
public enum Register {
    /** The first argument, and what a call gets as its first; lost over a call. */
    A0,
    A1,
    A2,
    A3,
    A4,
    A5,
    /** What a call answered, and what the function answers. On aarch64 it is the same register as {@link #A0}. */
    RESULT,
    /** For a value that no call comes in between of. */
    T0,
    T1,
    /** Kept over calls; only between {@link Operation.Enter} and {@link Operation.Leave}. */
    S0,
    S1,
    S2,
    S3;

    private static final int ARGUMENTS = 6;

    /** The register of an argument, by its place. */
    public static Register argument(int index) {
        if (index < 0 || index >= ARGUMENTS) {
            throw new IllegalArgumentException("arguments 0 to 5 are in registers, index=" + index);
        }
        return values()[index];
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
