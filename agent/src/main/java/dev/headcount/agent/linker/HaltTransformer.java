package dev.headcount.agent.linker;

import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.function.Consumer;

/**
 * Has {@link Runtime#halt} tell the agent before it ends the JVM: it runs no shutdown hook, but exit(3) with all that
 * libraries do there.
 *
 * <pre>{@code
 *  try {
 *      ClassLoader.getSystemClassLoader().loadClass(bridge).newInstance().apply(null, null);
 *  } catch (Throwable any) {
 *      // it halts all the same
 *  }
 * }</pre>
 *
 * {@code Runtime} is changed when the first allocator is tracked; an application without one keeps it as it is.
 */
final class HaltTransformer implements ClassFileTransformer, Runnable {

    private static final String RUNTIME = "java/lang/Runtime";
    private static final MethodTypeDesc HALT = MethodTypeDesc.of(CD_void, ConstantDescs.CD_int);

    private final Instrumentation instrumentation;
    private final String bridge;
    private final Consumer<String> warn;

    /**
     * @param bridge as for {@link LinkerTransformer#install}
     * @param warn receives one line if {@code Runtime} cannot be changed
     */
    HaltTransformer(Instrumentation instrumentation, String bridge, Consumer<String> warn) {
        this.instrumentation = instrumentation;
        this.bridge = bridge;
        this.warn = warn;
    }

    /** Changes {@code Runtime}. */
    @Override
    public void run() {
        instrumentation.addTransformer(this, true);
        try {
            instrumentation.retransformClasses(Runtime.class);
        } catch (UnmodifiableClassException | LinkageError e) {
            warn(e);
        } finally {
            instrumentation.removeTransformer(this);
        }
    }

    @Override
    public byte[] transform(
            Module module,
            ClassLoader loader,
            String className,
            Class<?> redefined,
            ProtectionDomain domain,
            byte[] classFile) {
        if (!RUNTIME.equals(className)) {
            return null;
        }
        try {
            return hook(classFile);
        } catch (Throwable t) { // the JVM would swallow it
            warn(t);
            return null;
        }
    }

    private byte[] hook(byte[] classFile) {
        ClassModel runtime = ClassFile.of().parse(classFile);
        if (runtime.methods().stream().noneMatch(HaltTransformer::isHalt)) {
            throw new IllegalStateException("it has no known halt, Java " + Runtime.version());
        }
        return ClassFile.of()
                .transformClass(
                        runtime, ClassTransform.transformingMethodBodies(HaltTransformer::isHalt, new BridgeFirst()));
    }

    private static boolean isHalt(MethodModel method) {
        return method.methodName().equalsString("halt")
                && method.methodTypeSymbol().equals(HALT);
    }

    private void warn(Throwable t) {
        warn.accept("Runtime.halt closes no gates: " + t);
    }

    private final class BridgeFirst implements CodeTransform {

        @Override
        public void atStart(CodeBuilder code) {
            code.trying(
                    attempt -> BridgeCall.apply(BridgeCall.find(attempt, bridge)
                                    .aconst_null()
                                    .aconst_null())
                            .pop(),
                    failure -> failure.catchingAll(CodeBuilder::pop));
        }

        @Override
        public void accept(CodeBuilder code, CodeElement element) {
            code.with(element);
        }
    }
}
