package dev.headcount.gate.code;

import java.util.ArrayList;
import java.util.List;

/**
 * A function as a list of operations.
 *
 * @param name what it does, as the C declaration or in a few words
 */
public record Program(String name, List<Line> lines) {

    public Program {
        lines = List.copyOf(lines);
    }

    /**
     * An operation and what it is good for.
     *
     * @param comment empty where the operation says it all
     */
    record Line(Operation operation, String comment) {}

    /** Begins with the {@linkplain Operation.Entry entry}. */
    public static Builder named(String name) {
        return new Builder(name).add(new Operation.Entry());
    }

    /** Puts a program together, one operation a call, in the order they run. */
    public static final class Builder {

        private static final int ALL_KEPT = 4;

        private final String name;
        private final List<Line> lines = new ArrayList<>();
        private int kept;

        private Builder(String name) {
            this.name = name;
        }

        private Builder add(Operation operation) {
            lines.add(new Line(operation, ""));
            return this;
        }

        /** Says what the last operation is good for. */
        public Builder because(String comment) {
            lines.add(new Line(lines.removeLast().operation(), comment));
            return this;
        }

        /** Saves all of the kept registers. */
        public Builder enter() {
            return enter(ALL_KEPT);
        }

        /** Saves the first {@code registers} of the kept ones, at least one: the fewer, the cheaper. */
        public Builder enter(int registers) {
            kept = registers;
            return add(new Operation.Enter(registers));
        }

        /** Undoes {@link #enter}, and returns. */
        public Builder leaveAndReturn() {
            return leave().returns();
        }

        /** Undoes {@link #enter}, to go on elsewhere. */
        public Builder leave() {
            return add(new Operation.Leave(kept));
        }

        public Builder returns() {
            return add(new Operation.Return());
        }

        public Builder set(Register to, long value) {
            return add(new Operation.Set(to, value));
        }

        public Builder move(Register to, Register from) {
            return add(new Operation.Move(to, from));
        }

        public Builder threadPointer(Register to) {
            return add(new Operation.ThreadPointer(to));
        }

        public Builder framePointer(Register to) {
            return add(new Operation.FramePointer(to));
        }

        public Builder stackPointer(Register to) {
            return add(new Operation.StackPointer(to));
        }

        public Builder signExtend(Register register) {
            return add(new Operation.SignExtend(register));
        }

        public Builder load(Register to, Register base, int offset, Width width) {
            return add(new Operation.Load(to, base, offset, width));
        }

        public Builder store(Register from, Register base, int offset, Width width) {
            return add(new Operation.Store(from, base, offset, width));
        }

        public Builder load(Register to, Word word) {
            return add(new Operation.LoadWord(to, word));
        }

        public Builder store(Register from, Word word) {
            return add(new Operation.StoreWord(from, word));
        }

        public Builder address(Register to, Word word) {
            return add(new Operation.Address(to, word));
        }

        public Builder add(Register to, Register from) {
            return add(new Operation.Add(to, from));
        }

        public Builder add(Register to, int value) {
            return add(new Operation.AddConstant(to, value));
        }

        public Builder subtract(Register to, Register from) {
            return add(new Operation.Subtract(to, from));
        }

        public Builder and(Register to, Register from) {
            return add(new Operation.And(to, from));
        }

        public Builder exclusiveOr(Register to, Register from) {
            return add(new Operation.ExclusiveOr(to, from));
        }

        public Builder highestBit(Register to, Register from) {
            return add(new Operation.HighestBit(to, from));
        }

        public Builder addTo(Register base, int offset, Register from) {
            return add(new Operation.AddTo(base, offset, from));
        }

        public Builder increment(Register base, int offset) {
            return add(new Operation.Increment(base, offset));
        }

        public Builder exchange(Register register, Register base) {
            return add(new Operation.Exchange(register, base));
        }

        public Builder release() {
            return add(new Operation.Release());
        }

        public Builder shiftLeft(Register register, int bits) {
            return add(new Operation.ShiftLeft(register, bits));
        }

        public Builder shiftRight(Register register, int bits) {
            return add(new Operation.ShiftRight(register, bits));
        }

        public Builder multiply(Register to, Register from, Label overflow) {
            return add(new Operation.Multiply(to, from, overflow));
        }

        public Builder multiplyLow(Register to, Register from) {
            return add(new Operation.MultiplyLow(to, from));
        }

        public Builder branch(Register left, Condition condition, Register right, Label target) {
            return add(new Operation.Branch(left, condition, right, target));
        }

        public Builder branch(Register left, Condition condition, int right, Label target) {
            return add(new Operation.BranchConstant(left, condition, right, target));
        }

        public Builder mark(Label label) {
            return add(new Operation.Mark(label));
        }

        public Builder jump(Label target) {
            return add(new Operation.Jump(target));
        }

        public Builder call(Word function) {
            return add(new Operation.Call(function));
        }

        public Builder jumpThrough(Word function) {
            return add(new Operation.JumpThrough(function));
        }

        public Program build() {
            return new Program(name, lines);
        }
    }
}
