package dev.headcount.gate.code;

/** What a program can do: some thirty operations that both processors have in one to four instructions. */
public sealed interface Operation {

    /** Where a function may be entered: a landing pad for indirect calls. */
    record Entry() implements Operation {
        @Override
        public String toString() {
            return "entry";
        }
    }

    /** Saves the first one to four of the kept registers and aligns the stack; once, before the first call. */
    record Enter(int kept) implements Operation {
        @Override
        public String toString() {
            return "save " + keptRegisters(kept);
        }
    }

    /** Undoes an {@link Enter} of as many registers. */
    record Leave(int kept) implements Operation {
        @Override
        public String toString() {
            return "restore " + keptRegisters(kept);
        }
    }

    record Return() implements Operation {
        @Override
        public String toString() {
            return "return";
        }
    }

    record Set(Register to, long value) implements Operation {
        @Override
        public String toString() {
            return to + " = " + value;
        }
    }

    record Move(Register to, Register from) implements Operation {
        @Override
        public String toString() {
            return to + " = " + from;
        }
    }

    /** A number that no other living thread has: the address of the C library's block for this thread. */
    record ThreadPointer(Register to) implements Operation {
        @Override
        public String toString() {
            return to + " = thread pointer";
        }
    }

    /** Where the caller keeps its frame: what it was called with, as long as the program has not {@link Enter entered}. */
    record FramePointer(Register to) implements Operation {
        @Override
        public String toString() {
            return to + " = frame pointer";
        }
    }

    /** How far the stack has come down. */
    record StackPointer(Register to) implements Operation {
        @Override
        public String toString() {
            return to + " = stack pointer";
        }
    }

    /** Makes the low 32 bits, an {@code int} of C, a number of 64 bits. */
    record SignExtend(Register register) implements Operation {
        @Override
        public String toString() {
            return register + " = (int) " + register;
        }
    }

    record Load(Register to, Register base, int offset, Width width) implements Operation {
        @Override
        public String toString() {
            return to + " = " + width + place(base, offset);
        }
    }

    record Store(Register from, Register base, int offset, Width width) implements Operation {
        @Override
        public String toString() {
            return width + place(base, offset) + " = " + from;
        }
    }

    record LoadWord(Register to, Word word) implements Operation {
        @Override
        public String toString() {
            return to + " = " + word;
        }
    }

    record StoreWord(Register from, Word word) implements Operation {
        @Override
        public String toString() {
            return word + " = " + from;
        }
    }

    /** The address of a word. */
    record Address(Register to, Word word) implements Operation {
        @Override
        public String toString() {
            return to + " = address of " + word;
        }
    }

    record Add(Register to, Register from) implements Operation {
        @Override
        public String toString() {
            return to + " += " + from;
        }
    }

    /** Adds a number from -4095 to 4095. */
    record AddConstant(Register to, int value) implements Operation {
        @Override
        public String toString() {
            return value < 0 ? to + " -= " + -(long) value : to + " += " + value;
        }
    }

    record Subtract(Register to, Register from) implements Operation {
        @Override
        public String toString() {
            return to + " -= " + from;
        }
    }

    record And(Register to, Register from) implements Operation {
        @Override
        public String toString() {
            return to + " &= " + from;
        }
    }

    record ExclusiveOr(Register to, Register from) implements Operation {
        @Override
        public String toString() {
            return to + " ^= " + from;
        }
    }

    /** The index of the highest bit that is set, from 0; of a number that is not 0. */
    record HighestBit(Register to, Register from) implements Operation {
        @Override
        public String toString() {
            return to + " = highest bit of " + from;
        }
    }

    /** Adds to a u64 in memory, as three steps: for a word that nobody else writes. */
    record AddTo(Register base, int offset, Register from) implements Operation {
        @Override
        public String toString() {
            return Width.U64 + place(base, offset) + " += " + from;
        }
    }

    /** Adds one to a u64 in memory, as three steps: for a word that nobody else writes. */
    record Increment(Register base, int offset) implements Operation {
        @Override
        public String toString() {
            return Width.U64 + place(base, offset) + " += 1";
        }
    }

    /** Swaps a register and the u64 at {@code base} in one step; what comes after it happens after it. */
    record Exchange(Register register, Register base) implements Operation {
        @Override
        public String toString() {
            return register + " <-> " + Width.U64 + place(base, 0);
        }
    }

    /** What was loaded and stored before happens before what is stored after, for every observer. */
    record Release() implements Operation {
        @Override
        public String toString() {
            return "release";
        }
    }

    /** By 1 to 63 bits, zeros from the right. */
    record ShiftLeft(Register register, int bits) implements Operation {
        @Override
        public String toString() {
            return register + " <<= " + bits;
        }
    }

    /** By 1 to 63 bits, zeros from the left. */
    record ShiftRight(Register register, int bits) implements Operation {
        @Override
        public String toString() {
            return register + " >>>= " + bits;
        }
    }

    /** Multiplies two numbers that are not negative; goes to the label if the product has more than 63 bits. */
    record Multiply(Register to, Register from, Label overflow) implements Operation {
        @Override
        public String toString() {
            return to + " *= " + from + ", too large: " + overflow;
        }
    }

    /** The low 64 bits of the product. */
    record MultiplyLow(Register to, Register from) implements Operation {
        @Override
        public String toString() {
            return to + " *= " + from;
        }
    }

    record Branch(Register left, Condition condition, Register right, Label target) implements Operation {
        @Override
        public String toString() {
            return "if " + left + " " + condition.sign + " " + right + ": " + target;
        }
    }

    /** Compares with a number from 0 to 4095. */
    record BranchConstant(Register left, Condition condition, int right, Label target) implements Operation {
        @Override
        public String toString() {
            return "if " + left + " " + condition.sign + " " + right + ": " + target;
        }
    }

    record Mark(Label label) implements Operation {
        @Override
        public String toString() {
            return label + ":";
        }
    }

    record Jump(Label target) implements Operation {
        @Override
        public String toString() {
            return "go to " + target;
        }
    }

    /** Calls the function whose address is in the word; the arguments are in place. */
    record Call(Word function) implements Operation {
        @Override
        public String toString() {
            return "call " + function;
        }
    }

    /** Goes to the function whose address is in the word, which returns to our caller. */
    record JumpThrough(Word function) implements Operation {
        @Override
        public String toString() {
            return "go on in " + function;
        }
    }

    private static String keptRegisters(int kept) {
        return kept == 1 ? "s0" : "s0..s" + (kept - 1);
    }

    private static String place(Register base, int offset) {
        return offset < 0 ? "[" + base + " - " + -(long) offset + "]" : "[" + base + " + " + offset + "]";
    }
}
