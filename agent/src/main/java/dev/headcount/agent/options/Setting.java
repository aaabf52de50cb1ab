package dev.headcount.agent.options;

/**
 * What one source says of one option.
 *
 * @param written the whole item, for messages: {@code depth=10}
 * @param value the part behind the first {@code =}; empty where there is none
 * @param where the source, for messages: {@code " in HEADCOUNT_OPTIONS"}
 */
record Setting(Option option, String written, String value, String where) {}
