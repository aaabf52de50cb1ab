package dev.headcount.gate.code;

/** A processor with memory and the C library: this process, or another one that does what it is asked. */
public interface Machine extends AutoCloseable {

    Processor processor();

    /** Zeroed memory, a multiple of the {@linkplain dev.headcount.memory.Pages#BYTES page size} long. */
    long map(long bytes);

    /** Makes mapped memory code. */
    void makeExecutable(long address, long bytes);

    /** The address of a function of the C library. */
    long function(String name);

    /** Calls a function with up to six arguments; the others are anything. */
    long call(long function, long... arguments);

    /** Fills up with zeros. */
    long load(long address, Width width);

    void store(long address, Width width, long value);

    default long load(long address) {
        return load(address, Width.U64);
    }

    default void store(long address, long value) {
        store(address, Width.U64, value);
    }

    default void store(long address, byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            store(address + i, Width.U8, bytes[i]);
        }
    }

    /** Puts programs that share their data into memory, with zeros for data. */
    default LoadedPrograms load(Program... programs) {
        return new LoadedPrograms(this, programs);
    }

    @Override
    void close();
}
