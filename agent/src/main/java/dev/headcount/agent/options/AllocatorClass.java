package dev.headcount.agent.options;

import dev.headcount.gate.Role;
import java.util.Map;

/**
 * A class of the application whose methods are an allocator.
 *
 * @param library the name that its blocks are counted under
 * @param name the name of the class, {@code com.acme.CassMemory}
 * @param methods the names of its methods by what they do; empty where they are called like their roles
 */
public record AllocatorClass(String library, String name, Map<Role, String> methods) {

    public AllocatorClass {
        methods = Map.copyOf(methods);
    }
}
