package dev.headcount.agent.options;

import java.nio.file.Path;

/** When the report is written into a file. Directories are as given: not checked yet, relative to the working directory. */
public sealed interface DumpChoice {

    record Off() implements DumpChoice {}

    /** When so many bytes are live. */
    record AtSize(long bytes, Path directory) implements DumpChoice {}

    /** When live memory has grown by so many percent within a minute. */
    record AtGrowth(int percent, Path directory) implements DumpChoice {}
}
