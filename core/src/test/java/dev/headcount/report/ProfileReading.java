package dev.headcount.report;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** A profile of pprof's, read back field by field. */
final class ProfileReading {

    /** A message: what each of its fields holds, in order; numbers and bytes. */
    private record Message(Map<Integer, List<Object>> fields) {

        static Message read(byte[] bytes) throws IOException {
            CodedInputStream in = CodedInputStream.newInstance(bytes);
            Map<Integer, List<Object>> fields = new LinkedHashMap<>();
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                Object value = WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_VARINT
                        ? (Object) in.readInt64()
                        : in.readByteArray();
                fields.computeIfAbsent(WireFormat.getTagFieldNumber(tag), _ -> new ArrayList<>())
                        .add(value);
            }
            return new Message(fields);
        }

        List<Message> messages(int field) throws IOException {
            List<Message> messages = new ArrayList<>();
            for (Object bytes : fields.getOrDefault(field, List.of())) {
                messages.add(read((byte[]) bytes));
            }
            return messages;
        }

        long number(int field) {
            return (Long) fields.getOrDefault(field, List.of(0L)).getFirst();
        }

        List<Long> packed(int field) throws IOException {
            CodedInputStream in =
                    CodedInputStream.newInstance((byte[]) fields.get(field).getFirst());
            List<Long> numbers = new ArrayList<>();
            while (!in.isAtEnd()) {
                numbers.add(in.readInt64());
            }
            return numbers;
        }
    }

    /** @param frames {@code function file:line in mapping}, the innermost first */
    record Sample(List<String> frames, Map<String, Long> values, Map<String, String> labels) {}

    private final Message profile;
    private final List<String> strings = new ArrayList<>();

    private ProfileReading(Message profile) {
        this.profile = profile;
        for (Object text : profile.fields().get(6)) {
            strings.add(new String((byte[]) text, StandardCharsets.UTF_8));
        }
    }

    static ProfileReading of(byte[] compressed) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            return new ProfileReading(Message.read(in.readAllBytes()));
        } catch (IOException e) {
            throw new AssertionError("not a profile: " + e, e);
        }
    }

    String string(int field) {
        return text(profile.number(field));
    }

    long number(int field) {
        return profile.number(field);
    }

    List<String> comments() {
        return profile.fields().getOrDefault(13, List.of()).stream()
                .map(index -> text((Long) index))
                .toList();
    }

    List<String> units() throws IOException {
        List<String> units = new ArrayList<>();
        for (Message type : profile.messages(1)) {
            units.add(text(type.number(1)) + "/" + text(type.number(2)));
        }
        return units;
    }

    List<String> mappings() throws IOException {
        List<String> files = new ArrayList<>();
        for (Message mapping : profile.messages(3)) {
            files.add(text(mapping.number(5)));
        }
        return files;
    }

    List<Sample> samples() throws IOException {
        List<Sample> samples = new ArrayList<>();
        for (Message sample : profile.messages(2)) {
            List<String> frames = new ArrayList<>();
            for (long location : sample.packed(1)) {
                frames.add(frame(location));
            }
            Map<String, Long> values = new LinkedHashMap<>();
            List<Long> numbers = sample.packed(2);
            for (int i = 0; i < numbers.size(); i++) {
                values.put(text(profile.messages(1).get(i).number(1)), numbers.get(i));
            }
            Map<String, String> labels = new LinkedHashMap<>();
            for (Message label : sample.messages(3)) {
                labels.put(text(label.number(1)), text(label.number(2)));
            }
            samples.add(new Sample(frames, values, labels));
        }
        return samples;
    }

    private String frame(long number) throws IOException {
        Message location = withNumber(4, number);
        Message line = location.messages(4).getFirst();
        Message function = withNumber(5, line.number(1));
        Message mapping = withNumber(3, location.number(2));
        return text(function.number(2)) + " " + text(function.number(4)) + ":" + line.number(2) + " in "
                + text(mapping.number(5));
    }

    private Message withNumber(int field, long number) throws IOException {
        return profile.messages(field).stream()
                .filter(message -> message.number(1) == number)
                .findFirst()
                .orElseThrow(() -> new AssertionError("field " + field + " has no " + number));
    }

    private String text(long index) {
        return strings.get((int) index);
    }
}
