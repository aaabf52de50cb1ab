package dev.headcount.agent.options;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the options from their three sources, the later ones over the earlier ones: the environment variable
 * {@value #VARIABLE}, the config file, the argument of the agent.
 *
 * <p>Never fails. What cannot be used is a problem, and what stood before stands: the value of an earlier source, or
 * the default.
 */
public final class OptionsParser {

    /** The environment variable; written like the argument of the agent. */
    public static final String VARIABLE = "HEADCOUNT_OPTIONS";

    private final Problems problems;
    private final StandingValues values = new StandingValues();
    private final List<Setting> rejected = new ArrayList<>();

    private OptionsParser(Problems problems) {
        this.problems = problems;
    }

    /**
     * Reads all three sources.
     *
     * @param argument what follows the {@code =} of {@code -javaagent:headcount-agent.jar=}, or null
     * @param environment the environment variables
     */
    public static ParsedOptions parse(String argument, Map<String, String> environment) {
        return new OptionsParser(new Problems(false)).read(argument, environment.get(VARIABLE));
    }

    /**
     * What is wrong with an argument that is meant for another process: its config file is not read, which may lie where
     * that process is.
     */
    public static List<String> check(String argument) {
        OptionsParser parser = new OptionsParser(new Problems(true));
        Source source = new Source("", parser.problems);
        source.addItems(argument);
        parser.accept(source);
        parser.reportRejected();
        return parser.problems.lines();
    }

    private ParsedOptions read(String argument, String variable) {
        Source fromVariable = new Source(" in " + VARIABLE, problems);
        fromVariable.addItems(variable);
        Source fromArgument = new Source("", problems);
        fromArgument.addItems(argument);

        accept(fromVariable);
        accept(configFile(fromVariable, fromArgument));
        accept(fromArgument);
        reportRejected();
        return new ParsedOptions(values.toOptions(), problems.lines());
    }

    /** Only at the end is it known what stands in the place of a rejected value. */
    private void reportRejected() {
        for (Setting setting : rejected) {
            problems.rejected(setting, values.text(setting.option()));
        }
    }

    private void accept(Source source) {
        for (Setting setting : source.settings()) {
            if (!values.accept(setting.option(), setting.value())) {
                rejected.add(setting);
            }
        }
    }

    private Source configFile(Source fromVariable, Source fromArgument) {
        Optional<Setting> config = fromArgument.usable(Option.CONFIG);
        if (config.isEmpty()) {
            config = fromVariable.usable(Option.CONFIG);
        }
        return config.isEmpty() || config.get().value().equals(AnyText.NONE)
                ? new Source("", problems)
                : ConfigFile.read(config.get(), problems);
    }
}
