package dev.headcount.junit;

import dev.headcount.jmx.RunningAgent;
import dev.headcount.ledger.LibrarySnapshot;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Warns of a name in {@link NoNativeLeaks#libraries} that no library had which was met until then, while others were: the
 * test would pass whatever it leaves. It may be misspelt; or the test never uses the library, which is no reason to fail.
 */
final class NamedLibraries {

    private static final Set<String> WARNED = ConcurrentHashMap.newKeySet();

    private NamedLibraries() {}

    /** Once for each name. */
    static void check(RunningAgent agent, Rules rules, String test) {
        if (WARNED.containsAll(rules.libraries())) {
            return;
        }
        List<String> met = agent.look(0).snapshot().libraries().stream()
                .map(LibrarySnapshot::name)
                .distinct()
                .sorted()
                .toList();
        Set<String> unmet = new TreeSet<>(rules.libraries());
        met.forEach(unmet::remove);
        unmet.removeIf(name -> met.isEmpty() || !WARNED.add(name));
        if (!unmet.isEmpty()) {
            Logger logger = System.getLogger(NamedLibraries.class.getName());
            logger.log(
                    Level.WARNING,
                    "@NoNativeLeaks on " + test + " names libraries of which none was met so far: "
                            + String.join(", ", unmet) + "; those that were: " + String.join(", ", met));
        }
    }
}
