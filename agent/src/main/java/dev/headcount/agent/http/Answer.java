package dev.headcount.agent.http;

/** What a request is answered with. */
record Answer(int status, String contentType, String body) {

    static final int OK = 200;
    static final int NOT_FOUND = 404;
    static final int METHOD_NOT_ALLOWED = 405;
    static final int FAILED = 500;

    static Answer text(int status, String text) {
        return new Answer(status, "text/plain; charset=utf-8", text);
    }
}
