package dev.headcount.ledger;

import dev.headcount.site.Site;

/**
 * One damage, by value.
 *
 * @param library the library that gave the pointer back
 * @param pointer the pointer, an address
 * @param size what the block's owner asked for, in bytes; -1 where it is no longer known
 * @param expected for a damaged header what it should say, otherwise the block's address
 * @param found for a damaged header what it says, otherwise the pointer
 * @param bornAt where the block was allocated, or null where it is no longer known
 * @param freedIn for a double free the API function that freed the block first; null where it was none that we know
 * @param foundAt where the damage was found
 * @param passedOn whether the allocator got the pointer all the same
 */
public record Damage(
        DamageKind kind,
        String library,
        long pointer,
        long size,
        long expected,
        long found,
        Site bornAt,
        String freedIn,
        Site foundAt,
        boolean passedOn) {

    /** One sentence that says what happened and where. */
    public String describe() {
        StringBuilder text = new StringBuilder(kind.words()).append(" at 0x").append(Long.toHexString(pointer));
        text.append(" (").append(library);
        if (size >= 0) {
            text.append(", block of ").append(size).append(" bytes");
        }
        text.append(')');
        switch (kind) {
            case DAMAGED_HEADER ->
                text.append(": the header says ")
                        .append(found)
                        .append(", it should say ")
                        .append(expected);
            case INTERIOR_POINTER ->
                text.append(": the block starts ")
                        .append(found - expected)
                        .append(" bytes before, at 0x")
                        .append(Long.toHexString(expected));
            default -> {}
        }
        append(text, "; allocated in ", bornAt == null ? null : bornAt.describe());
        append(text, "; freed first in ", freedIn);
        append(text, "; found in ", foundAt.describe());
        return text.append(passedOn ? "; passed on" : "; not passed on").toString();
    }

    private static void append(StringBuilder text, String lead, String where) {
        if (where != null) {
            text.append(lead).append(where);
        }
    }
}
