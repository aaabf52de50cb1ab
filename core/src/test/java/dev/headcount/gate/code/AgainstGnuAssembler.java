package dev.headcount.gate.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.gate.code.Operation.Mark;
import dev.headcount.gate.code.Operation.Return;
import dev.headcount.gate.code.Operation.StoreWord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** Our bytes beside those of GNU as, for operations with every register and at every edge. */
abstract class AgainstGnuAssembler {

    static final long DATA_DISTANCE = 4096;
    static final Label TARGET = new Label("target");
    private static final int SHOWN = 10;

    @Parameter
    Processor processor;

    @TempDir
    Path directory;

    static Stream<Operation> registers(Function<Register, Stream<? extends Operation>> operations) {
        return Stream.of(Register.values()).flatMap(operations);
    }

    static Stream<Operation> pairs(BiFunction<Register, Register, Stream<? extends Operation>> operations) {
        return registers(first -> registers(second -> operations.apply(first, second)));
    }

    /** Offsets at the edges of one byte, of nine bits, and at the end of what an element may have. */
    static Stream<Operation> places(Width width, IntFunction<Stream<Operation>> operations) {
        return IntStream.of(
                        0, 1, 8, -8, -16, 127, 128, -128, -129, 255, 256, -256, 264, 4088, 4095, 4096, 8190, 16380,
                        32760)
                .filter(offset -> offset < 256 || (offset % width.bytes == 0 && offset / width.bytes <= 4095))
                .mapToObj(operations)
                .flatMap(Function.identity());
    }

    static Stream<Operation> places(BiFunction<Width, Integer, Stream<Operation>> operations) {
        return Stream.of(Width.values()).flatMap(width -> places(width, offset -> operations.apply(width, offset)));
    }

    /** Each to a label just before it, at itself, just behind it, and far away in both directions. */
    static List<Piece> branches(Stream<Operation> operations) {
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

    static Program program(Operation... operations) {
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
            this(AgainstGnuAssembler.program(operation), DATA_DISTANCE);
        }
    }

    final void agree(Stream<? extends Operation> operations) {
        agree(operations.map(Piece::new).toList());
    }

    final void agree(List<Piece> pieces) {
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
