package dev.headcount.agent.options;

import dev.headcount.ledger.BlockListing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The value of each option as far as the sources are read; before the first, its default. */
final class StandingValues {

    // Not EnumMap, for the reason given in Source.
    private final Map<Option, String> texts = new HashMap<>();
    private final Map<Option, Object> values = new HashMap<>();

    StandingValues() {
        for (Option option : Option.values()) {
            accept(option, option.defaultText());
        }
    }

    /** Puts a value in the place of the standing one; false, and that one stays, if it is no value of the option. */
    boolean accept(Option option, String text) {
        Optional<?> value = option.syntax().read(text);
        if (value.isEmpty()) {
            return false;
        }
        texts.put(option, text);
        values.put(option, value.get());
        return true;
    }

    /** The standing value as it was written. */
    String text(Option option) {
        return texts.get(option);
    }

    AgentOptions toOptions() {
        return new AgentOptions(
                value(Option.HTTP, HttpBinding.class),
                file(text(Option.TOKEN)),
                value(Option.REPORT, ReportTarget.class),
                text(Option.STACKS).equals("on"),
                value(Option.DEPTH, Integer.class),
                header(text(Option.HEADER)),
                installers(text(Option.INSTALLER)),
                value(Option.ALLOCATOR, AllocatorSyntax.Classes.class).list(),
                value(Option.INSTALL, InstallChoice.class),
                file(text(Option.CATALOG)),
                value(Option.SITES, Integer.class),
                value(Option.TABLE, Long.class),
                text(Option.DAMAGE).equals("pass"),
                value(Option.BLOCKS, BlockListing.class),
                file(text(Option.IGNORE)),
                value(Option.BASELINE, BaselineChoice.class),
                value(Option.DUMP, DumpChoice.class),
                text(Option.JMX).equals("on"));
    }

    private <T> T value(Option option, Class<T> type) {
        return type.cast(values.get(option));
    }

    private static Optional<String> header(String text) {
        return text.equals(HeaderSyntax.AUTO) ? Optional.empty() : Optional.of(text);
    }

    private static Optional<String> file(String text) {
        return text.equals(AnyText.NONE) ? Optional.empty() : Optional.of(text);
    }

    private static List<String> installers(String text) {
        return text.equals(AnyText.NONE) ? List.of() : Items.split(text, ';');
    }
}
