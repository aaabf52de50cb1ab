package dev.headcount.agent.options;

/** When a baseline is taken by itself. */
public sealed interface BaselineChoice {

    record Off() implements BaselineChoice {}

    /** Once the application has settled. */
    record Steady() implements BaselineChoice {}

    /** So many seconds after counting began. */
    record After(int seconds) implements BaselineChoice {}
}
