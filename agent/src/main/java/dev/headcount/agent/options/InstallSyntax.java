package dev.headcount.agent.options;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Into which libraries Headcount installs its own allocator. */
final class InstallSyntax implements Syntax<InstallChoice> {

    static final String ALL = "all";
    private static final String OFF = "off";

    @Override
    public String form() {
        return "all|off|[-]LIBRARY[;...]";
    }

    @Override
    public String takes() {
        return "all, off, the short names of libraries, or each with a minus in front for all but these, separated by"
                + " ';'";
    }

    @Override
    public Optional<InstallChoice> read(String text) {
        if (text.equals(ALL)) {
            return Optional.of(new InstallChoice(false, Set.of()));
        }
        if (text.equals(OFF)) {
            return Optional.of(new InstallChoice(true, Set.of()));
        }
        Set<String> names = new LinkedHashSet<>(Items.split(text, ';'));
        long excluded = names.stream().filter(name -> name.startsWith("-")).count();
        if (names.isEmpty() || (excluded != 0 && excluded != names.size())) {
            return Optional.empty();
        }
        return Optional.of(
                excluded == 0
                        ? new InstallChoice(true, names)
                        : new InstallChoice(
                                false,
                                Set.copyOf(names.stream()
                                        .map(name -> name.substring(1))
                                        .toList())));
    }
}
