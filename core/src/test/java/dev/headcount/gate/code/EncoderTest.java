package dev.headcount.gate.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Every operation, against the bytes that GNU as makes of the instructions we mean. */
@ParameterizedClass
@EnumSource
class EncoderTest {

    private static final long DATA_DISTANCE = 4096;
    private static final Label TARGET = new Label("target");
    private static final int SHOWN = 10;

    @Parameter
    Processor processor;

    @TempDir
    Path directory;

    @Test
    void shouldEnterAndLeave() {
        agree(Stream.of(new Entry(), new Enter(), new Leave(), new Return()));
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

    private static Stream<Operation> registers(Function<Register, Stream<? extends Operation>> operations) {
        return Stream.of(Register.values()).flatMap(operations);
    }

    private static Stream<Operation> pairs(BiFunction<Register, Register, Stream<? extends Operation>> operations) {
        return registers(first -> registers(second -> operations.apply(first, second)));
    }

    /** Offsets at the edges of one byte, of nine bits, and at the end of what an element may have. */
    private static Stream<Operation> places(BiFunction<Width, Integer, Stream<Operation>> operations) {
        return Stream.of(Width.values())
                .flatMap(width -> IntStream.of(
                                0, 1, 8, -8, -16, 127, 128, -128, -129, 255, 256, -256, 264, 4088, 4095, 4096, 8190,
                                16380, 32760)
                        .filter(offset -> offset < 256 || (offset % width.bytes == 0 && offset / width.bytes <= 4095))
                        .boxed()
                        .flatMap(offset -> operations.apply(width, offset)));
    }

    /** Each to a label just before it, at itself, just behind it, and far away in both directions. */
    private static List<Piece> branches(Stream<Operation> operations) {
        return operations
                .flatMap(branch -> Stream.of(
                        program(new Mark(TARGET), branch),
                        program(branch, new Mark(TARGET)),
                        program(branch, new Return(), new Mark(TARGET), new Return()),
                        program(new Return(), new Mark(TARGET), new Return(), branch),
                        far(new Mark(TARGET), branch),
                        far(branch, new Mark(TARGET))))
                .map(program -> new Piece(program, DATA_DISTANCE))
                .toList();
    }

    private static Program far(Operation first, Operation last) {
        List<Operation> operations = new ArrayList<>(List.of(first));
        for (int i = 0; i < 20; i++) {
            operations.add(new StoreWord(Register.T1, Word.at("word", 0)));
        }
        operations.add(last);
        return program(operations.toArray(Operation[]::new));
    }

    private static Program program(Operation... operations) {
        return new Program(
                Stream.of(operations)
                        .map(Operation::toString)
                        .distinct()
                        .toList()
                        .toString(),
                Stream.of(operations)
                        .map(operation -> new Program.Line(operation, ""))
                        .toList());
    }

    record Piece(Program program, long dataDistance) {

        Piece(Operation operation) {
            this(EncoderTest.program(operation), DATA_DISTANCE);
        }
    }

    private void agree(Stream<? extends Operation> operations) {
        agree(operations.map(Piece::new).toList());
    }

    private void agree(List<Piece> pieces) {
        List<String> differences = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (Piece piece : pieces) {
            String start = GnuAssembler.start(texts.size());
            texts.add(Notation.of(processor, start, piece.dataDistance()).text(piece.program()));
        }
        List<byte[]> expected = assembled(texts);
        assertEquals(pieces.size(), expected.size());
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            String gnu = HexFormat.of().formatHex(expected.get(i));
            String ours = HexFormat.of()
                    .formatHex(processor
                            .encode(piece.program(), piece.dataDistance())
                            .bytes());
            if (!gnu.equals(ours)) {
                differences.add("%s: %s, by GNU as: %s%n%s".formatted(piece, ours, gnu, texts.get(i)));
            }
        }
        assertTrue(
                differences.isEmpty(),
                () -> differences.size() + " of " + pieces.size() + " differ:\n"
                        + String.join("\n", differences.subList(0, Math.min(SHOWN, differences.size()))));
    }

    private List<byte[]> assembled(List<String> texts) {
        try {
            return new GnuAssembler(processor, directory).assemble(texts);
        } catch (IOException e) {
            throw new AssertionError("GNU as has no bytes for these", e);
        }
    }
}
