package dev.headcount.gate.code;

import dev.headcount.gate.code.Operation.AddConstant;
import dev.headcount.gate.code.Operation.AddTo;
import dev.headcount.gate.code.Operation.BranchConstant;
import dev.headcount.gate.code.Operation.Enter;
import dev.headcount.gate.code.Operation.Increment;
import dev.headcount.gate.code.Operation.Leave;
import dev.headcount.gate.code.Operation.Load;
import dev.headcount.gate.code.Operation.ShiftLeft;
import dev.headcount.gate.code.Operation.ShiftRight;
import dev.headcount.gate.code.Operation.Store;

/**
 * The numbers that an operation may have. They are those of aarch64, and hold for every processor: a program that can be
 * encoded for one can be encoded for the other.
 */
final class Limits {

    private static final int MAX_CONSTANT = 4095; // 12 bits
    private static final int MAX_KEPT = 4;
    private static final int MAX_ELEMENT = 4095; // an offset in multiples of the width
    private static final int MIN_OFFSET = -256; // 9 bits with a sign, in bytes
    private static final int MAX_OFFSET = 255;

    private Limits() {}

    static boolean allow(Operation operation) {
        return switch (operation) {
            case AddConstant add -> add.value() >= -MAX_CONSTANT && add.value() <= MAX_CONSTANT;
            case BranchConstant branch -> branch.right() >= 0 && branch.right() <= MAX_CONSTANT;
            case ShiftLeft shift -> isShift(shift.bits());
            case ShiftRight shift -> isShift(shift.bits());
            case Enter enter -> isKept(enter.kept());
            case Leave leave -> isKept(leave.kept());
            case AddTo add -> isElement(add.offset(), Width.U64) || isNear(add.offset());
            case Increment increment -> isElement(increment.offset(), Width.U64) || isNear(increment.offset());
            case Load load -> isElement(load.offset(), load.width()) || isNear(load.offset());
            case Store store -> isElement(store.offset(), store.width()) || isNear(store.offset());
            default -> true;
        };
    }

    private static boolean isKept(int registers) {
        return registers > 0 && registers <= MAX_KEPT;
    }

    private static boolean isShift(int bits) {
        return bits > 0 && bits < Long.SIZE;
    }

    /** Whether aarch64 counts this offset in widths. */
    static boolean isElement(int offset, Width width) {
        return offset >= 0 && offset % width.bytes == 0 && offset / width.bytes <= MAX_ELEMENT;
    }

    private static boolean isNear(int offset) {
        return offset >= MIN_OFFSET && offset <= MAX_OFFSET;
    }
}
