package dev.headcount.memory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Reads memory of this process that another thread may unmap at that very moment: the kernel copies it, and answers an error
 * where a load would end the JVM. A system call for each read.
 */
public final class ProcessMemory implements AutoCloseable {

    private static final Path MEMORY = Path.of("/proc/self/mem");

    private final FileChannel channel;
    private final ByteBuffer words = ByteBuffer.allocateDirect(2 * Long.BYTES).order(ByteOrder.nativeOrder());

    private ProcessMemory(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Opens this process's memory for reading.
     *
     * @throws IOException where the system does not let a process read its own memory that way
     */
    public static ProcessMemory open() throws IOException {
        return new ProcessMemory(FileChannel.open(MEMORY, StandardOpenOption.READ));
    }

    /** Copies the two words at {@code address}; false where there is no memory that can be read. */
    public boolean readTwoWords(long address) {
        words.clear();
        try {
            return address > 0 && channel.read(words, address) == words.capacity();
        } catch (IOException e) {
            return false;
        }
    }

    /** The first of the two words that were read last. */
    public long first() {
        return words.getLong(0);
    }

    /** The second of the two words that were read last. */
    public long second() {
        return words.getLong(Long.BYTES);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
