package dev.headcount.gate.code;

/**
 * One u64 of the data that belongs to a piece of code: an address to call, a number that Java sets.
 *
 * @param name what the listing calls it
 * @param offset its place in the data, in bytes
 */
public record Word(String name, int offset) {

    /** The words with these names, one behind the other from the start of the data. */
    public static Word at(String name, int index) {
        return new Word(name, index * Long.BYTES);
    }

    @Override
    public String toString() {
        return name;
    }
}
