package dev.headcount.agent.linker;

import dev.headcount.gate.allocator.NativeAllocator;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Libraries that another one gives its allocator, as the Cassandra driver does with libuv: Headcount gives them none from then
 * on, since they have blocks of that one. What they have of Headcount's by then arrives there.
 */
final class Claims {

    private final Set<String> claimed = ConcurrentHashMap.newKeySet();
    private final Map<String, NativeAllocator> own = new ConcurrentHashMap<>();

    void claim(Collection<String> libraries) {
        claimed.addAll(libraries);
    }

    boolean isClaimed(String library) {
        return claimed.contains(library);
    }

    /** The library has got Headcount's own allocator. */
    void owns(String library, NativeAllocator allocator) {
        own.put(library, allocator);
    }

    /** Headcount's own allocator of one of them; any takes the blocks of all. */
    Optional<NativeAllocator> ownOfAny(Collection<String> libraries) {
        return libraries.stream()
                .flatMap(library -> Optional.ofNullable(own.get(library)).stream())
                .findFirst();
    }
}
