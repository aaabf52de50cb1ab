package dev.headcount.agent.linker;

import dev.headcount.agent.catalog.Argument;
import dev.headcount.agent.catalog.Installer;
import dev.headcount.memory.Libc;
import dev.headcount.memory.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.ToLongFunction;

/** The arguments of an installer that Headcount itself calls. */
final class InstallerArguments {

    private final Installer installer;
    private final List<Long> words = new ArrayList<>();
    private long status;
    private long struct;

    /**
     * Makes the arguments.
     *
     * @param given the first arguments, as far as they are not ours
     * @param functions the address of a function of this shape
     */
    InstallerArguments(Installer installer, List<Long> given, ToLongFunction<Argument.Function> functions) {
        this.installer = installer;
        List<Argument> arguments = installer.arguments();
        for (int i = 0; i < arguments.size(); i++) {
            boolean isGiven = arguments.get(i) instanceof Argument.Any && i < given.size();
            words.add(isGiven ? given.get(i) : word(arguments.get(i), functions));
        }
    }

    private long word(Argument argument, ToLongFunction<Argument.Function> functions) {
        return switch (argument) {
            case Argument.Any any -> any.own();
            case Argument.Constant constant -> constant.value();
            case Argument.Function function -> functions.applyAsLong(function);
            case Argument.Status _ -> {
                status = memory(Long.BYTES);
                yield status;
            }
            case Argument.Struct of -> {
                struct = memory(of.fields().size() * (long) Long.BYTES);
                yield struct;
            }
        };
    }

    /** Never freed: some libraries keep the pointer. */
    private static long memory(long bytes) {
        long memory = Libc.calloc(1, bytes);
        if (memory == 0) {
            throw new IllegalStateException("no native memory, bytes=" + bytes);
        }
        return memory;
    }

    /** Calls the function that fills the struct with the library's own functions; empty if it did, or what it answered. */
    OptionalInt fill(Installer defaults, long address) {
        List<Long> arguments = new ArrayList<>();
        for (Argument argument : defaults.arguments()) {
            arguments.add(argument instanceof Argument.Constant constant ? constant.value() : struct);
        }
        int answer = (int) WordCall.call(address, arguments);
        return defaults.accepts(answered(defaults, answer)) ? OptionalInt.empty() : OptionalInt.of(answer);
    }

    /** Puts ours into the struct, over what is there. */
    void complete(ToLongFunction<Argument.Function> functions) {
        for (Argument argument : installer.arguments()) {
            if (argument instanceof Argument.Struct of) {
                for (int i = 0; i < of.fields().size(); i++) {
                    if (of.fields().get(i) instanceof Argument.Function function) {
                        Memory.setLong(struct + i * (long) Long.BYTES, functions.applyAsLong(function));
                    }
                }
            }
        }
    }

    /** Calls the installer; empty if it took the functions, otherwise what it answered. */
    OptionalInt install(long address) {
        int answer = (int) WordCall.call(address, words); // the upper half of the register is anything
        boolean taken = status == 0 ? installer.accepts(answered(installer, answer)) : Memory.getInt(status) == 0;
        return taken ? OptionalInt.empty() : OptionalInt.of(status == 0 ? answer : Memory.getInt(status));
    }

    /** What the function says, if it is known to say anything: the register has something in any case. */
    private static Object answered(Installer function, int answer) {
        return function.success().isPresent() ? (Object) answer : null;
    }
}
