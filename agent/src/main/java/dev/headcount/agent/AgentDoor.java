package dev.headcount.agent;

import dev.headcount.agent.advice.AdvisedMethods;
import dev.headcount.agent.jmx.Management;
import dev.headcount.agent.linker.LazyHooks;
import java.lang.invoke.MethodHandle;
import java.util.function.BiFunction;

/**
 * Tells apart who comes over the bridge, by what they bring along:
 *
 * <pre>
 *  what               and              who                              gets
 *  null               null             Runtime.halt                     nothing
 *  a handle or stub   the arguments    the JDK's linker, which made it  that, or another one to be used instead
 *  a handle           null             a method of an allocator         a handle that tracks it
 *  "outermost"        null             the same                         a handle that says whether to track
 *  "jmx"              null             a reader of this JVM             nothing: the MXBean is there then
 *  another text       null             a command of another process     nothing: the answer takes another way
 * </pre>
 *
 * @param methods null where no allocator is named
 */
record AgentDoor(LazyHooks hooks, AdvisedMethods methods, Requests requests, Management management)
        implements BiFunction<Object, Object[], Object> {

    @Override
    public Object apply(Object what, Object[] arguments) {
        if (what == null || arguments != null) {
            return hooks.apply(what, arguments);
        }
        if (what instanceof MethodHandle method) {
            return methods.tracked(method);
        }
        if (what.equals(AdvisedMethods.OUTERMOST)) {
            return methods.outermost();
        }
        if (what.equals(HeadcountAgent.JMX)) {
            management.register();
            return null;
        }
        requests.answer((String) what);
        return null;
    }
}
