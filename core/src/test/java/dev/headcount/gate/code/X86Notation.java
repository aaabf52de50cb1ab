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

/** In the syntax of AT&amp;T: the result comes last. */
final class X86Notation extends Notation {

    X86Notation(String start, long dataDistance) {
        super(start, dataDistance);
    }

    @Override
    String text(Operation operation) {
        return switch (operation) {
            case Entry _ -> "endbr64";
            case Enter(int kept) ->
                switch (kept) {
                    case 1 -> "push %rbx";
                    case 2 -> "push %rbx; push %r12; sub $8, %rsp";
                    case 3 -> "push %rbx; push %r12; push %r13";
                    case 4 -> "push %rbx; push %r12; push %r13; push %r14; sub $8, %rsp";
                    default -> throw new IllegalArgumentException(operation.toString());
                };
            case Leave(int kept) ->
                switch (kept) {
                    case 1 -> "pop %rbx";
                    case 2 -> "add $8, %rsp; pop %r12; pop %rbx";
                    case 3 -> "pop %r13; pop %r12; pop %rbx";
                    case 4 -> "add $8, %rsp; pop %r14; pop %r13; pop %r12; pop %rbx";
                    default -> throw new IllegalArgumentException(operation.toString());
                };
            case Return _ -> "ret";
            case Set(Register to, long value) ->
                value >= 0 && value <= 0xffff_ffffL
                        ? "movl $%d, %s".formatted(value, name(to, Width.U32))
                        : "movabsq $%d, %s".formatted(value, name(to));
            case Move(Register to, Register from) -> "movq %s, %s".formatted(name(from), name(to));
            case ThreadPointer(Register to) -> "movq %%fs:0, %s".formatted(name(to));
            case FramePointer(Register to) -> "movq %%rbp, %s".formatted(name(to));
            case StackPointer(Register to) -> "movq %%rsp, %s".formatted(name(to));
            case SignExtend(Register register) -> "movslq %s, %s".formatted(name(register, Width.U32), name(register));
            case Load(Register to, Register base, int offset, Width width) ->
                switch (width) {
                    case U8 -> "movzbl %d(%s), %s".formatted(offset, name(base), name(to, Width.U32));
                    case U16 -> "movzwl %d(%s), %s".formatted(offset, name(base), name(to, Width.U32));
                    case U32 -> "movl %d(%s), %s".formatted(offset, name(base), name(to, Width.U32));
                    case U64 -> "movq %d(%s), %s".formatted(offset, name(base), name(to));
                };
            case Store(Register from, Register base, int offset, Width width) ->
                "mov %s, %d(%s)".formatted(name(from, width), offset, name(base));
            case LoadWord(Register to, Word word) -> "movq %s(%%rip), %s".formatted(place(word), name(to));
            case StoreWord(Register from, Word word) -> "movq %s, %s(%%rip)".formatted(name(from), place(word));
            case Address(Register to, Word word) -> "leaq %s(%%rip), %s".formatted(place(word), name(to));
            case Add(Register to, Register from) -> "addq %s, %s".formatted(name(from), name(to));
            case AddConstant(Register to, int value) -> "addq $%d, %s".formatted(value, name(to));
            case Subtract(Register to, Register from) -> "subq %s, %s".formatted(name(from), name(to));
            case And(Register to, Register from) -> "andq %s, %s".formatted(name(from), name(to));
            case ExclusiveOr(Register to, Register from) -> "xorq %s, %s".formatted(name(from), name(to));
            case HighestBit(Register to, Register from) -> "bsrq %s, %s".formatted(name(from), name(to));
            case MultiplyLow(Register to, Register from) -> "imulq %s, %s".formatted(name(from), name(to));
            case AddTo(Register base, int offset, Register from) ->
                "addq %s, %d(%s)".formatted(name(from), offset, name(base));
            case Increment(Register base, int offset) -> "addq $1, %d(%s)".formatted(offset, name(base));
            case Exchange(Register register, Register base) -> "xchgq %s, (%s)".formatted(name(register), name(base));
            case Release _ -> "";
            case ShiftLeft(Register register, int bits) -> "shlq $%d, %s".formatted(bits, name(register));
            case ShiftRight(Register register, int bits) -> "shrq $%d, %s".formatted(bits, name(register));
            case Multiply(Register to, Register from, Label overflow) ->
                "imulq %s, %s; {disp32} jo %s".formatted(name(from), name(to), place(overflow));
            case Branch(Register left, Condition condition, Register right, Label target) ->
                "cmpq %s, %s; %s".formatted(name(right), name(left), jump(condition, target));
            case BranchConstant(Register left, Condition condition, int right, Label target) ->
                "cmpq $%d, %s; %s".formatted(right, name(left), jump(condition, target));
            case Mark(Label label) -> place(label) + ":";
            case Jump(Label target) -> "{disp32} jmp " + place(target);
            case Call(Word function) -> "call *%s(%%rip)".formatted(place(function));
            case JumpThrough(Word function) -> "jmp *%s(%%rip)".formatted(place(function));
        };
    }

    private String jump(Condition condition, Label target) {
        String name = switch (condition) {
            case EQUAL -> "je";
            case NOT_EQUAL -> "jne";
            case LESS -> "jl";
            case GREATER -> "jg";
            case BELOW -> "jb";
            case ABOVE -> "ja";
        };
        return "{disp32} %s %s".formatted(name, place(target));
    }

    private static String name(Register register) {
        return name(register, Width.U64);
    }

    private static String name(Register register, Width width) {
        return "%"
                + switch (register) {
                    case A0 -> one(width, "dil", "di", "edi", "rdi");
                    case A1 -> one(width, "sil", "si", "esi", "rsi");
                    case A2 -> one(width, "dl", "dx", "edx", "rdx");
                    case A3 -> one(width, "cl", "cx", "ecx", "rcx");
                    case A4 -> one(width, "r8b", "r8w", "r8d", "r8");
                    case A5 -> one(width, "r9b", "r9w", "r9d", "r9");
                    case RESULT -> one(width, "al", "ax", "eax", "rax");
                    case T0 -> one(width, "r10b", "r10w", "r10d", "r10");
                    case T1 -> one(width, "r11b", "r11w", "r11d", "r11");
                    case S0 -> one(width, "bl", "bx", "ebx", "rbx");
                    case S1 -> one(width, "r12b", "r12w", "r12d", "r12");
                    case S2 -> one(width, "r13b", "r13w", "r13d", "r13");
                    case S3 -> one(width, "r14b", "r14w", "r14d", "r14");
                };
    }

    private static String one(Width width, String u8, String u16, String u32, String u64) {
        return switch (width) {
            case U8 -> u8;
            case U16 -> u16;
            case U32 -> u32;
            case U64 -> u64;
        };
    }
}
