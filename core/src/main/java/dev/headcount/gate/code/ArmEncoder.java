package dev.headcount.gate.code;

import dev.headcount.gate.code.Operation.Add;
import dev.headcount.gate.code.Operation.AddConstant;
import dev.headcount.gate.code.Operation.Address;
import dev.headcount.gate.code.Operation.Branch;
import dev.headcount.gate.code.Operation.BranchConstant;
import dev.headcount.gate.code.Operation.Call;
import dev.headcount.gate.code.Operation.Enter;
import dev.headcount.gate.code.Operation.Entry;
import dev.headcount.gate.code.Operation.Jump;
import dev.headcount.gate.code.Operation.JumpThrough;
import dev.headcount.gate.code.Operation.Leave;
import dev.headcount.gate.code.Operation.Load;
import dev.headcount.gate.code.Operation.LoadWord;
import dev.headcount.gate.code.Operation.Mark;
import dev.headcount.gate.code.Operation.Move;
import dev.headcount.gate.code.Operation.Multiply;
import dev.headcount.gate.code.Operation.Return;
import dev.headcount.gate.code.Operation.Set;
import dev.headcount.gate.code.Operation.ShiftLeft;
import dev.headcount.gate.code.Operation.ShiftRight;
import dev.headcount.gate.code.Operation.SignExtend;
import dev.headcount.gate.code.Operation.Store;
import dev.headcount.gate.code.Operation.StoreWord;
import dev.headcount.gate.code.Operation.Subtract;

/**
 * aarch64, with the calling convention of its System V ABI. Source: the Arm Architecture Reference Manual for A-profile,
 * chapter C6.
 *
 * <pre>
 *  a0..a5  x0..x5      result  x0      t0 t1  x9 x10      s0..s3  x19..x22      for the encoder  x16 x17
 * </pre>
 *
 * Every instruction is one int. Indirect calls go through x16, which a landing pad for calls accepts for jumps too.
 */
final class ArmEncoder extends Encoder {

    private static final int X16 = 16;
    private static final int X17 = 17;
    private static final int ZERO = 31;

    private static final int BRANCH = 0x14000000;

    private static final int[] SAVE = {
        0xA9BD7BFD, // stp x29, x30, [sp, #-48]!
        0x910003FD, // mov x29, sp
        0xA90153F3, // stp x19, x20, [sp, #16]
        0xA9025BF5, // stp x21, x22, [sp, #32]
    };

    private static final int[] RESTORE = {
        0xA94153F3, // ldp x19, x20, [sp, #16]
        0xA9425BF5, // ldp x21, x22, [sp, #32]
        0xA8C37BFD, // ldp x29, x30, [sp], #48
    };

    ArmEncoder(Program program, long dataDistance) {
        super(program, dataDistance);
    }

    private static int number(Register register) {
        return switch (register) {
            case A0, RESULT -> 0;
            case A1 -> 1;
            case A2 -> 2;
            case A3 -> 3;
            case A4 -> 4;
            case A5 -> 5;
            case T0 -> 9;
            case T1 -> 10;
            case S0 -> 19;
            case S1 -> 20;
            case S2 -> 21;
            case S3 -> 22;
        };
    }

    private static int number(Condition condition) {
        return switch (condition) {
            case EQUAL -> 0;
            case NOT_EQUAL -> 1;
            case LESS -> 11;
            case GREATER -> 12;
            case BELOW -> 3;
            case ABOVE -> 8;
        };
    }

    @Override
    void instructions(Operation operation) {
        switch (operation) {
            case Entry _ -> emitInt(0xD503245F); // bti c
            case Enter _ -> emitAll(SAVE);
            case Leave _ -> emitAll(RESTORE);
            case Return _ -> emitInt(0xD65F03C0);
            case Set(Register to, long value) -> set(number(to), value);
            case Move(Register to, Register from) ->
                three(0xAA0003E0, number(to), 0, number(from)); // orr to, xzr, from
            case SignExtend(Register register) -> three(0x93407C00, number(register), number(register), 0); // sxtw
            case Load load -> load(load);
            case Store store -> store(store);
            case LoadWord(Register to, Word word) -> literal(number(to), word);
            case StoreWord(Register from, Word word) -> {
                address(X16, word);
                three(0xF9000000, number(from), X16, 0); // str
            }
            case Address(Register to, Word word) -> address(number(to), word);
            case Add(Register to, Register from) -> three(0x8B000000, number(to), number(to), number(from));
            case Subtract(Register to, Register from) -> three(0xCB000000, number(to), number(to), number(from));
            case AddConstant add -> addConstant(add);
            case ShiftLeft(Register register, int bits) -> // ubfm
                three(0xD3400000 | (64 - bits) << 16 | (63 - bits) << 10, number(register), number(register), 0);
            case ShiftRight(Register register, int bits) -> // ubfm
                three(0xD340FC00 | bits << 16, number(register), number(register), 0);
            case Multiply multiply -> multiply(number(multiply.to()), number(multiply.from()), multiply.overflow());
            case Branch(Register left, Condition condition, Register right, Label target) -> {
                three(0xEB000000, ZERO, number(left), number(right)); // cmp
                branchIf(condition, target);
            }
            case BranchConstant(Register left, Condition condition, int right, Label target) -> {
                three(0xF1000000 | right << 10, ZERO, number(left), 0); // cmp
                branchIf(condition, target);
            }
            case Call(Word function) -> {
                literal(X16, function);
                emitInt(0xD63F0000 | X16 << 5); // blr
            }
            case JumpThrough(Word function) -> {
                literal(X16, function);
                emitInt(0xD61F0000 | X16 << 5); // br
            }
            case Mark _, Jump _ -> throw new IllegalArgumentException(operation.toString());
        }
    }

    /** An instruction with its registers: the result, the first and the second operand. */
    private void three(int instruction, int to, int first, int second) {
        emitInt(instruction | second << 16 | first << 5 | to);
    }

    private void emitAll(int[] instructions) {
        for (int instruction : instructions) {
            emitInt(instruction);
        }
    }

    @Override
    void jump(Label target) {
        referTo(target);
        emitInt(BRANCH);
    }

    private void branchIf(Condition condition, Label target) {
        referTo(target);
        emitInt(0x54000000 | number(condition));
    }

    @Override
    int resolved(int instruction, int at, int target) {
        int words = (target - at) / Integer.BYTES;
        return instruction == BRANCH ? instruction | (words & 0x3ffffff) : instruction | (words & 0x7ffff) << 5;
    }

    /** Sixteen bits at a time: movz, then movk for what is not zero. */
    private void set(int to, long value) {
        boolean begun = false;
        for (int part = 0; part < 4; part++) {
            int bits = (int) (value >>> (16 * part)) & 0xffff;
            if (bits != 0) {
                emitInt((begun ? 0xF2800000 : 0xD2800000) | part << 21 | bits << 5 | to);
                begun = true;
            }
        }
        if (!begun) {
            emitInt(0xD2800000 | to);
        }
    }

    private void addConstant(AddConstant add) {
        int to = number(add.to());
        int amount = Math.abs(add.value());
        three((add.value() < 0 ? 0xD1000000 : 0x91000000) | amount << 10, to, to, 0);
    }

    /** Numbers that are not negative: the product has 63 bits if the high half and the highest bit of the low are 0. */
    private void multiply(int to, int from, Label overflow) {
        three(0x9BC07C00, X17, to, from); // umulh
        three(0x9B007C00, to, to, from); // mul
        three(0xAA40FC00, X17, X17, to); // orr x17, x17, to, lsr #63
        referTo(overflow);
        emitInt(0xB5000000 | X17); // cbnz
    }

    private void load(Load load) {
        memory(0x38400000, load.width(), load.offset(), load.to(), load.base());
    }

    private void store(Store store) {
        memory(0x38000000, store.width(), store.offset(), store.from(), store.base());
    }

    /** The offset counts in widths from 0 up, or in bytes with a sign. */
    private void memory(int instruction, Width width, int offset, Register moved, Register base) {
        int sized = instruction | Integer.numberOfTrailingZeros(width.bytes) << 30;
        int place = Limits.isElement(offset, width) ? 1 << 24 | (offset / width.bytes) << 10 : (offset & 0x1ff) << 12;
        three(sized | place, number(moved), number(base), 0);
    }

    private void literal(int to, Word word) {
        int words = distanceTo(word) / Integer.BYTES;
        emitInt(0x58000000 | (words & 0x7ffff) << 5 | to); // ldr to, word
    }

    private void address(int to, Word word) {
        int distance = distanceTo(word);
        emitInt(0x10000000 | (distance & 3) << 29 | (distance >> 2 & 0x7ffff) << 5 | to); // adr
    }
}
