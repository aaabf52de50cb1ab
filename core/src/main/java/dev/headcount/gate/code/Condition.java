package dev.headcount.gate.code;

/** How two numbers of 64 bits compare. */
public enum Condition {
    EQUAL("=="),
    NOT_EQUAL("!="),
    /** Signed. */
    LESS("<"),
    /** Signed. */
    GREATER(">"),
    /** Unsigned. */
    BELOW("<u"),
    /** Unsigned. */
    ABOVE(">u");

    final String sign;

    Condition(String sign) {
        this.sign = sign;
    }
}
