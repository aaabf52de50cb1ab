package dev.headcount.agent.options;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** A properties file with options, in UTF-8. Commas and parentheses separate and join nothing here. */
final class ConfigFile {

    private ConfigFile() {}

    /** The options of the file that {@code config} names; none where it cannot be read, which is then a problem. */
    static Source read(Setting config, Problems problems) {
        String where = " in " + config.value();
        Source source = new Source(where, problems);
        File file = new File(config.value()).getAbsoluteFile();
        try (Reader reader = new InputStreamReader(new FileInputStream(file), StandardCharsets.UTF_8)) {
            new Entries(source, where, problems).load(reader);
            return source;
        } catch (IOException e) {
            // For want of a file, a directory in its place or a missing right, the message is the path and why.
            problems.unreadable(config, e.getMessage());
        } catch (IllegalArgumentException _) {
            problems.unreadable(config, file + " (a \\u without four hexadecimal digits)");
        }
        return new Source(where, problems);
    }

    /** Passes the entries on as they are read: the properties themselves would forget that a key was there twice. */
    @SuppressWarnings("serial")
    private static final class Entries extends Properties {

        private final Source source;
        private final String where;
        private final Problems problems;

        Entries(Source source, String where, Problems problems) {
            this.source = source;
            this.where = where;
            this.problems = problems;
        }

        @Override
        public synchronized Object put(Object key, Object value) {
            String name = key.toString().strip();
            String text = value.toString().strip();
            String written = name + "=" + text;
            if (name.equals(Option.CONFIG.key())) {
                problems.configInConfig(written, where);
            } else {
                source.add(written, name, text);
            }
            return null;
        }
    }
}
