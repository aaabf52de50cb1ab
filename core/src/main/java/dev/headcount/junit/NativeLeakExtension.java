package dev.headcount.junit;

import dev.headcount.jmx.RunningAgent;
import java.lang.reflect.Method;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Opens an account before a test, or a class, and closes it afterwards. A test that failed anyway is not judged: what was in
 * the way of its end was in the way of its freeing, too.
 */
final class NativeLeakExtension
        implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback, InvocationInterceptor {

    private static final Namespace NAMESPACE = Namespace.create(NativeLeakExtension.class);

    /** An account that is open, and what it is judged by. */
    private record Opened(RunningAgent agent, Account account, Rules rules) {}

    @Override
    public void beforeAll(ExtensionContext context) {
        Rules.ofClass(context).ifPresent(rules -> open(context, rules));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close(context, "class");
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        Rules.ofTest(context).ifPresent(rules -> open(context, rules));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        close(context, "test");
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> test, ExtensionContext context)
            throws Throwable {
        warmUp(test, context);
        invocation.proceed();
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> test, ExtensionContext context)
            throws Throwable {
        warmUp(test, context);
        invocation.proceed();
    }

    @Override
    public <T> T interceptTestFactoryMethod(
            Invocation<T> invocation, ReflectiveInvocationContext<Method> test, ExtensionContext context)
            throws Throwable {
        if (opened(context).filter(it -> it.rules().warmUp() > 0).isPresent()) {
            throw new ExtensionConfigurationException("@NoNativeLeaks on " + context.getDisplayName()
                    + ": the tests of a @TestFactory cannot run twice, so there is no warmUp for them");
        }
        return invocation.proceed();
    }

    /** The account begins before the last {@code @BeforeEach}: what that opens, the test may close. */
    private static void warmUp(ReflectiveInvocationContext<Method> test, ExtensionContext context) {
        opened(context).ifPresent(it -> {
            Round round = new Round(context, test);
            for (int i = 0; i < it.rules().warmUp(); i++) {
                round.body();
                round.after();
                it.account().restart();
                round.before();
            }
        });
    }

    private static void open(ExtensionContext context, Rules rules) {
        Optional<RunningAgent> agent = RunningAgent.find();
        if (agent.isEmpty()) {
            AgentMissing.of(context).decide();
            return;
        }
        Alone.enter(context.getUniqueId());
        Account account = new Account(agent.get(), rules);
        store(context).put(context.getUniqueId(), new Opened(agent.get(), account, rules));
    }

    private static void close(ExtensionContext context, String who) {
        Opened opened = store(context).remove(context.getUniqueId(), Opened.class);
        if (opened == null) {
            return;
        }
        try {
            if (context.getExecutionException().isPresent()) {
                opened.account().abandon();
                return;
            }
            Leaks leaks = opened.account().close();
            NamedLibraries.check(opened.agent(), opened.rules(), context.getDisplayName());
            if (leaks.exceed(opened.rules())) {
                throw new NativeLeakError(leaks.describe(who, opened.rules()));
            }
        } finally {
            Alone.leave(context.getUniqueId());
        }
    }

    private static Optional<Opened> opened(ExtensionContext context) {
        return Optional.ofNullable(store(context).get(context.getUniqueId(), Opened.class));
    }

    private static Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }
}
