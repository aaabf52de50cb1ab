package dev.headcount.junit;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * A test to be run again: its {@code @BeforeEach} methods, itself, its {@code @AfterEach} methods, as JUnit runs them. The
 * callbacks of other extensions are not among them.
 */
final class Round {

    private final ExtensionContext context;
    private final ReflectiveInvocationContext<Method> test;
    private final List<Object> instances;

    Round(ExtensionContext context, ReflectiveInvocationContext<Method> test) {
        this.context = context;
        this.test = test;
        this.instances = context.getRequiredTestInstances().getAllInstances(); // the outermost first
    }

    /** The test's own method, with the arguments that JUnit gave it. */
    void body() {
        Object _ = ReflectionSupport.invokeMethod(
                test.getExecutable(),
                test.getTarget().orElse(null),
                test.getArguments().toArray());
    }

    void before() {
        for (Object instance : instances) {
            run(instance, BeforeEach.class, HierarchyTraversalMode.TOP_DOWN);
        }
    }

    void after() {
        for (Object instance : instances.reversed()) {
            run(instance, AfterEach.class, HierarchyTraversalMode.BOTTOM_UP);
        }
    }

    private void run(Object instance, Class<? extends Annotation> annotation, HierarchyTraversalMode order) {
        for (Method method : AnnotationSupport.findAnnotatedMethods(instance.getClass(), annotation, order)) {
            Object _ = context.getExecutableInvoker().invoke(method, instance);
        }
    }
}
