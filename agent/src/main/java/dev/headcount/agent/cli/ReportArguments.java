package dev.headcount.agent.cli;

import dev.headcount.report.ReportFormat;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The arguments of a command that makes a report.
 *
 * @param words those that are no switches: processes and files
 * @param sinceBaseline whether what changed is wanted
 * @param output the file to write to, or null for standard output
 */
record ReportArguments(List<String> words, ReportFormat format, boolean sinceBaseline, Path output) {

    private static final String FORMAT = "--format=";
    private static final String SINCE = "--since=";
    private static final String OUTPUT = "--output=";
    private static final String BASELINE = "baseline";

    /** Something that writes a report. */
    interface Writing {
        void to(OutputStream out) throws Refused, IOException;
    }

    ReportArguments {
        words = List.copyOf(words);
    }

    /** Refuses what means nothing. */
    static ReportArguments parse(List<String> arguments) throws Refused {
        try {
            return read(arguments);
        } catch (IllegalArgumentException e) {
            throw Refused.misused(e.getMessage());
        }
    }

    private static ReportArguments read(List<String> arguments) throws Refused {
        List<String> words = new ArrayList<>();
        ReportFormat format = ReportFormat.TEXT;
        boolean since = false;
        Path output = null;
        for (String argument : arguments) {
            if (argument.startsWith(FORMAT)) {
                format = ReportFormat.named(argument.substring(FORMAT.length()));
            } else if (argument.equals(SINCE + BASELINE)) {
                since = true;
            } else if (argument.startsWith(OUTPUT)) {
                output = file(argument.substring(OUTPUT.length()));
            } else if (argument.startsWith("-")) {
                throw Refused.misused("unknown argument '" + argument + "': there are " + FORMAT
                        + String.join("|", ReportFormat.keys()) + ", " + SINCE + BASELINE + " and " + OUTPUT + "FILE");
            } else {
                words.add(argument);
            }
        }
        return new ReportArguments(words, since ? format.showingGrowth() : format, since, output);
    }

    /** Those words, if they are as many as the command takes; else refuses, with what it takes. */
    List<String> words(int number, String takes) throws Refused {
        for (String word : words) {
            if (ReportFormat.keys().contains(word)) {
                throw Refused.misused("unknown argument '" + word + "': did you mean " + FORMAT + word + "?");
            }
        }
        if (words.size() != number) {
            throw Refused.misused(takes);
        }
        return words;
    }

    /** The two words of a command that compares them; refuses what such a one has no use for. */
    List<String> earlierAndLater(String takes) throws Refused {
        if (sinceBaseline) {
            throw Refused.misused(takes);
        }
        try {
            format.showingGrowth();
        } catch (IllegalArgumentException e) {
            throw Refused.misused(e.getMessage());
        }
        return words(2, takes);
    }

    private static Path file(String name) throws Refused {
        try {
            if (!name.isEmpty()) {
                return Path.of(name);
            }
        } catch (InvalidPathException e) {
            // no more than an empty one
        }
        throw Refused.misused("'" + name + "' is not the path of a file, which " + OUTPUT + " takes");
    }

    /** Has the report written to where it is wanted: bytes that mean nothing to people not to a terminal. */
    void write(PrintStream out, boolean isTerminal, Writing writing) throws Refused, IOException {
        if (output == null && format.isBinary() && isTerminal) {
            throw new Refused("the format " + format.key() + " is nothing for a terminal: write it to a file, with "
                    + OUTPUT + "headcount" + format.suffix());
        }
        if (output == null) {
            writing.to(out);
            out.flush();
            return;
        }
        try (LateFile file = new LateFile(output);
                OutputStream buffered = new BufferedOutputStream(file)) {
            writing.to(buffered);
        } catch (LateFile.Unwritable e) {
            throw new Refused("cannot write to " + output + ", which " + OUTPUT + " names: " + e.getMessage(), e);
        }
    }
}
