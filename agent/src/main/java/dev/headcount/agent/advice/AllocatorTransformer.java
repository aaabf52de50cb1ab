package dev.headcount.agent.advice;

import dev.headcount.agent.options.AllocatorClass;
import dev.headcount.gate.Role;
import java.lang.classfile.ClassFile;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Has the methods of the application's allocators tracked: now if their classes are loaded, and otherwise when they are. A
 * class that cannot be is left as it is, and a line says why.
 */
public final class AllocatorTransformer implements ClassFileTransformer {

    private final List<AllocatorClass> allocators;
    private final AdvisedMethods methods;
    private final AllocatorRewriter rewriter;
    private final Consumer<String> warn;

    private AllocatorTransformer(
            List<AllocatorClass> allocators, AdvisedMethods methods, String bridge, Consumer<String> warn) {
        this.allocators = allocators;
        this.methods = methods;
        this.rewriter = new AllocatorRewriter(bridge);
        this.warn = warn;
    }

    /**
     * Begins to track; the bridge must be open.
     *
     * @param bridge the name of a class on the class path, as for the linker
     * @param warn receives one line for each class that cannot be tracked
     */
    public static void install(
            List<AllocatorClass> allocators,
            AdvisedMethods methods,
            Instrumentation instrumentation,
            String bridge,
            Consumer<String> warn) {
        AllocatorTransformer transformer = new AllocatorTransformer(allocators, methods, bridge, warn);
        instrumentation.addTransformer(transformer, true);
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            transformer.named(loaded.getName()).ifPresent(allocator -> {
                try {
                    instrumentation.retransformClasses(loaded);
                } catch (UnmodifiableClassException | LinkageError e) {
                    transformer.refuse(allocator, e.toString());
                }
            });
        }
    }

    private Optional<AllocatorClass> named(String name) {
        return allocators.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    @Override
    public byte[] transform(
            Module module,
            ClassLoader loader,
            String className,
            Class<?> redefined,
            ProtectionDomain domain,
            byte[] classFile) {
        return className == null
                ? null
                : named(className.replace('/', '.'))
                        .map(allocator -> transform(allocator, loader, classFile))
                        .orElse(null);
    }

    private byte[] transform(AllocatorClass allocator, ClassLoader loader, byte[] classFile) {
        try {
            Map<String, Role> found = AllocatorMethods.in(ClassFile.of().parse(classFile), allocator);
            byte[] rewritten = rewriter.rewrite(classFile, loader, found);
            methods.add(allocator, found);
            return rewritten;
        } catch (Throwable t) {
            refuse(allocator, t instanceof IllegalArgumentException ? t.getMessage() : t.toString());
            return null;
        }
    }

    private void refuse(AllocatorClass allocator, String why) {
        warn.accept("allocator " + allocator.name() + " is not tracked: " + why);
    }
}
