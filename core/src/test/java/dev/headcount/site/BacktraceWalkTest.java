package dev.headcount.site;

/** Needs {@code --add-opens java.base/java.lang=ALL-UNNAMED}, as the build gives it to every test. */
class BacktraceWalkTest extends CallPathWalkContract {

    @Override
    CallPathWalk walk(int depth) {
        return BacktraceWalk.open(depth).orElseThrow();
    }
}
