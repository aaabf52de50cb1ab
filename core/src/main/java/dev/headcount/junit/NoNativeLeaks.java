package dev.headcount.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/**
 * The test fails if native blocks that were allocated while it ran, {@code @BeforeEach} and {@code @AfterEach} methods
 * included, are still live at its end. On a class, each of its tests; the annotation that is nearest to a test counts. It
 * may stand on another annotation.
 *
 * <p>The JVM needs Headcount's agent: {@code -javaagent:headcount-agent.jar}. Where it is missing the test fails and says
 * how to add it; the configuration parameter {@code headcount.agent.missing} makes that {@code skip} or {@code ignore}.
 *
 * <p>Blocks belong to the process and not to a thread, so nothing else may run meanwhile: the test waits until it is alone.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(NativeLeakExtension.class)
@ResourceLock(Resources.GLOBAL)
public @interface NoNativeLeaks {

    /** The short names of the libraries whose blocks count, {@code sqlite3} for instance; none means all. */
    String[] libraries() default {};

    /** How many blocks may stay. */
    long toleratedBlocks() default 0;

    /** How many bytes may stay. Where only this is given, it alone counts; with both, neither may be exceeded. */
    long toleratedBytes() default Long.MAX_VALUE;

    /**
     * How often the test runs before it counts, from its {@code @BeforeEach} to its {@code @AfterEach} methods: for what a
     * library allocates at its first use and keeps. It is the same test instance in all rounds.
     */
    int warmUp() default 0;

    /**
     * Whether a class has one account from before its {@code @BeforeAll} until after its {@code @AfterAll} methods, and its
     * tests none of their own.
     */
    boolean wholeClass() default false;
}
