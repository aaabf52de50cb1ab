package dev.headcount.agent.catalog;

import java.util.List;

/**
 * How a library is initialised whose installer does that, too, and is heard only where nobody has done so before.
 *
 * @param function initialises as the installer does, without an allocator; each call counts
 * @param implied the functions that do so if nobody has
 * @param cleanup takes back one of these
 * @param make makes something out of the library's memory, without arguments
 * @param unmake frees that
 */
public record Initialisation(String function, List<String> implied, String cleanup, String make, String unmake) {
    public Initialisation {
        implied = List.copyOf(implied);
    }
}
