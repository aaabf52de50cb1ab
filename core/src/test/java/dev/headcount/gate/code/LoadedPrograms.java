package dev.headcount.gate.code;

import dev.headcount.memory.Pages;
import java.util.HashMap;
import java.util.Map;

/**
 * Programs in the memory of a machine, and the data that they share.
 *
 * <pre>
 *  0              64           128              64 Ki
 *  +--------------+------------+----- … --------+-------------------+
 *  | program 0    | program 1  |                | data, 64 Ki       |
 *  +--------------+------------+----- … --------+-------------------+
 * </pre>
 *
 * Each program begins at a multiple of 64.
 */
public final class LoadedPrograms {

    private static final long CODE_BYTES = Pages.BYTES;
    private static final long DATA_BYTES = Pages.BYTES;
    private static final long ALIGNMENT = 64;

    private final Machine machine;
    private final long base;
    private final Map<Program, Long> addresses = new HashMap<>();

    LoadedPrograms(Machine machine, Program... programs) {
        this.machine = machine;
        this.base = machine.map(CODE_BYTES + DATA_BYTES);
        long offset = 0;
        for (Program program : programs) {
            byte[] code =
                    machine.processor().encode(program, CODE_BYTES - offset).bytes();
            if (offset + code.length > CODE_BYTES) {
                throw new IllegalArgumentException("no room for " + program.name());
            }
            machine.store(base + offset, code);
            addresses.put(program, base + offset);
            offset = (offset + code.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        }
        machine.makeExecutable(base, CODE_BYTES);
    }

    public long address(Program program) {
        Long address = addresses.get(program);
        if (address == null) {
            throw new IllegalArgumentException("not loaded: " + program.name());
        }
        return address;
    }

    public long address(Word word) {
        return base + CODE_BYTES + word.offset();
    }

    public long get(Word word) {
        return machine.load(address(word));
    }

    public LoadedPrograms set(Word word, long value) {
        machine.store(address(word), value);
        return this;
    }

    /** Lets the word be the address of a function of the C library. */
    public LoadedPrograms bind(Word word, String function) {
        return set(word, machine.function(function));
    }

    /** Lets the word be the address of a program. */
    public LoadedPrograms bind(Word word, Program program) {
        return set(word, address(program));
    }

    /** Calls a program with up to six arguments; the others are anything. */
    public long call(Program program, long... arguments) {
        return machine.call(address(program), arguments);
    }

    /** Calls the program of this name. */
    public long call(String name, long... arguments) {
        for (Program program : addresses.keySet()) {
            if (program.name().equals(name)) {
                return call(program, arguments);
            }
        }
        throw new IllegalArgumentException("not loaded: " + name);
    }
}
