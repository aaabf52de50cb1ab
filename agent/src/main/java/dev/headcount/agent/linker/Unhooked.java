package dev.headcount.agent.linker;

import java.util.function.Supplier;

/** What Headcount links and calls itself: on the same thread, it passes the hooks untouched. */
final class Unhooked {

    private final ThreadLocal<Boolean> busy = new ThreadLocal<>();

    boolean isBusy() {
        return busy.get() != null;
    }

    <T> T call(Supplier<T> task) {
        boolean outermost = !isBusy();
        busy.set(true);
        try {
            return task.get();
        } finally {
            if (outermost) {
                busy.remove();
            }
        }
    }
}
