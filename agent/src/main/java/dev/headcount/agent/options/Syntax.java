package dev.headcount.agent.options;

import java.util.Optional;

/** What the value of an option looks like, and what it means. */
interface Syntax<T> {

    /** The form for a table of options: {@code on|off}. */
    String form();

    /** The same in words, to follow "takes": {@code on or off}. */
    String takes();

    /**
     * The meaning of a value; empty where it is no such value.
     *
     * @param text the value, with no blanks around it
     */
    Optional<T> read(String text);
}
