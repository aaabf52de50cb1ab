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

        private final String name;
        private final List<Line> lines = new ArrayList<>();

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

        public Builder enter() {
            return add(new Operation.Enter());
        }

        /** Undoes {@link #enter}, and returns. */
        public Builder leaveAndReturn() {
            return add(new Operation.Leave()).returns();
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

        public Builder shiftLeft(Register register, int bits) {
            return add(new Operation.ShiftLeft(register, bits));
        }

        public Builder shiftRight(Register register, int bits) {
            return add(new Operation.ShiftRight(register, bits));
        }

        public Builder multiply(Register to, Register from, Label overflow) {
            return add(new Operation.Multiply(to, from, overflow));
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
