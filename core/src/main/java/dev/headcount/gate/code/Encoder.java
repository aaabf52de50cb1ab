package dev.headcount.gate.code;

import dev.headcount.gate.code.Operation.Jump;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns a program into bytes: operation by operation, then the distances to labels, which are known only at the end.
 *
 * <p>The code runs wherever it is put: all it refers to by address is its data, at a fixed distance.
 */
abstract class Encoder {

    /** How far an instruction of aarch64 sees, in either direction. Data and labels have to be nearer. */
    static final int REACH_BYTES = 1 << 20;

    private final Program program;
    private final long dataDistance;
    private final ByteArrayOutputStream code = new ByteArrayOutputStream();
    private final Map<Label, Integer> labels = new HashMap<>();
    private final List<Reference> references = new ArrayList<>();

    /** A branch whose distance is still to be written: it is in the four bytes at {@code at}. */
    record Reference(int at, Label target) {}

    Encoder(Program program, long dataDistance) {
        this.program = program;
        this.dataDistance = dataDistance;
    }

    final MachineCode encode() {
        int[] offsets = new int[program.lines().size()];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = position();
            encode(program.lines().get(i).operation());
        }
        byte[] bytes = code.toByteArray();
        if (bytes.length >= REACH_BYTES) {
            throw new IllegalStateException(program.name() + " is too long: " + bytes.length + " bytes");
        }
        for (Reference reference : references) {
            Integer target = labels.get(reference.target());
            if (target == null) {
                throw new IllegalStateException(program.name() + " has no label " + reference.target());
            }
            setInt(bytes, reference.at(), resolved(getInt(bytes, reference.at()), reference.at(), target));
        }
        return new MachineCode(program, bytes, offsets);
    }

    private void encode(Operation operation) {
        if (!Limits.allow(operation)) {
            throw new IllegalArgumentException(program.name() + ": out of range: " + operation);
        }
        if (operation instanceof Operation.Mark(Label label)) {
            if (labels.put(label, position()) != null) {
                throw new IllegalStateException(program.name() + " has two labels " + label);
            }
        } else if (operation instanceof Jump(Label target)) {
            jump(target);
        } else {
            instructions(operation);
        }
    }

    abstract void instructions(Operation operation);

    abstract void jump(Label target);

    /** The four bytes of a reference, with the distance filled in. */
    abstract int resolved(int bytes, int at, int target);

    final int position() {
        return code.size();
    }

    /** From the next byte to a word of the data. */
    final int distanceTo(Word word) {
        long place = dataDistance + word.offset();
        long distance = place - position();
        if (place % Long.BYTES != 0) {
            throw new IllegalArgumentException(program.name() + ": not at a multiple of 8: " + word + ", at " + place);
        }
        if (distance < -REACH_BYTES || distance >= REACH_BYTES) {
            throw new IllegalArgumentException(program.name() + ": too far: " + word + ", at " + place);
        }
        return (int) distance;
    }

    final void emit(int... bytes) {
        for (int each : bytes) {
            code.write(each);
        }
    }

    final void emitInt(int value) {
        emit(value, value >> 8, value >> 16, value >> 24);
    }

    final void emitLong(long value) {
        emitInt((int) value);
        emitInt((int) (value >> 32));
    }

    /** To be called before the four bytes are emitted. */
    final void referTo(Label target) {
        references.add(new Reference(position(), target));
    }

    private static int getInt(byte[] bytes, int at) {
        return (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8 | (bytes[at + 2] & 0xff) << 16 | bytes[at + 3] << 24;
    }

    private static void setInt(byte[] bytes, int at, int value) {
        for (int i = 0; i < Integer.BYTES; i++) {
            bytes[at + i] = (byte) (value >> (8 * i));
        }
    }
}
