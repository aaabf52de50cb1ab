package dev.headcount.agent.fork;

import dev.headcount.agent.apps.AcmeShell;

/** Applications of {@code acme.c}, whose installers the agent is told of. */
public final class AcmeUnderAgent {

    /** All of {@code acme.c}, as a user writes them. */
    public static final String INSTALLERS = "installer=acme_set_allocator(malloc, realloc, free);"
            + "acme_refuse_allocator(malloc, realloc, free);"
            + "acme_set_allocator_with_errno(malloc, realloc, free);"
            + "acme_set_allocator_with_status(malloc, realloc, free);"
            + "acme_set_allocators(struct(malloc, calloc, realloc, free, aligned_alloc, strdup, size, _))";

    private AcmeUnderAgent() {}

    /** An application whose first argument is the file of the library. */
    public static ForkedApplication of(Class<?> main, String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = NativeCode.acme().toString();
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return ForkedApplication.of(main, all).with(INSTALLERS);
    }

    /** The application that calls libacme as the test tells it to. */
    public static ForkedApplication shell() {
        return of(AcmeShell.class);
    }
}
