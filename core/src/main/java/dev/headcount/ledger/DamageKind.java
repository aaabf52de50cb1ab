package dev.headcount.ledger;

import java.util.Locale;

/** What can be wrong with a pointer that is given back. */
public enum DamageKind {
    /** The block was freed before, and not allocated since. */
    DOUBLE_FREE("double free"),
    /** The pointer points into a live block, not to its start. */
    INTERIOR_POINTER("free of a pointer inside a block"),
    /** The header in front of the block disagrees with the size that was asked for: it was overwritten. */
    DAMAGED_HEADER("damaged header");

    private final String words;

    DamageKind(String words) {
        this.words = words;
    }

    /** In plain words, as the report says it. */
    public String words() {
        return words;
    }

    /** The name for tags and JSON: {@code double_free}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
