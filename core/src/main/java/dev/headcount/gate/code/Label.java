package dev.headcount.gate.code;

/** A place in a program; each is marked once. */
public record Label(String name) {

    @Override
    public String toString() {
        return name;
    }
}
