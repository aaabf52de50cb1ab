package dev.headcount.agent;

import dev.headcount.agent.http.Endpoints;
import dev.headcount.agent.linker.Books;
import dev.headcount.agent.linker.LazyHooks;
import dev.headcount.watch.Watch;
import java.util.List;
import java.util.Optional;

/**
 * What commands of another process ask of the agent: {@link RequestWords} and an id, {@code report:3f2a}. The answer is left
 * where that process finds it.
 *
 * @param endpoints null where there are none
 */
record Requests(Books books, ExitReport report, LazyHooks hooks, Endpoints endpoints, AgentProperties properties) {

    void answer(String request) {
        int colon = request.indexOf(':');
        String word = request.substring(0, Math.max(0, colon));
        properties.answer(request.substring(colon + 1), answerTo(word));
    }

    private String answerTo(String request) {
        try {
            List<String> words = List.of(request.split("/", -1));
            return switch (words.getFirst()) {
                case RequestWords.REPORT -> report.text();
                case RequestWords.WRITE -> WrittenReport.answerTo(words, books.report());
                case RequestWords.BASELINE -> baseline();
                case RequestWords.DETACH -> detach();
                default -> "this agent knows no request '" + request + "'";
            };
        } catch (Throwable t) { // it would end up on the application's stderr
            return "the report failed: " + t;
        }
    }

    private String baseline() {
        Optional<Watch> watch = books.watch();
        return watch.isEmpty()
                ? "no library was met yet, so there is nothing to compare with later"
                : RequestWords.TAKEN + watch.get().takeBaseline().takenAt();
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
