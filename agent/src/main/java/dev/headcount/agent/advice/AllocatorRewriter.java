package dev.headcount.agent.advice;

import static java.lang.constant.ConstantDescs.BSM_INVOKE;
import static java.lang.constant.ConstantDescs.CD_Class;
import static java.lang.constant.ConstantDescs.CD_MethodHandle;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_boolean;

import dev.headcount.gate.Role;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.LineNumber;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DirectMethodHandleDesc.Kind;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Lets the methods of an allocator pass by the ledger:
 *
 * <pre>{@code
 *  long malloc(long size) {
 *      if (OUTERMOST.invokeExact()) {
 *          return TRACKED.invokeExact(this, size); // the events, and this method again, which is then not the outermost
 *      }
 *      // the method as it was
 *  }
 * }</pre>
 *
 * Both handles are dynamic constants that the JVM resolves once for each class, by way of the bridge; a compiler takes them
 * for what they are, constants. They are put together from the JDK alone, so it does not matter what the class can see.
 */
final class AllocatorRewriter {

    private static final int JAVA_11 = 55; // the first class files with dynamic constants
    private static final ClassDesc CLASS_LOADER = ClassDesc.of(ClassLoader.class.getName());
    private static final ClassDesc BI_FUNCTION = ClassDesc.of(BiFunction.class.getName());

    private final ConstantDesc bridge;

    /** @param bridge the name of the class that answers the handles */
    AllocatorRewriter(String bridge) {
        DirectMethodHandleDesc loader = method(Kind.STATIC, CLASS_LOADER, "getSystemClassLoader", CLASS_LOADER);
        DirectMethodHandleDesc load = method(Kind.VIRTUAL, CLASS_LOADER, "loadClass", CD_Class, CD_String);
        DirectMethodHandleDesc make = method(Kind.VIRTUAL, CD_Class, "newInstance", CD_Object);
        ConstantDesc type = invoked(CD_Class, load, invoked(CLASS_LOADER, loader), bridge);
        this.bridge = invoked(BI_FUNCTION, make, type);
    }

    /**
     * The class with these methods tracked.
     *
     * @param loader the loader of the class, asked only for the files of classes; null for the JDK's own
     */
    byte[] rewrite(byte[] classFile, ClassLoader loader, Map<String, Role> methods) {
        ClassFile api = ClassFile.of(ClassHierarchyResolverOption.of(hierarchy(loader)));
        ClassModel type = api.parse(classFile);
        if (type.majorVersion() < JAVA_11) {
            throw new IllegalArgumentException("it is compiled for a Java before 11");
        }
        return api.transformClass(type, (builder, element) -> {
            if (element instanceof MethodModel method && methods.containsKey(AllocatorMethods.key(method))) {
                builder.transformMethod(
                        method,
                        MethodTransform.transformingCode(
                                new TrackedFirst(type.thisClass().asSymbol(), method)));
            } else {
                builder.with(element);
            }
        });
    }

    private static ClassHierarchyResolver hierarchy(ClassLoader loader) {
        ClassHierarchyResolver jdk = ClassHierarchyResolver.defaultResolver();
        return loader == null ? jdk : jdk.orElse(ClassHierarchyResolver.ofResourceParsing(loader));
    }

    private static DirectMethodHandleDesc method(
            Kind kind, ClassDesc owner, String name, ClassDesc answer, ClassDesc... parameters) {
        return MethodHandleDesc.ofMethod(kind, owner, name, MethodTypeDesc.of(answer, parameters));
    }

    /** The constant that is made by calling {@code method}. */
    private static DynamicConstantDesc<?> invoked(
            ClassDesc type, DirectMethodHandleDesc method, ConstantDesc... arguments) {
        ConstantDesc[] all = new ConstantDesc[arguments.length + 1];
        all[0] = method;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return DynamicConstantDesc.ofNamed(BSM_INVOKE, ConstantDescs.DEFAULT_NAME, type, all);
    }

    /** The handle that the bridge answers to this. */
    private ConstantDesc answer(ConstantDesc question) {
        DirectMethodHandleDesc apply =
                method(Kind.INTERFACE_VIRTUAL, BI_FUNCTION, "apply", CD_Object, CD_Object, CD_Object);
        return invoked(CD_MethodHandle, apply, bridge, question, ConstantDescs.NULL);
    }

    private final class TrackedFirst implements CodeTransform {

        private final DirectMethodHandleDesc itself;
        private final boolean isStatic;
        private final Optional<LineNumber> line;

        TrackedFirst(ClassDesc type, MethodModel method) {
            isStatic = method.flags().has(AccessFlag.STATIC);
            line = method.code().stream()
                    .flatMap(CodeModel::elementStream)
                    .filter(LineNumber.class::isInstance)
                    .map(LineNumber.class::cast)
                    .findFirst();
            // Special: what a subclass makes of the method is not meant.
            itself = MethodHandleDesc.ofMethod(
                    isStatic ? Kind.STATIC : Kind.SPECIAL,
                    type,
                    method.methodName().stringValue(),
                    method.methodTypeSymbol());
        }

        @Override
        public void atStart(CodeBuilder code) {
            line.ifPresent(code::with); // for the call path
            code.loadConstant(answer(AdvisedMethods.OUTERMOST))
                    .invokevirtual(CD_MethodHandle, "invokeExact", MethodTypeDesc.of(CD_boolean))
                    .ifThen(this::callTracked);
        }

        private void callTracked(CodeBuilder code) {
            MethodTypeDesc type = itself.invocationType();
            code.loadConstant(answer(itself));
            if (!isStatic) {
                code.aload(code.receiverSlot());
            }
            int first = isStatic ? 0 : 1;
            for (int i = first; i < type.parameterCount(); i++) {
                code.loadLocal(TypeKind.from(type.parameterType(i)), code.parameterSlot(i - first));
            }
            code.invokevirtual(CD_MethodHandle, "invokeExact", type).return_(TypeKind.from(type.returnType()));
        }

        @Override
        public void accept(CodeBuilder code, CodeElement element) {
            code.with(element);
        }
    }
}
