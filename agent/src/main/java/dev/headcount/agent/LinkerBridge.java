package dev.headcount.agent;

import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * The one door between classes that can only see the class path, if that, and the agent, which lives in a module of its own:
 * {@link AgentDoor} says who comes by. The {@linkplain dev.headcount.agent.linker.LinkerTransformer hooked linker} makes one
 * of these for each call.
 */
public final class LinkerBridge implements BiFunction<Object, Object[], Object> {

    private static volatile BiFunction<Object, Object[], Object> door;

    public LinkerBridge() {}

    /** From now on calls go to what it is given. No lambda, which would cost the start some milliseconds. */
    static final class Opening implements Consumer<BiFunction<Object, Object[], Object>> {

        @Override
        public void accept(BiFunction<Object, Object[], Object> target) {
            door = target;
        }
    }

    /** Passes a request on, if there is anybody to answer it. */
    static void ask(String request) {
        BiFunction<Object, Object[], Object> target = door;
        if (target != null) {
            Object _ = target.apply(request, null);
        }
    }

    @Override
    public Object apply(Object result, Object[] arguments) {
        BiFunction<Object, Object[], Object> target = door;
        return target == null ? result : target.apply(result, arguments);
    }
}
