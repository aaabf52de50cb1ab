package dev.headcount.report;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** A message in the encoding of Protocol Buffers, put together field by field. A number of 0 is the default, and left out. */
final class ProtoMessage {

    private static final int LENGTH_DELIMITED = 2; // the wire type of what says its own size
    private static final int BUFFER_BYTES = 256; // most messages of a profile are smaller

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(BUFFER_BYTES);
    private final CodedOutputStream out = CodedOutputStream.newInstance(bytes, BUFFER_BYTES);

    ProtoMessage number(int field, long number) throws IOException {
        if (number != 0) {
            out.writeInt64(field, number);
        }
        return this;
    }

    /** Numbers of a repeated field, packed. */
    ProtoMessage numbers(int field, long... numbers) throws IOException {
        int size = 0;
        for (long number : numbers) {
            size += CodedOutputStream.computeInt64SizeNoTag(number);
        }
        out.writeTag(field, LENGTH_DELIMITED);
        out.writeUInt32NoTag(size);
        for (long number : numbers) {
            out.writeInt64NoTag(number);
        }
        return this;
    }

    ProtoMessage flag(int field) throws IOException {
        out.writeBool(field, true);
        return this;
    }

    ProtoMessage message(int field, ProtoMessage message) throws IOException {
        out.writeByteArray(field, message.bytes());
        return this;
    }

    byte[] bytes() throws IOException {
        out.flush();
        return bytes.toByteArray();
    }
}
