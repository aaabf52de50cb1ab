package dev.headcount.agent.catalog;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.util.List;

/**
 * The C function that installs an allocator into a library.
 *
 * @param library the library's short name; empty to take it from the name of its file
 * @param symbol the function's name
 * @param arguments its arguments, in order
 * @param success what it answers when the allocator is installed, where it answers a number
 */
public record Installer(String library, String symbol, List<Argument> arguments, long success) {

    public Installer {
        arguments = List.copyOf(arguments);
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
            case Argument.Constant _ -> layout instanceof ValueLayout.OfInt || layout instanceof ValueLayout.OfLong;
            case Argument.Function _, Argument.Struct _ ->
                layout instanceof ValueLayout.OfLong || layout instanceof AddressLayout;
        };
    }
}
