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

/** In the syntax of Arm: the result comes first. */
final class ArmNotation extends Notation {

    private static final int BITS = 16; // that movz and movk set at a time

    ArmNotation(String start, long dataDistance) {
        super(start, dataDistance);
    }

    @Override
    String text(Operation operation) {
        return switch (operation) {
            case Entry _ -> "bti c";
            case Enter(int kept) ->
                switch (kept) {
                    case 1 -> "stp x29, x30, [sp, #-32]!; mov x29, sp; str x19, [sp, #16]";
                    case 2 -> "stp x29, x30, [sp, #-32]!; mov x29, sp; stp x19, x20, [sp, #16]";
                    case 3 -> "stp x29, x30, [sp, #-48]!; mov x29, sp; stp x19, x20, [sp, #16]; str x21, [sp, #32]";
                    case 4 ->
                        "stp x29, x30, [sp, #-48]!; mov x29, sp; stp x19, x20, [sp, #16]; stp x21, x22, [sp, #32]";
                    default -> throw new IllegalArgumentException(operation.toString());
                };
            case Leave(int kept) ->
                switch (kept) {
                    case 1 -> "ldr x19, [sp, #16]; ldp x29, x30, [sp], #32";
                    case 2 -> "ldp x19, x20, [sp, #16]; ldp x29, x30, [sp], #32";
                    case 3 -> "ldp x19, x20, [sp, #16]; ldr x21, [sp, #32]; ldp x29, x30, [sp], #48";
                    case 4 -> "ldp x19, x20, [sp, #16]; ldp x21, x22, [sp, #32]; ldp x29, x30, [sp], #48";
                    default -> throw new IllegalArgumentException(operation.toString());
                };
            case Return _ -> "ret";
            case Set(Register to, long value) -> set(name(to), value);
            case Move(Register to, Register from) -> "mov %s, %s".formatted(name(to), name(from));
            case ThreadPointer(Register to) -> "mrs %s, tpidr_el0".formatted(name(to));
            case FramePointer(Register to) -> "mov %s, x29".formatted(name(to));
            case StackPointer(Register to) -> "mov %s, sp".formatted(name(to));
            case SignExtend(Register register) -> "sxtw %s, %s".formatted(name(register), half(register));
            case Load(Register to, Register base, int offset, Width width) ->
                switch (width) {
                    case U8 -> "ldrb %s, [%s, #%d]".formatted(half(to), name(base), offset);
                    case U16 -> "ldrh %s, [%s, #%d]".formatted(half(to), name(base), offset);
                    case U32 -> "ldr %s, [%s, #%d]".formatted(half(to), name(base), offset);
                    case U64 -> "ldr %s, [%s, #%d]".formatted(name(to), name(base), offset);
                };
            case Store(Register from, Register base, int offset, Width width) ->
                switch (width) {
                    case U8 -> "strb %s, [%s, #%d]".formatted(half(from), name(base), offset);
                    case U16 -> "strh %s, [%s, #%d]".formatted(half(from), name(base), offset);
                    case U32 -> "str %s, [%s, #%d]".formatted(half(from), name(base), offset);
                    case U64 -> "str %s, [%s, #%d]".formatted(name(from), name(base), offset);
                };
            case LoadWord(Register to, Word word) -> "ldr %s, %s".formatted(name(to), place(word));
            case StoreWord(Register from, Word word) -> "adr x16, %s; str %s, [x16]".formatted(place(word), name(from));
            case Address(Register to, Word word) -> "adr %s, %s".formatted(name(to), place(word));
            case Add(Register to, Register from) -> "add %1$s, %1$s, %2$s".formatted(name(to), name(from));
            case AddConstant(Register to, int value) ->
                "%1$s %2$s, %2$s, #%3$d".formatted(value < 0 ? "sub" : "add", name(to), Math.abs(value));
            case Subtract(Register to, Register from) -> "sub %1$s, %1$s, %2$s".formatted(name(to), name(from));
            case And(Register to, Register from) -> "and %1$s, %1$s, %2$s".formatted(name(to), name(from));
            case ExclusiveOr(Register to, Register from) -> "eor %1$s, %1$s, %2$s".formatted(name(to), name(from));
            case HighestBit(Register to, Register from) ->
                "clz %1$s, %2$s; eor %1$s, %1$s, #63".formatted(name(to), name(from));
            case MultiplyLow(Register to, Register from) -> "mul %1$s, %1$s, %2$s".formatted(name(to), name(from));
            case AddTo(Register base, int offset, Register from) ->
                "ldr x17, [%1$s, #%2$d]; add x17, x17, %3$s; str x17, [%1$s, #%2$d]"
                        .formatted(name(base), offset, name(from));
            case Increment(Register base, int offset) ->
                "ldr x17, [%1$s, #%2$d]; add x17, x17, #1; str x17, [%1$s, #%2$d]".formatted(name(base), offset);
            case Exchange(Register register, Register base) ->
                "0: ldaxr x17, [%2$s]; stxr w16, %1$s, [%2$s]; cbnz w16, 0b; mov %1$s, x17"
                        .formatted(name(register), name(base));
            case Release _ -> "dmb ish";
            case ShiftLeft(Register register, int bits) -> "lsl %1$s, %1$s, #%2$d".formatted(name(register), bits);
            case ShiftRight(Register register, int bits) -> "lsr %1$s, %1$s, #%2$d".formatted(name(register), bits);
            case Multiply(Register to, Register from, Label overflow) ->
                "umulh x17, %1$s, %2$s; mul %1$s, %1$s, %2$s; orr x17, x17, %1$s, lsr #63; cbnz x17, %3$s"
                        .formatted(name(to), name(from), place(overflow));
            case Branch(Register left, Condition condition, Register right, Label target) ->
                "cmp %s, %s; %s".formatted(name(left), name(right), jump(condition, target));
            case BranchConstant(Register left, Condition condition, int right, Label target) ->
                "cmp %s, #%d; %s".formatted(name(left), right, jump(condition, target));
            case Mark(Label label) -> place(label) + ":";
            case Jump(Label target) -> "b " + place(target);
            case Call(Word function) -> "ldr x16, %s; blr x16".formatted(place(function));
            case JumpThrough(Word function) -> "ldr x16, %s; br x16".formatted(place(function));
        };
    }

    /** 0x0004_0000_0000_0001, for instance, is {@code movz #1; movk #4, lsl #48}. */
    private static String set(String to, long value) {
        StringBuilder text = new StringBuilder();
        for (int shift = 0; shift < Long.SIZE; shift += BITS) {
            long part = value >>> shift & 0xffff;
            if (part != 0) {
                text.append(text.isEmpty() ? "movz" : "movk").append(" %s, #%d, lsl #%d;".formatted(to, part, shift));
            }
        }
        return text.isEmpty() ? "movz %s, #0".formatted(to) : text.toString();
    }

    private String jump(Condition condition, Label target) {
        String name = switch (condition) {
            case EQUAL -> "b.eq";
            case NOT_EQUAL -> "b.ne";
            case LESS -> "b.lt";
            case GREATER -> "b.gt";
            case BELOW -> "b.lo";
            case ABOVE -> "b.hi";
        };
        return "%s %s".formatted(name, place(target));
    }

    private static String name(Register register) {
        return "x" + number(register);
    }

    private static String half(Register register) {
        return "w" + number(register);
    }

    private static int number(Register register) {
        return switch (register) {
            case RESULT, A0 -> 0;
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
}
