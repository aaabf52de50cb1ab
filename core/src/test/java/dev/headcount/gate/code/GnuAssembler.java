package dev.headcount.gate.code;

import dev.headcount.NativeTools;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What GNU as makes of many pieces of assembly, in one run: each piece begins with a label of its own. */
final class GnuAssembler {

    private final Processor processor;
    private final String as;
    private final String objcopy;
    private final Path directory;

    GnuAssembler(Processor processor, Path directory) {
        this.processor = processor;
        this.as = tool("as");
        this.objcopy = tool("objcopy");
        this.directory = directory;
    }

    private String tool(String name) {
        List<String> names = new ArrayList<>(List.of(processor.commonName() + "-linux-gnu-" + name));
        Processor.here().filter(processor::equals).ifPresent(_ -> names.add(name));
        return NativeTools.require("binutils-" + processor.commonName().replace('_', '-') + "-linux-gnu", names);
    }

    /** The label that a piece begins with. */
    static String start(int piece) {
        return "piece" + piece;
    }

    List<byte[]> assemble(List<String> pieces) throws IOException {
        StringBuilder text = new StringBuilder(processor == Processor.AARCH64 ? ".arch armv8.5-a\n" : "");
        StringBuilder lengths = new StringBuilder();
        for (int i = 0; i < pieces.size(); i++) {
            text.append(start(i)).append(":\n").append(pieces.get(i));
            lengths.append(".4byte %s - %s%n".formatted(start(i + 1), start(i)));
        }
        text.append(start(pieces.size())).append(":\n").append(lengths);
        return split(bytes(text.toString()), pieces.size());
    }

    private byte[] bytes(String text) throws IOException {
        Path source = Files.writeString(directory.resolve("pieces.s"), text);
        Path object = directory.resolve("pieces.o");
        Path code = directory.resolve("pieces.bin");
        NativeTools.run(List.of(as, "-o", object.toString(), source.toString()));
        NativeTools.run(List.of(objcopy, "-O", "binary", "-j", ".text", object.toString(), code.toString()));
        return Files.readAllBytes(code);
    }

    /** The pieces, then the length of each. */
    private static List<byte[]> split(byte[] all, int count) {
        ByteBuffer code = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
        int lengths = all.length - count * Integer.BYTES;
        List<byte[]> pieces = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] piece = new byte[code.getInt(lengths + i * Integer.BYTES)];
            code.get(piece);
            pieces.add(piece);
        }
        return pieces;
    }
}
