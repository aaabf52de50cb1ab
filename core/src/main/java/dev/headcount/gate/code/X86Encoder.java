package dev.headcount.gate.code;

import static dev.headcount.gate.code.X86Operands.low;
import static dev.headcount.gate.code.X86Operands.memory;
import static dev.headcount.gate.code.X86Operands.number;
import static dev.headcount.gate.code.X86Operands.registers;
import static dev.headcount.gate.code.X86Operands.relative;

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
import java.util.List;

/**
 * x86-64, with the calling convention of System V. Source: Intel's Software Developer's Manual, volume 2.
 *
 * <pre>
 *  a0..a5  rdi rsi rdx rcx r8 r9      result  rax      t0 t1  r10 r11      s0..s3  rbx r12 r13 r14
 * </pre>
 */
final class X86Encoder extends Encoder {

    private static final List<Register> KEPT = List.of(Register.S0, Register.S1, Register.S2, Register.S3);

    private static final int REX = 0x40;
    private static final int WIDE = 0x48; // REX.W: operands of 64 bits

    // Numbers of an instruction in the reg field of its ModRM byte.
    private static final int ADD = 0;
    private static final int SHL = 4;
    private static final int SHR = 5;
    private static final int COMPARE = 7;
    private static final int CALL = 2;
    private static final int JUMP = 4;

    private static final int OVERFLOW = 0x0;
    private static final int RSP = 4;
    private static final int RBP = 5;

    X86Encoder(Program program, long dataDistance) {
        super(program, dataDistance);
    }

    private static int conditionNumber(Condition condition) {
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
            case Enter(int kept) -> enter(kept);
            case Leave(int kept) -> leave(kept);
            case Return _ -> emit(0xC3);
            case Set(Register to, long value) -> set(number(to), value);
            case Move(Register to, Register from) -> wide(registers(from, to), 0x89);
            case ThreadPointer(Register to) -> threadPointer(number(to));
            case FramePointer(Register to) -> wide(registers(RBP, to), 0x89);
            case StackPointer(Register to) -> wide(registers(RSP, to), 0x89);
            case SignExtend(Register register) -> wide(registers(register, register), 0x63); // movslq
            case Load(Register to, Register base, int offset, Width width) -> load(width, memory(to, base, offset));
            case Store(Register from, Register base, int offset, Width width) ->
                store(width, memory(from, base, offset));
            case LoadWord(Register to, Word word) -> withWord(0x8B, to, word);
            case StoreWord(Register from, Word word) -> withWord(0x89, from, word);
            case Address(Register to, Word word) -> withWord(0x8D, to, word); // lea
            case Add(Register to, Register from) -> wide(registers(from, to), 0x01);
            case Subtract(Register to, Register from) -> wide(registers(from, to), 0x29);
            case And(Register to, Register from) -> wide(registers(from, to), 0x21);
            case ExclusiveOr(Register to, Register from) -> wide(registers(from, to), 0x31);
            case HighestBit(Register to, Register from) -> wide(registers(to, from), 0x0F, 0xBD); // bsr
            case MultiplyLow(Register to, Register from) -> wide(registers(to, from), 0x0F, 0xAF); // imul
            case AddTo(Register base, int offset, Register from) -> wide(memory(from, base, offset), 0x01);
            case Increment(Register base, int offset) -> {
                wide(memory(ADD, base, offset), 0x83);
                emit(1);
            }
            case Exchange(Register register, Register base) -> wide(memory(register, base, 0), 0x87);
            case Release _ -> {} // stores are never seen in another order, nor before an earlier load
            case AddConstant(Register to, int value) -> withConstant(ADD, to, value);
            case ShiftLeft(Register register, int bits) -> shift(SHL, register, bits);
            case ShiftRight(Register register, int bits) -> shift(SHR, register, bits);
            case Multiply(Register to, Register from, Label overflow) -> {
                wide(registers(to, from), 0x0F, 0xAF); // imul
                jumpIf(OVERFLOW, overflow);
            }
            case Branch(Register left, Condition condition, Register right, Label target) -> {
                wide(registers(right, left), 0x39); // cmp
                jumpIf(conditionNumber(condition), target);
            }
            case BranchConstant(Register left, Condition condition, int right, Label target) -> {
                withConstant(COMPARE, left, right);
                jumpIf(conditionNumber(condition), target);
            }
            case Call(Word function) -> through(CALL, function);
            case JumpThrough(Word function) -> through(JUMP, function);
            case Mark _, Jump _ -> throw new IllegalArgumentException(operation.toString());
        }
    }

    /** An instruction on 64 bits. */
    private void wide(X86Operands operands, int... opcode) {
        emit(WIDE | operands.high());
        emit(opcode);
        operands.emitTo(this);
    }

    /** An instruction on as many bits as its opcode says. */
    private void narrow(X86Operands operands, int... opcode) {
        prefix(operands.high());
        emit(opcode);
        operands.emitTo(this);
    }

    /** REX, where a register needs it. */
    private void prefix(int high) {
        if (high != 0) {
            emit(REX | high);
        }
    }

    /** Pushes as many, then what makes the stack pointer a multiple of 16 again. */
    private void enter(int kept) {
        for (Register register : KEPT.subList(0, kept)) {
            withLowBits(0x50, number(register)); // push
        }
        if (kept % 2 == 0) {
            emit(WIDE, 0x83, 0xEC, 8); // sub $8, %rsp
        }
    }

    private void leave(int kept) {
        if (kept % 2 == 0) {
            emit(WIDE, 0x83, 0xC4, 8); // add $8, %rsp
        }
        for (Register register : KEPT.subList(0, kept).reversed()) {
            withLowBits(0x58, number(register)); // pop
        }
    }

    /** An instruction whose register is in its opcode. */
    private void withLowBits(int opcode, int register) {
        prefix(register >> 3);
        emit(opcode | low(register));
    }

    /** mov %fs:0: the System V ABI for x86-64, "Thread-Local Storage". */
    private void threadPointer(int to) {
        emit(0x64, WIDE | to >> 3 << 2, 0x8B, low(to) << 3 | 4, 0x25);
        emitInt(0);
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
            withLowBits(0xB8, to);
            emitInt((int) value);
        } else {
            emit(WIDE | to >> 3, 0xB8 | low(to));
            emitLong(value);
        }
    }

    private void withConstant(int instruction, Register register, int value) {
        if (value == (byte) value) {
            wide(registers(instruction, register), 0x83);
            emit(value);
        } else if (register == Register.RESULT) { // rax has a short form
            emit(WIDE, instruction << 3 | 5);
            emitInt(value);
        } else {
            wide(registers(instruction, register), 0x81);
            emitInt(value);
        }
    }

    private void shift(int instruction, Register register, int bits) {
        if (bits == 1) {
            wide(registers(instruction, register), 0xD1);
        } else {
            wide(registers(instruction, register), 0xC1);
            emit(bits);
        }
    }

    private void load(Width width, X86Operands operands) {
        switch (width) {
            case U64 -> wide(operands, 0x8B);
            case U32 -> narrow(operands, 0x8B);
            case U16 -> narrow(operands, 0x0F, 0xB7);
            case U8 -> narrow(operands, 0x0F, 0xB6);
        }
    }

    private void store(Width width, X86Operands operands) {
        switch (width) {
            case U64 -> wide(operands, 0x89);
            case U32 -> narrow(operands, 0x89);
            case U16 -> {
                emit(0x66);
                narrow(operands, 0x89);
            }
            case U8 -> storeByte(operands);
        }
    }

    private void storeByte(X86Operands operands) {
        if (operands.high() == 0 && operands.reg() >= 4) { // without a prefix these would be ah, ch, dh and bh
            emit(REX);
        }
        narrow(operands, 0x88);
    }

    private void withWord(int opcode, Register register, Word word) {
        wide(relative(number(register)), opcode);
        emitDistance(word);
    }

    private void through(int instruction, Word function) {
        narrow(relative(instruction), 0xFF);
        emitDistance(function);
    }

    private void emitDistance(Word word) {
        emitInt(distanceTo(word) - Integer.BYTES); // from the end of the instruction
    }
}
