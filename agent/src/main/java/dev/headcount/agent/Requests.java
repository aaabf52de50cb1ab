package dev.headcount.agent;

import dev.headcount.agent.http.Endpoints;
import dev.headcount.agent.linker.LazyHooks;

/**
 * What commands of another process ask of the agent: a word and an id, {@code report:3f2a}. The answer is left where that
 * process finds it.
 *
 * @param endpoints null where there are none
 */
record Requests(ExitReport report, LazyHooks hooks, Endpoints endpoints, AgentProperties properties) {

    static final String REPORT = "report";
    static final String DETACH = "detach";

    void answer(String request) {
        int colon = request.indexOf(':');
        String word = request.substring(0, Math.max(0, colon));
        properties.answer(request.substring(colon + 1), answerTo(word));
    }

    private String answerTo(String word) {
        try {
            return switch (word) {
                case REPORT -> report.text();
                case DETACH -> detach();
                default -> "this agent knows no request '" + word + "'";
            };
        } catch (Throwable t) { // it would end up on the application's stderr
            return "the report failed: " + t;
        }
    }

    /** Nothing is taken out of a library: its blocks are there. Everything else of the agent's ends. */
    private String detach() {
        hooks.meetNoMore();
        String last = report.text();
        report.turnOff();
        if (endpoints != null) {
            endpoints.close();
        }
        properties.detached();
        return last;
    }
}
