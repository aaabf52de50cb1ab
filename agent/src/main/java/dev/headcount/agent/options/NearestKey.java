package dev.headcount.agent.options;

import java.util.Locale;
import java.util.Optional;

/** The option that was probably meant by a key that is none. */
final class NearestKey {

    private NearestKey() {}

    /** The option whose key differs the least: in one letter, or in up to a third of them. Capitals do not count. */
    static Optional<Option> of(String key) {
        String written = key.toLowerCase(Locale.ROOT);
        Option nearest = null;
        int least = Math.max(1, written.length() / 3) + 1;
        for (Option option : Option.values()) {
            int distance = distance(written, option.key());
            if (distance < least) {
                nearest = option;
                least = distance;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /**
     * How many letters must be added, removed, changed or swapped with their neighbour to make one word of the other
     * (optimal string alignment distance).
     */
    private static int distance(String a, String b) {
        int[][] distances = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                distances[i][j] = i == 0 || j == 0 ? i + j : fromNeighbours(distances, a, b, i, j);
            }
        }
        return distances[a.length()][b.length()];
    }

    private static int fromNeighbours(int[][] distances, String a, String b, int i, int j) {
        int changed = distances[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int least = Math.min(changed, 1 + Math.min(distances[i - 1][j], distances[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, 1 + distances[i - 2][j - 2]) : least;
    }
}
