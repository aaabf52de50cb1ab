package dev.headcount.agent.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file that is made, or written over, when there is something to write: a command that fails before leaves it alone. */
final class LateFile extends OutputStream {

    /** It cannot be made, or not be written to. */
    static final class Unwritable extends IOException {

        private static final long serialVersionUID = 1;

        Unwritable(IOException cause) {
            super(why(cause), cause);
        }

        private static String why(IOException cause) {
            return switch (cause) {
                case NoSuchFileException _ -> "there is no such directory";
                case AccessDeniedException _ -> "this user may not";
                case FileSystemException e when e.getReason() != null -> e.getReason();
                default -> cause.toString();
            };
        }
    }

    private final Path file;
    private OutputStream open;

    LateFile(Path file) {
        this.file = file;
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            if (open == null) {
                open = Files.newOutputStream(file);
            }
            open.write(bytes, offset, length);
        } catch (IOException e) {
            throw new Unwritable(e);
        }
    }

    @Override
    public void close() throws IOException {
        if (open != null) {
            open.close();
        }
    }
}
