package dev.headcount.agent.catalog;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.OptionalLong;

/**
 * The C function that installs an allocator into a library.
 *
 * @param library the library's short name; empty to take it from the name of its file
 * @param symbol the function's name
 * @param arguments its arguments, in order
 * @param success what it answers when the allocator is installed; empty where it answers nothing, or it is not known what
 */
public record Installer(String library, String symbol, List<Argument> arguments, OptionalLong success) {

    /** Stands in a symbol for the version of the library, which is in the name of its file: {@code libicuuc.so.72}. */
    private static final String VERSION = "*";

    public Installer {
        arguments = List.copyOf(arguments);
    }

    /** The symbol as a library in a file of this name has it. */
    public String symbolIn(String file) {
        if (!symbol.endsWith(VERSION)) {
            return symbol;
        }
        int major = file.indexOf(".so.") + ".so.".length();
        int end = file.indexOf('.', major);
        return symbol.replace(VERSION, file.substring(major, end < 0 ? file.length() : end));
    }

    /** Whether an answer of the installer says that the allocator is installed; no answer at all does. */
    public boolean accepts(Object answer) {
        return !(answer instanceof Number status) || status.intValue() == success.orElse(0);
    }

    /** Whether a call by this descriptor can install an allocator: a variadic function has many descriptors. */
    public boolean fits(FunctionDescriptor descriptor) {
        List<MemoryLayout> layouts = descriptor.argumentLayouts();
        if (layouts.size() < arguments.size()) {
            return false;
        }
        for (int i = 0; i < arguments.size(); i++) {
            if (!fits(arguments.get(i), layouts.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean fits(Argument argument, MemoryLayout layout) {
        return switch (argument) {
            case Argument.Any _ -> true;
            case Argument.Status _ -> layout instanceof ValueLayout.OfLong || layout instanceof AddressLayout;
            case Argument.Constant _ -> layout instanceof ValueLayout.OfInt || layout instanceof ValueLayout.OfLong;
            case Argument.Function _, Argument.Struct _ ->
                layout instanceof ValueLayout.OfLong || layout instanceof AddressLayout;
        };
    }
}
