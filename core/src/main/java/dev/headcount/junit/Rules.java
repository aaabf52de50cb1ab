package dev.headcount.junit;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * What the user said about leaks.
 *
 * @param libraries those whose blocks count; none means all
 * @param blocks how many may stay
 * @param bytes how many may stay
 * @param warmUp rounds before it counts
 * @param wholeClass whether the class has the account
 */
record Rules(Set<String> libraries, long blocks, long bytes, int warmUp, boolean wholeClass) {

    /** Those of a test: of the nearest annotation on its method, its class, or a class around it. */
    static Optional<Rules> ofTest(ExtensionContext context) {
        Optional<Rules> ofMethod = of(context.getRequiredTestMethod());
        if (ofMethod.isPresent()) {
            if (ofMethod.get().wholeClass) {
                throw wrong(context, "wholeClass is for classes");
            }
            return ofMethod;
        }
        return around(context.getRequiredTestClass()).filter(rules -> !rules.wholeClass);
    }

    /** Those of a class that has one account. */
    static Optional<Rules> ofClass(ExtensionContext context) {
        Optional<Rules> rules = of(context.getRequiredTestClass()).filter(Rules::wholeClass);
        if (rules.isPresent() && rules.get().warmUp > 0) {
            throw wrong(context, "warmUp is for tests, a class cannot run twice; toleratedBlocks is a way out");
        }
        return rules;
    }

    boolean counts(String library) {
        return libraries.isEmpty() || libraries.contains(library);
    }

    private static Optional<Rules> around(Class<?> testClass) {
        for (Class<?> type = testClass;
                type != null;
                type = Modifier.isStatic(type.getModifiers()) ? null : type.getEnclosingClass()) {
            Optional<Rules> rules = of(type);
            if (rules.isPresent()) {
                return rules;
            }
        }
        return Optional.empty();
    }

    private static Optional<Rules> of(AnnotatedElement element) {
        return AnnotationSupport.findAnnotation(element, NoNativeLeaks.class).map(Rules::of);
    }

    private static Rules of(NoNativeLeaks annotation) {
        require(annotation.warmUp() >= 0, "warmUp", annotation.warmUp());
        require(annotation.toleratedBlocks() >= 0, "toleratedBlocks", annotation.toleratedBlocks());
        require(annotation.toleratedBytes() >= 0, "toleratedBytes", annotation.toleratedBytes());
        // With a tolerance in bytes alone, that alone counts.
        boolean bytesAlone = annotation.toleratedBytes() < Long.MAX_VALUE && annotation.toleratedBlocks() == 0;
        return new Rules(
                Set.copyOf(List.of(annotation.libraries())),
                bytesAlone ? Long.MAX_VALUE : annotation.toleratedBlocks(),
                annotation.toleratedBytes(),
                annotation.warmUp(),
                annotation.wholeClass());
    }

    private static void require(boolean fits, String attribute, long value) {
        if (!fits) {
            throw new ExtensionConfigurationException(
                    "@NoNativeLeaks: " + attribute + " must not be negative, " + attribute + "=" + value);
        }
    }

    private static ExtensionConfigurationException wrong(ExtensionContext context, String what) {
        return new ExtensionConfigurationException("@NoNativeLeaks on " + context.getDisplayName() + ": " + what);
    }
}
