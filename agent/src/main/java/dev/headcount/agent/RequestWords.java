package dev.headcount.agent;

/**
 * What commands of another process ask, and how an answer to them begins.
 *
 * <pre>
 *  report                     the report as a text
 *  write/FORMAT               the report in a format, in a file
 *  write/FORMAT/baseline      the same of what changed since the baseline
 *  baseline                   takes the baseline
 *  detach                     the last report as a text; then ends what can be ended
 * </pre>
 */
public final class RequestWords {

    public static final String REPORT = "report";
    public static final String DETACH = "detach";
    public static final String BASELINE = "baseline";
    public static final String WRITE = "write";

    /** Behind it is the file, which then belongs to whoever asked. */
    public static final String WRITTEN = "written ";

    /** Behind it is when. */
    public static final String TAKEN = "taken ";

    private RequestWords() {}
}
