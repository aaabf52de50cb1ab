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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Every operation, against the bytes that GNU as makes of the instructions we mean. */
@ParameterizedClass
@EnumSource
class EncoderTest extends AgainstGnuAssembler {

    @Test
    void shouldEnterAndLeave() {
        agree(Stream.of(new Entry(), new Return()));
        agree(IntStream.rangeClosed(1, 4)
                .boxed()
                .flatMap(kept -> Stream.<Operation>of(new Enter(kept), new Leave(kept))));
    }

    @Test
    void shouldKnowTheThread() {
        agree(registers(register -> Stream.of(new ThreadPointer(register))));
    }

    @Test
    void shouldKnowTheFrameOfTheCaller() {
        agree(registers(register -> Stream.of(new FramePointer(register))));
    }

    @Test
    void shouldKnowHowFarTheStackHasCome() {
        agree(registers(register -> Stream.of(new StackPointer(register))));
    }

    @Test
    void shouldSetConstants() {
        agree(registers(register -> LongStream.of(
                        0,
                        1,
                        -1,
                        127,
                        128,
                        0xffff,
                        0x10000,
                        0x7fff_ffffL,
                        0x8000_0000L,
                        0xffff_ffffL,
                        1L << 32,
                        -128,
                        Integer.MIN_VALUE,
                        Long.MIN_VALUE,
                        Long.MAX_VALUE,
                        0xffff_0000_0000_0000L,
                        0x0001_0000_ffff_0000L,
                        0x1234_5678_9abc_def0L)
                .mapToObj(value -> new Set(register, value))));
    }

    @Test
    void shouldMoveBetweenRegisters() {
        agree(pairs((to, from) -> Stream.of(new Move(to, from))));
    }

    @Test
    void shouldAddAndSubtract() {
        agree(pairs((to, from) -> Stream.of(new Add(to, from), new Subtract(to, from))));
    }

    @Test
    void shouldCombineBits() {
        agree(pairs((to, from) -> Stream.of(new And(to, from), new ExclusiveOr(to, from))));
    }

    @Test
    void shouldFindTheHighestBit() {
        agree(pairs((to, from) -> Stream.of(new HighestBit(to, from))));
    }

    @Test
    void shouldMultiplyWithoutALabel() {
        agree(pairs((to, from) -> Stream.of(new MultiplyLow(to, from))));
    }

    @Test
    void shouldAddConstants() {
        agree(registers(to -> IntStream.of(0, 1, 8, 127, 128, 255, 256, 4095)
                .flatMap(amount -> IntStream.of(amount, -amount))
                .mapToObj(amount -> new AddConstant(to, amount))));
    }

    @Test
    void shouldShift() {
        agree(registers(register -> IntStream.range(1, Long.SIZE)
                .mapToObj(bits -> Stream.<Operation>of(new ShiftLeft(register, bits), new ShiftRight(register, bits)))
                .flatMap(Function.identity())));
    }

    @Test
    void shouldSignExtend() {
        agree(registers(register -> Stream.of(new SignExtend(register))));
    }

    @Test
    void shouldLoad() {
        agree(places((width, offset) -> pairs((to, base) -> Stream.of(new Load(to, base, offset, width)))));
    }

    @Test
    void shouldStore() {
        agree(places((width, offset) -> pairs((from, base) -> Stream.of(new Store(from, base, offset, width)))));
    }

    @Test
    void shouldAddToMemory() {
        agree(places(Width.U64, offset -> pairs((base, from) -> Stream.of(new AddTo(base, offset, from)))));
    }

    @Test
    void shouldIncrementMemory() {
        agree(places(Width.U64, offset -> registers(base -> Stream.of(new Increment(base, offset)))));
    }

    @Test
    void shouldExchange() {
        agree(pairs((register, base) -> Stream.of(new Exchange(register, base))));
    }

    @Test
    void shouldRelease() {
        agree(Stream.of(new Release()));
    }

    @Test
    void shouldReachTheData() {
        List<Piece> pieces = new ArrayList<>();
        for (long distance : new long[] {8, 16, 4096, 65536, (1 << 20) - 808, -8, -4096, 64 - (1 << 20)}) {
            for (Word word : List.of(Word.at("first", 0), Word.at("second", 1), Word.at("hundredth", 99))) {
                registers(register -> Stream.of(
                                new LoadWord(register, word),
                                new StoreWord(register, word),
                                new Address(register, word)))
                        .forEach(operation -> pieces.add(new Piece(program(operation), distance)));
                pieces.add(new Piece(program(new Call(word)), distance));
                pieces.add(new Piece(program(new JumpThrough(word)), distance));
            }
        }
        agree(pieces);
    }

    @Test
    void shouldReachTheDataFromEveryPlaceInTheCode() {
        Word word = Word.at("word", 3);
        agree(List.of(new Piece(
                program(
                        new Entry(),
                        new LoadWord(Register.T0, word),
                        new Return(),
                        new LoadWord(Register.S3, word),
                        new Set(Register.A0, Long.MIN_VALUE),
                        new StoreWord(Register.A0, word),
                        new Address(Register.A5, word),
                        new Call(word),
                        new JumpThrough(word)),
                DATA_DISTANCE)));
    }

    @Test
    void shouldMultiply() {
        agree(branches(pairs((to, from) -> Stream.of(new Multiply(to, from, TARGET)))));
    }

    @Test
    void shouldBranch() {
        agree(branches(Stream.of(Condition.values())
                .flatMap(condition -> pairs((left, right) -> Stream.of(new Branch(left, condition, right, TARGET))))));
    }

    @Test
    void shouldBranchByConstants() {
        agree(branches(Stream.of(Condition.values())
                .flatMap(condition -> registers(left -> IntStream.of(0, 1, 127, 128, 255, 256, 4095)
                        .mapToObj(right -> new BranchConstant(left, condition, right, TARGET))))));
    }

    @Test
    void shouldJump() {
        agree(branches(Stream.of(new Jump(TARGET))));
    }

    @Test
    void shouldReferToSeveralLabels() {
        Label other = new Label("other");
        agree(List.of(new Piece(
                program(
                        new Entry(),
                        new Jump(other),
                        new Mark(TARGET),
                        new BranchConstant(Register.A1, Condition.EQUAL, 0, other),
                        new Jump(TARGET),
                        new Mark(other),
                        new Multiply(Register.A0, Register.A1, TARGET),
                        new Return()),
                DATA_DISTANCE)));
    }
}
