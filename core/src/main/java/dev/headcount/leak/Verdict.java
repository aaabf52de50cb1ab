package dev.headcount.leak;

/** What is wrong with a site, if anything; the worst first. */
public enum Verdict {
    /** Its blocks are not given back: old ones of ever more generations stay alive. */
    LEAKING("leaking"),
    /** It holds more and more, but there is not enough to call it a leak. */
    GROWING("growing"),
    /** It grows more and more slowly: a cache or a pool. */
    FILLING("filling"),
    /** Not watched for long enough to say anything. */
    WARMING_UP("warming up"),
    /** It holds about as much as before, or less. */
    STEADY("steady");

    private final String words;

    Verdict(String words) {
        this.words = words;
    }

    /** Whether something may be wrong with the site; of what is warming up nobody knows. */
    public boolean isAccusation() {
        return this == LEAKING || this == GROWING || this == FILLING;
    }

    /** For people: {@code warming up}. */
    public String words() {
        return words;
    }

    /** For programs: {@code warming_up}. */
    public String key() {
        return words.replace(' ', '_');
    }
}
