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
 * x86-64, with the calling convention of System V. Source: Intel's Software Developer's Manual, volume 2.
 *
 * <pre>
 *  a0..a5  rdi rsi rdx rcx r8 r9      result  rax      t0 t1  r10 r11      s0..s3  rbx r12 r13 r14
 * </pre>
 */
final class X86Encoder extends Encoder {

    private static final int RBX = 3;
    private static final int R12 = 12;
    private static final int R13 = 13;
    private static final int R14 = 14;

    private static final int WIDE = 0x48; // REX.W: operands of 64 bits
    private static final int RIP_RELATIVE = 0x05; // ModRM: mod 0, rm 5

    // Numbers of an instruction in the reg field of its ModRM byte.
    private static final int ADD = 0;
    private static final int SHL = 4;
    private static final int SHR = 5;
    private static final int COMPARE = 7;
    private static final int CALL = 2;
    private static final int JUMP = 4;

    private static final int OVERFLOW = 0x0;

    X86Encoder(Program program, long dataDistance) {
        super(program, dataDistance);
    }

    private static int number(Register register) {
        return switch (register) {
            case A0 -> 7;
            case A1 -> 6;
            case A2 -> 2;
            case A3 -> 1;
            case A4 -> 8;
            case A5 -> 9;
            case RESULT -> 0;
            case T0 -> 10;
            case T1 -> 11;
            case S0 -> RBX;
            case S1 -> R12;
            case S2 -> R13;
            case S3 -> R14;
        };
    }

    private static int number(Condition condition) {
        return switch (condition) {
            case EQUAL -> 0x4;
            case NOT_EQUAL -> 0x5;
            case LESS -> 0xC;
            case GREATER -> 0xF;
            case BELOW -> 0x2;
            case ABOVE -> 0x7;
        };
    }

    @Override
    void instructions(Operation operation) {
        switch (operation) {
            case Entry _ -> emit(0xF3, 0x0F, 0x1E, 0xFA); // endbr64
            case Enter _ -> emit(0x53, 0x41, 0x54, 0x41, 0x55, 0x41, 0x56, WIDE, 0x83, 0xEC, 8); // push …; sub $8, %rsp
            case Leave _ -> emit(WIDE, 0x83, 0xC4, 8, 0x41, 0x5E, 0x41, 0x5D, 0x41, 0x5C, 0x5B);
            case Return _ -> emit(0xC3);
            case Set(Register to, long value) -> set(number(to), value);
            case Move(Register to, Register from) -> between(0x89, from, to);
            case SignExtend(Register register) -> between(0x63, register, register); // movslq
            case Load load -> load(load);
            case Store store -> store(store);
            case LoadWord(Register to, Word word) -> withWord(0x8B, to, word);
            case StoreWord(Register from, Word word) -> withWord(0x89, from, word);
            case Address(Register to, Word word) -> withWord(0x8D, to, word); // lea
            case Add(Register to, Register from) -> between(0x01, from, to);
            case Subtract(Register to, Register from) -> between(0x29, from, to);
            case AddConstant(Register to, int value) -> withConstant(ADD, number(to), value);
            case ShiftLeft(Register register, int bits) -> shift(SHL, number(register), bits);
            case ShiftRight(Register register, int bits) -> shift(SHR, number(register), bits);
            case Multiply(Register to, Register from, Label overflow) -> {
                emit(WIDE | number(to) >> 3 << 2 | number(from) >> 3, 0x0F, 0xAF, direct(number(to), number(from)));
                jumpIf(OVERFLOW, overflow);
            }
            case Branch(Register left, Condition condition, Register right, Label target) -> {
                between(0x39, right, left); // cmp
                jumpIf(number(condition), target);
            }
            case BranchConstant(Register left, Condition condition, int right, Label target) -> {
                withConstant(COMPARE, number(left), right);
                jumpIf(number(condition), target);
            }
            case Call(Word function) -> through(CALL, function);
            case JumpThrough(Word function) -> through(JUMP, function);
            case Mark _, Jump _ -> throw new IllegalArgumentException(operation.toString());
        }
    }

    @Override
    void jump(Label target) {
        emit(0xE9);
        referTo(target);
        emitInt(0);
    }

    private void jumpIf(int condition, Label target) {
        emit(0x0F, 0x80 | condition);
        referTo(target);
        emitInt(0);
    }

    @Override
    int resolved(int bytes, int at, int target) {
        return target - (at + Integer.BYTES);
    }

    private void set(int to, long value) {
        if (value == (value & 0xffff_ffffL)) { // mov to a half register clears the other half
            prefix(0x40, 0, to);
            emit(0xB8 | (to & 7));
            emitInt((int) value);
        } else {
            emit(WIDE | to >> 3, 0xB8 | (to & 7));
            emitLong(value);
        }
    }

    /** One register in the reg field, one in the rm field. */
    private void between(int opcode, Register reg, Register rm) {
        int first = opcode == 0x63 ? number(rm) : number(reg);
        emit(WIDE | first >> 3 << 2 | number(rm) >> 3, opcode, direct(first, number(rm)));
    }

    private void withConstant(int instruction, int register, int value) {
        if (value == (byte) value) {
            emit(WIDE | register >> 3, 0x83, direct(instruction, register), value);
        } else if (register == 0) { // rax has a short form
            emit(WIDE, instruction << 3 | 5);
            emitInt(value);
        } else {
            emit(WIDE | register >> 3, 0x81, direct(instruction, register));
            emitInt(value);
        }
    }

    private void shift(int instruction, int register, int bits) {
        if (bits == 1) {
            emit(WIDE | register >> 3, 0xD1, direct(instruction, register));
        } else {
            emit(WIDE | register >> 3, 0xC1, direct(instruction, register), bits);
        }
    }

    private void load(Load load) {
        int to = number(load.to());
        int base = number(load.base());
        switch (load.width()) {
            case U64 -> emit(WIDE | to >> 3 << 2 | base >> 3, 0x8B);
            case U32 -> {
                prefix(0x40, to, base);
                emit(0x8B);
            }
            case U16 -> {
                prefix(0x40, to, base);
                emit(0x0F, 0xB7);
            }
            case U8 -> {
                prefix(0x40, to, base);
                emit(0x0F, 0xB6);
            }
        }
        place(to, base, load.offset());
    }

    private void store(Store store) {
        int from = number(store.from());
        int base = number(store.base());
        switch (store.width()) {
            case U64 -> emit(WIDE | from >> 3 << 2 | base >> 3, 0x89);
            case U32 -> {
                prefix(0x40, from, base);
                emit(0x89);
            }
            case U16 -> {
                emit(0x66);
                prefix(0x40, from, base);
                emit(0x89);
            }
            case U8 -> {
                if (from >= 4 && from < 8) { // without a prefix these would be ah, ch, dh and bh
                    emit(0x40 | base >> 3);
                } else {
                    prefix(0x40, from, base);
                }
                emit(0x88);
            }
        }
        place(from, base, store.offset());
    }

    /** A REX prefix for registers above 7, where there is one. */
    private void prefix(int rex, int reg, int rm) {
        int bits = reg >> 3 << 2 | rm >> 3;
        if (bits != 0) {
            emit(rex | bits);
        }
    }

    private static int direct(int reg, int rm) {
        return 0xC0 | (reg & 7) << 3 | (rm & 7);
    }

    /** ModRM and what follows it, for memory at a register and an offset. */
    private void place(int reg, int base, int offset) {
        boolean small = offset == (byte) offset;
        boolean none = offset == 0 && (base & 7) != 5; // 5 without an offset means rip
        int mod = none ? 0 : small ? 0x40 : 0x80;
        emit(mod | (reg & 7) << 3 | (base & 7));
        if ((base & 7) == 4) {
            emit(0x24); // SIB: no index
        }
        if (!none) {
            if (small) {
                emit(offset);
            } else {
                emitInt(offset);
            }
        }
    }

    private void withWord(int opcode, Register register, Word word) {
        int reg = number(register);
        emit(WIDE | reg >> 3 << 2, opcode, (reg & 7) << 3 | RIP_RELATIVE);
        emitDistance(word);
    }

    private void through(int instruction, Word function) {
        emit(0xFF, instruction << 3 | RIP_RELATIVE);
        emitDistance(function);
    }

    private void emitDistance(Word word) {
        emitInt(distanceTo(word) - Integer.BYTES); // from the end of the instruction
    }
}
