package dev.headcount.agent.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that is made, or written over, when there is something to write: a command that fails before leaves it alone. */
final class LateFile extends OutputStream {

    /** It cannot be made, or not be written to. */
    static final class Unwritable extends IOException {

        private static final long serialVersionUID = 1;

        Unwritable(IOException cause) {
            super(cause.toString(), cause);
        }
    }

    private final Path file;
    private OutputStream open;

    LateFile(Path file) {
        this.file = file;
    }

    private OutputStream open() throws IOException {
        if (open == null) {
            try {
                open = Files.newOutputStream(file);
            } catch (IOException e) {
                throw new Unwritable(e);
            }
        }
        return open;
    }

    @Override
    public void write(int single) throws IOException {
        open().write(single);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        open().write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
        if (open != null) {
            open.close();
        }
    }
}
