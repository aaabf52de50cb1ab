package dev.headcount.gate;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How one function of an allocator looks from C: what it does, and which argument is which.
 *
 * @param role what it does
 * @param parameters what each argument is, in order
 */
public record FunctionShape(Role role, List<Parameter> parameters) {

    /** Six on x86-64, eight on aarch64. */
    private static final int REGISTERS = 6;

    /** What an argument of an allocator's function is. */
    public enum Parameter {
        /** A size, {@code size_t}. */
        SIZE(ValueLayout.JAVA_LONG),
        /** A size, {@code int}. */
        INT_SIZE(ValueLayout.JAVA_INT),
        /** How many elements of a size, {@code size_t}; also where the C standard has none, as in reallocarray(3). */
        COUNT(ValueLayout.JAVA_LONG),
        /** How many characters of a string to copy at the most, {@code size_t}, as in strndup(3). */
        LIMIT(ValueLayout.JAVA_LONG),
        /** The pointer to the block. */
        POINTER(ValueLayout.ADDRESS),
        /** A word that is passed on as it is: user data, a file name, an alignment. */
        OTHER(ValueLayout.JAVA_LONG),
        /** An {@code int} that is passed on as it is: a line number, for instance. */
        OTHER_INT(ValueLayout.JAVA_INT);

        private final MemoryLayout layout;

        Parameter(MemoryLayout layout) {
            this.layout = layout;
        }
    }

    public FunctionShape {
        parameters = List.copyOf(parameters);
    }

    /** The shape that the function has in the C standard. */
    public static FunctionShape standard(Role role) {
        return new FunctionShape(role, standardParameters(role, Parameter.SIZE));
    }

    /** The same with {@code int} where the standard has {@code size_t}, as SQLite wants it. */
    public static FunctionShape withIntSizes(Role role) {
        return new FunctionShape(role, standardParameters(role, Parameter.INT_SIZE));
    }

    private static List<Parameter> standardParameters(Role role, Parameter size) {
        return switch (role) {
            case MALLOC -> List.of(size);
            case CALLOC -> List.of(Parameter.COUNT, size);
            case REALLOC -> List.of(Parameter.POINTER, size);
            case FREE, STRDUP, SIZE -> List.of(Parameter.POINTER);
            case ALIGNED_ALLOC -> List.of(Parameter.OTHER, size);
        };
    }

    /** Whether these parameters, too, tell what is allocated or freed. */
    public boolean isCoveredBy(List<Parameter> others) {
        return parameters.stream()
                .filter(parameter -> parameter != Parameter.OTHER)
                .allMatch(parameter -> others.contains(parameter)
                        || (parameter == Parameter.SIZE && others.contains(Parameter.INT_SIZE)));
    }

    public boolean has(Parameter parameter) {
        return parameters.contains(parameter);
    }

    /** The index of the size argument. */
    public int sizeIndex() {
        int index = parameters.indexOf(Parameter.SIZE);
        return index >= 0 ? index : indexOf(Parameter.INT_SIZE);
    }

    public int indexOf(Parameter parameter) {
        int index = parameters.indexOf(parameter);
        if (index < 0) {
            throw new IllegalStateException(role + " has no argument " + parameter + ": " + parameters);
        }
        return index;
    }

    /** Whether what the role needs is among the arguments that the calling conventions have in registers. */
    public boolean isInRegisters() {
        return parameters.size() <= REGISTERS;
    }

    /** The descriptor to call such a function by, where its pointer is all that is known of it. */
    public FunctionDescriptor descriptor() {
        List<MemoryLayout> arguments = new ArrayList<>();
        for (Parameter parameter : parameters) {
            arguments.add(parameter.layout);
        }
        MemoryLayout[] layouts = arguments.toArray(MemoryLayout[]::new);
        return resultLayout()
                .map(result -> FunctionDescriptor.of(result, layouts))
                .orElseGet(() -> FunctionDescriptor.ofVoid(layouts));
    }

    private Optional<MemoryLayout> resultLayout() {
        return switch (role) {
            case FREE -> Optional.empty();
            case SIZE -> Optional.of(ValueLayout.JAVA_LONG);
            default -> Optional.of(ValueLayout.ADDRESS);
        };
    }

    /** Whether a function with this descriptor can be called with these arguments: as many, each as wide. */
    public boolean accepts(FunctionDescriptor descriptor) {
        List<MemoryLayout> arguments = descriptor.argumentLayouts();
        if (arguments.size() != parameters.size()) {
            return false;
        }
        for (int i = 0; i < parameters.size(); i++) {
            MemoryLayout argument = arguments.get(i);
            if (!(argument instanceof ValueLayout)
                    || argument.byteSize() != parameters.get(i).layout.byteSize()) {
                return false;
            }
        }
        boolean answers = descriptor
                .returnLayout()
                .filter(result -> result.byteSize() == ValueLayout.ADDRESS.byteSize())
                .isPresent();
        return answers || role == Role.FREE || role == Role.SIZE;
    }
}
