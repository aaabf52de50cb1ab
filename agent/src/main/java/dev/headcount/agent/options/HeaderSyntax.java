package dev.headcount.agent.options;

import dev.headcount.allocator.HeaderFormat;
import java.util.Optional;

/** The name of a header format, or {@value #AUTO}. */
final class HeaderSyntax implements Syntax<String> {

    static final String AUTO = "auto";

    @Override
    public String form() {
        return "auto|none|FORMAT";
    }

    @Override
    public String takes() {
        StringBuilder names = new StringBuilder(AUTO + ", " + HeaderFormat.NONE.name());
        int last = HeaderFormat.KNOWN.size() - 1;
        for (int i = 0; i <= last; i++) {
            names.append(i == last ? " or " : ", ")
                    .append(HeaderFormat.KNOWN.get(i).name());
        }
        return names.toString();
    }

    @Override
    public Optional<String> read(String text) {
        return text.equals(AUTO) || HeaderFormat.named(text).isPresent() ? Optional.of(text) : Optional.empty();
    }
}
