package dev.headcount.agent.options;

import java.util.Set;
import java.util.function.Predicate;

/**
 * The libraries into which Headcount may install its own allocator.
 *
 * @param only whether it may into the named ones alone; otherwise into all but these
 * @param names the short names of libraries
 */
public record InstallChoice(boolean only, Set<String> names) implements Predicate<String> {

    public InstallChoice {
        names = Set.copyOf(names);
    }

    /** Whether it may into the library of this name. */
    @Override
    public boolean test(String library) {
        return names.contains(library) == only;
    }
}
