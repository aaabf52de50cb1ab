package dev.headcount.agent.advice;

import dev.headcount.agent.options.AllocatorClass;
import dev.headcount.gate.Role;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Finds the methods of a class that are an allocator: those of the right names that take and answer what their role does.
 * Overloads that call each other are all taken; the outermost call is the one that counts.
 */
final class AllocatorMethods {

    private static final List<Role> ROLES =
            List.of(Role.MALLOC, Role.CALLOC, Role.REALLOC, Role.FREE, Role.ALIGNED_ALLOC);
    private static final ClassDesc SEGMENT = ClassDesc.of(MemorySegment.class.getName());
    private static final String SIZE = "IJ"; // the descriptors of int and long

    private AllocatorMethods() {}

    /**
     * What each method does that is part of the allocator, by {@link #key}.
     *
     * @throws IllegalArgumentException if one that must be there is not; the message says what there is
     */
    static Map<String, Role> in(ClassModel type, AllocatorClass allocator) {
        Map<String, Role> found = new LinkedHashMap<>();
        for (Role role : ROLES) {
            boolean wanted = allocator.methods().isEmpty()
                    ? role == Role.MALLOC || role == Role.FREE
                    : allocator.methods().containsKey(role);
            int before = found.size();
            type.methods().stream()
                    .filter(method ->
                            method.code().isPresent() && isNamed(method, role, allocator) && suits(method, role))
                    .forEach(method -> found.put(key(method), role));
            if (wanted && found.size() == before) {
                throw new IllegalArgumentException(missing(type, role, allocator));
            }
        }
        return found;
    }

    static String key(MethodModel method) {
        return method.methodName().stringValue() + method.methodType().stringValue();
    }

    private static boolean isNamed(MethodModel method, Role role, AllocatorClass allocator) {
        String name = method.methodName().stringValue();
        return allocator.methods().isEmpty()
                ? name.equals(word(role)) || (role == Role.ALIGNED_ALLOC && name.equals("alignedAlloc"))
                : name.equals(allocator.methods().get(role));
    }

    private static boolean suits(MethodModel method, Role role) {
        MethodTypeDesc type = method.methodTypeSymbol();
        List<ClassDesc> parameters = type.parameterList();
        return switch (role) {
            case MALLOC -> parameters.size() == 1 && isSize(parameters.get(0)) && isPointer(type.returnType());
            case CALLOC, ALIGNED_ALLOC ->
                parameters.size() == 2
                        && parameters.stream().allMatch(AllocatorMethods::isSize)
                        && isPointer(type.returnType());
            case REALLOC ->
                parameters.size() == 2
                        && isPointer(parameters.get(0))
                        && isSize(parameters.get(1))
                        && isPointer(type.returnType());
            case FREE ->
                parameters.size() == 1
                        && isPointer(parameters.get(0))
                        && type.returnType().isPrimitive();
            default -> false;
        };
    }

    private static boolean isSize(ClassDesc type) {
        return SIZE.contains(type.descriptorString());
    }

    private static boolean isPointer(ClassDesc type) {
        return type.equals(ConstantDescs.CD_long) || type.equals(SEGMENT);
    }

    private static String missing(ClassModel type, Role role, AllocatorClass allocator) {
        String name = allocator.methods().getOrDefault(role, word(role));
        String there = type.methods().stream()
                .filter(method -> method.code().isPresent()
                        && !method.methodName().stringValue().startsWith("<"))
                .map(method -> method.methodTypeSymbol().returnType().displayName() + " "
                        + method.methodName().stringValue() + parameters(method))
                .collect(Collectors.joining(", "));
        return "it has no method '" + name + "' that can be a " + word(role) + ", but " + there;
    }

    private static String parameters(MethodModel method) {
        return method.methodTypeSymbol().parameterList().stream()
                .map(ClassDesc::displayName)
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String word(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
