package dev.headcount.agent.catalog;

import dev.headcount.gate.FunctionShape;
import java.util.List;

/** What one argument of an installer is. */
public sealed interface Argument {

    /** Nothing that we need to know; where we call, it is {@code own}. */
    record Any(long own) implements Argument {}

    /** A pointer to an {@code int} which is 0 before the call, and after it if the allocator is installed. */
    record Status() implements Argument {}

    /** An integer; with any other value the call installs no allocator. */
    record Constant(long value) implements Argument {}

    /** A pointer to a function of the allocator. */
    record Function(FunctionShape shape) implements Argument {}

    /** A pointer to a struct whose members are pointers, {@code fields} in order. */
    record Struct(List<Argument> fields) implements Argument {
        public Struct {
            fields = List.copyOf(fields);
        }
    }
}
