package dev.headcount.agent.options;

import java.util.List;

/**
 * What all sources together say.
 *
 * @param options what to do
 * @param problems what was wrong with what was given: one line each, with the way out
 */
public record ParsedOptions(AgentOptions options, List<String> problems) {

    public ParsedOptions {
        problems = List.copyOf(problems);
    }
}
