package dev.headcount.gate.code;

import dev.headcount.gate.code.Operation.Add;
import dev.headcount.gate.code.Operation.AddConstant;
import dev.headcount.gate.code.Operation.AddTo;
import dev.headcount.gate.code.Operation.Address;
import dev.headcount.gate.code.Operation.And;
import dev.headcount.gate.code.Operation.Branch;
import dev.headcount.gate.code.Operation.BranchConstant;
import dev.headcount.gate.code.Operation.Call;
import dev.headcount.gate.code.Operation.Enter;
import dev.headcount.gate.code.Operation.Entry;
import dev.headcount.gate.code.Operation.Exchange;
import dev.headcount.gate.code.Operation.ExclusiveOr;
import dev.headcount.gate.code.Operation.FramePointer;
import dev.headcount.gate.code.Operation.HighestBit;
import dev.headcount.gate.code.Operation.Increment;
import dev.headcount.gate.code.Operation.Jump;
import dev.headcount.gate.code.Operation.JumpThrough;
import dev.headcount.gate.code.Operation.Leave;
import dev.headcount.gate.code.Operation.Load;
import dev.headcount.gate.code.Operation.LoadWord;
import dev.headcount.gate.code.Operation.Mark;
import dev.headcount.gate.code.Operation.Move;
import dev.headcount.gate.code.Operation.Multiply;
import dev.headcount.gate.code.Operation.MultiplyLow;
import dev.headcount.gate.code.Operation.Release;
import dev.headcount.gate.code.Operation.Return;
import dev.headcount.gate.code.Operation.Set;
import dev.headcount.gate.code.Operation.ShiftLeft;
import dev.headcount.gate.code.Operation.ShiftRight;
import dev.headcount.gate.code.Operation.SignExtend;
import dev.headcount.gate.code.Operation.StackPointer;
import dev.headcount.gate.code.Operation.Store;
import dev.headcount.gate.code.Operation.StoreWord;
import dev.headcount.gate.code.Operation.Subtract;
import dev.headcount.gate.code.Operation.ThreadPointer;

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
    private static final int X29 = 29;
    private static final int ZERO = 31;

    private static final int BRANCH = 0x14000000;
    private static final int LDR = 0x38400000;
    private static final int STR = 0x38000000;

    private static final int KEPT_IN_TWO = 2; // pairs fit into 32 bytes of stack, four registers into 48

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
            case Enter(int kept) -> enter(kept);
            case Leave(int kept) -> leave(kept);
            case Return _ -> emitInt(0xD65F03C0);
            case Set(Register to, long value) -> set(number(to), value);
            case Move(Register to, Register from) ->
                three(0xAA0003E0, number(to), 0, number(from)); // orr to, xzr, from
            case ThreadPointer(Register to) -> emitInt(0xD53BD040 | number(to)); // mrs to, tpidr_el0
            case FramePointer(Register to) -> three(0xAA0003E0, number(to), 0, X29); // mov to, x29
            case StackPointer(Register to) -> emitInt(0x910003E0 | number(to)); // mov to, sp
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
            case And(Register to, Register from) -> three(0x8A000000, number(to), number(to), number(from));
            case ExclusiveOr(Register to, Register from) -> three(0xCA000000, number(to), number(to), number(from));
            case HighestBit(Register to, Register from) -> {
                three(0xDAC01000, number(to), number(from), 0); // clz
                three(0xD2401400, number(to), number(to), 0); // eor to, to, #63
            }
            case MultiplyLow(Register to, Register from) -> three(0x9B007C00, number(to), number(to), number(from));
            case AddTo(Register base, int offset, Register from) -> {
                memory(LDR, Width.U64, offset, X17, number(base));
                three(0x8B000000, X17, X17, number(from));
                memory(STR, Width.U64, offset, X17, number(base));
            }
            case Increment(Register base, int offset) -> {
                memory(LDR, Width.U64, offset, X17, number(base));
                three(0x91000400, X17, X17, 0); // add x17, x17, #1
                memory(STR, Width.U64, offset, X17, number(base));
            }
            case Exchange(Register register, Register base) -> exchange(number(register), number(base));
            case Release _ -> emitInt(0xD5033BBF); // dmb ish
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

    private void enter(int kept) {
        emitInt(kept > KEPT_IN_TWO ? 0xA9BD7BFD : 0xA9BE7BFD); // stp x29, x30, [sp, #-48]! or #-32
        emitInt(0x910003FD); // mov x29, sp
        kept(kept, 0xA90153F3, 0xA9025BF5, 0xF9000BF3, 0xF90013F5); // stp, stp, str, str
    }

    private void leave(int kept) {
        kept(kept, 0xA94153F3, 0xA9425BF5, 0xF9400BF3, 0xF94013F5); // ldp, ldp, ldr, ldr
        emitInt(kept > KEPT_IN_TWO ? 0xA8C37BFD : 0xA8C27BFD); // ldp x29, x30, [sp], #48 or #32
    }

    /** Moves x19 to x22 to or from the stack, in pairs as far as there are pairs. */
    private void kept(int kept, int firstPair, int secondPair, int first, int third) {
        emitInt(kept == 1 ? first : firstPair);
        if (kept > KEPT_IN_TWO) {
            emitInt(kept == KEPT_IN_TWO + 1 ? third : secondPair);
        }
    }

    /** Again and again until nobody came in between. */
    private void exchange(int register, int base) {
        three(0xC85FFC00, X17, base, 0); // ldaxr x17, [base]
        three(0xC8007C00, register, base, X16); // stxr w16, register, [base]
        emitInt(0x35FFFFC0 | X16); // cbnz w16, two instructions back
        three(0xAA0003E0, register, 0, X17); // mov register, x17
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
        memory(LDR, load.width(), load.offset(), number(load.to()), number(load.base()));
    }

    private void store(Store store) {
        memory(STR, store.width(), store.offset(), number(store.from()), number(store.base()));
    }

    /** The offset counts in widths from 0 up, or in bytes with a sign. */
    private void memory(int instruction, Width width, int offset, int moved, int base) {
        int sized = instruction | Integer.numberOfTrailingZeros(width.bytes) << 30;
        int place = Limits.isElement(offset, width) ? 1 << 24 | (offset / width.bytes) << 10 : (offset & 0x1ff) << 12;
        three(sized | place, moved, base, 0);
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
