package dev.headcount.agent;

import java.util.function.BiFunction;

/**
 * The one door between the JDK's linker, which can only see the class path, and the agent, which lives in a module of its
 * own. The {@linkplain dev.headcount.agent.linker.LinkerTransformer hooked linker} makes one of these for each call; {@link
 * Runtime#halt} comes by too, with neither result nor arguments.
 */
public final class LinkerBridge implements BiFunction<Object, Object[], Object> {

    private static volatile BiFunction<Object, Object[], Object> hooks;

    public LinkerBridge() {}

    /** From now on calls go to {@code target}. */
    static void open(BiFunction<Object, Object[], Object> target) {
        hooks = target;
    }

    @Override
    public Object apply(Object result, Object[] arguments) {
        BiFunction<Object, Object[], Object> target = hooks;
        return target == null ? result : target.apply(result, arguments);
    }
}
