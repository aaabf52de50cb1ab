package dev.headcount.gate.code;

import dev.headcount.memory.Memory;

/** A program, encoded. */
public final class MachineCode {

    private final Program program;
    private final byte[] bytes;
    private final int[] offsets;

    MachineCode(Program program, byte[] bytes, int[] offsets) {
        this.program = program;
        this.bytes = bytes;
        this.offsets = offsets;
    }

    public int length() {
        return bytes.length;
    }

    byte[] bytes() {
        return bytes.clone();
    }

    public void copyTo(long address) {
        for (int i = 0; i < bytes.length; i++) {
            Memory.setByte(address + i, bytes[i]);
        }
    }

    /** The bytes of each operation beside what they do. */
    public String listing() {
        StringBuilder listing = new StringBuilder(program.name()).append('\n');
        for (int i = 0; i < program.lines().size(); i++) {
            Program.Line line = program.lines().get(i);
            if (line.operation() instanceof Operation.Mark) {
                listing.append("      ").append(line.operation()).append('\n');
                continue;
            }
            int end = i + 1 < offsets.length ? offsets[i + 1] : bytes.length;
            line(listing, line, offsets[i], end);
        }
        return listing.toString();
    }

    private static final int BYTES_A_ROW = 8;

    private void line(StringBuilder listing, Program.Line line, int start, int end) {
        for (int from = start; from < end; from += BYTES_A_ROW) {
            StringBuilder hex = new StringBuilder();
            for (int i = from; i < Math.min(end, from + BYTES_A_ROW); i++) {
                hex.append(String.format("%02x ", bytes[i]));
            }
            String row = from == start
                    ? String.format("  %04x  %-25s %-34s %s", from, hex, line.operation(), comment(line))
                    : String.format("  %04x  %s", from, hex);
            listing.append(row.stripTrailing()).append('\n');
        }
    }

    private static String comment(Program.Line line) {
        return line.comment().isEmpty() ? "" : "; " + line.comment();
    }
}
