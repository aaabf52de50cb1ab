package dev.headcount.agent.linker;

import static java.lang.constant.ConstantDescs.CD_Object;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.MethodTypeDesc;
import java.util.Set;

/**
 * Rewrites the class of the JDK's linker so that what its methods return passes through the bridge before:
 *
 * <pre>{@code
 *  return result;
 *
 *  becomes
 *
 *  try {
 *      result = ClassLoader.getSystemClassLoader().loadClass(bridge).newInstance().apply(result, arguments);
 *  } catch (Throwable any) {
 *      // the application gets what it would have got
 *  }
 *  return result;
 * }</pre>
 *
 * That class lies on the boot class path and cannot see ours, hence the way through the system class loader; linking a
 * function is rare enough for that.
 *
 * <p>Written with the JDK's own Class-File API, which starts 300 ms faster than Byte Buddy (docs/design-decisions.md).
 */
final class LinkerRewriter {

    private static final Set<String> HOOKED = Set.of(
            "downcallHandle(Ljava/lang/foreign/MemorySegment;Ljava/lang/foreign/FunctionDescriptor;"
                    + "[Ljava/lang/foreign/Linker$Option;)Ljava/lang/invoke/MethodHandle;",
            "downcallHandle(Ljava/lang/foreign/FunctionDescriptor;[Ljava/lang/foreign/Linker$Option;)"
                    + "Ljava/lang/invoke/MethodHandle;",
            "upcallStub(Ljava/lang/invoke/MethodHandle;Ljava/lang/foreign/FunctionDescriptor;"
                    + "Ljava/lang/foreign/Arena;[Ljava/lang/foreign/Linker$Option;)Ljava/lang/foreign/MemorySegment;");

    private final String bridge;

    LinkerRewriter(String bridge) {
        this.bridge = bridge;
    }

    /**
     * The class with its methods hooked.
     *
     * @throws IllegalStateException if it does not have the methods we know
     */
    byte[] hook(byte[] classFile) {
        ClassModel linker = ClassFile.of().parse(classFile);
        long found = linker.methods().stream().filter(LinkerRewriter::isHooked).count();
        if (found != HOOKED.size()) {
            throw new IllegalStateException(
                    found + " of its " + HOOKED.size() + " known methods found, Java " + Runtime.version());
        }
        return ClassFile.of().transformClass(linker, (builder, element) -> {
            if (element instanceof MethodModel method && isHooked(method)) {
                builder.transformMethod(method, MethodTransform.transformingCode(throughBridge(method)));
            } else {
                builder.with(element);
            }
        });
    }

    private static boolean isHooked(MethodModel method) {
        return HOOKED.contains(
                method.methodName().stringValue() + method.methodType().stringValue());
    }

    private CodeTransform throughBridge(MethodModel method) {
        MethodTypeDesc type = method.methodTypeSymbol();
        return (CodeBuilder code, CodeElement element) -> {
            if (element instanceof ReturnInstruction) {
                int result = code.allocateLocal(TypeKind.REFERENCE);
                code.astore(result);
                code.trying(
                        attempt -> applyBridge(attempt, type, result),
                        failure -> failure.catchingAll(CodeBuilder::pop));
                code.aload(result);
            }
            code.with(element);
        };
    }

    private void applyBridge(CodeBuilder code, MethodTypeDesc type, int result) {
        BridgeCall.find(code, bridge)
                .aload(result)
                .loadConstant(type.parameterCount())
                .anewarray(CD_Object);
        for (int i = 0; i < type.parameterCount(); i++) {
            code.dup().loadConstant(i).aload(code.parameterSlot(i)).aastore();
        }
        BridgeCall.apply(code).checkcast(type.returnType()).astore(result);
    }
}
