package dev.headcount.agent.options;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is wrong with the options: for each thing one line that names the option, the value and the way out. */
final class Problems {

    /** Enough to recognize an item by; an installer can be long. */
    private static final int LONGEST_QUOTE = 120;

    private static final String HELP = "java -jar headcount-agent.jar --help";

    private final List<String> lines = new ArrayList<>();
    private final boolean refusing;

    /** @param refusing whether nothing is done until all is right, rather than done without what is wrong */
    Problems(boolean refusing) {
        this.refusing = refusing;
    }

    List<String> lines() {
        return lines;
    }

    void unknown(String written, String key, String where) {
        Optional<Option> meant = NearestKey.of(key);
        String way = meant.isPresent()
                ? "did you mean '" + meant.get().key() + "'? (" + HELP + " lists them)"
                : HELP + " lists the known ones";
        add("unknown option " + quoted(written) + where + ": " + way);
    }

    void unclosed(String written, String where) {
        boolean bracket = written.lastIndexOf('[') > written.lastIndexOf('(');
        add("option " + quoted(written) + where + fault() + "its '" + (bracket ? '[' : '(')
                + "' is never closed, so all that follows belongs to it; add the '" + (bracket ? ']' : ')') + "'");
    }

    void twice(Setting first, Setting last) {
        String way = last.option() == Option.INSTALLER ? "; put several installers into one, separated by ';'" : "";
        add("option '" + last.option().key() + "' is given twice" + last.where() + ", as " + quoted(first.written())
                + " and " + quoted(last.written()) + ": " + (refusing ? "give it once" : "the last one counts") + way);
    }

    /** @param standing the value that is used instead */
    void rejected(Setting setting, String standing) {
        Option option = setting.option();
        String value = setting.value().isEmpty() ? " has no value and" : "";
        String instead = refusing ? "" : "; using " + standing;
        add("option " + quoted(setting.written()) + setting.where() + value + fault() + option.key() + " takes "
                + option.takes() + instead);
    }

    private String fault() {
        return refusing ? " is wrong: " : " is ignored: ";
    }

    void configInConfig(String written, String where) {
        add("option " + quoted(written) + where
                + " is ignored: a config file cannot name another one; put its options into this one");
    }

    void unreadable(Setting config, String reason) {
        add("option " + quoted(config.written()) + config.where() + " is ignored: cannot read " + reason
                + "; config takes " + config.option().takes());
    }

    /** One line, whatever was written into the options. */
    private void add(String line) {
        StringBuilder printable = new StringBuilder(line);
        for (int i = 0; i < printable.length(); i++) {
            if (Character.isISOControl(printable.charAt(i))) {
                printable.setCharAt(i, '?');
            }
        }
        lines.add(printable.toString());
    }

    private static String quoted(String written) {
        return written.length() <= LONGEST_QUOTE
                ? "'" + written + "'"
                : "'" + written.substring(0, LONGEST_QUOTE) + "...'";
    }
}
