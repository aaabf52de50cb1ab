package dev.headcount.agent.fork;

import java.util.List;

/** An application that has ended: its exit status and every line it wrote. */
public record Ended(int status, List<String> out, List<String> err) {

    /** The lines on stderr that are not the agent's. */
    public List<String> errOfOthers() {
        return err.stream().filter(line -> !line.startsWith("headcount: ")).toList();
    }

    /** The lines of the agent on stderr. */
    public List<String> errOfAgent() {
        return err.stream().filter(line -> line.startsWith("headcount: ")).toList();
    }
}
