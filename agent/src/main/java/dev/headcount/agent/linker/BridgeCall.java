package dev.headcount.agent.linker;

import static java.lang.constant.ConstantDescs.CD_Class;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.function.BiFunction;

/**
 * The way from a class of the JDK to the agent, in bytecode. Such a class lies on the boot class path and cannot see ours:
 * hence by name, through the system class loader.
 */
final class BridgeCall {

    private static final ClassDesc CLASS_LOADER = ClassDesc.of(ClassLoader.class.getName());
    private static final ClassDesc BI_FUNCTION = ClassDesc.of(BiFunction.class.getName());

    private BridgeCall() {}

    /** {@code (BiFunction) ClassLoader.getSystemClassLoader().loadClass(bridge).newInstance()}. */
    static CodeBuilder find(CodeBuilder code, String bridge) {
        return code.invokestatic(CLASS_LOADER, "getSystemClassLoader", MethodTypeDesc.of(CLASS_LOADER))
                .ldc(bridge)
                .invokevirtual(CLASS_LOADER, "loadClass", MethodTypeDesc.of(CD_Class, CD_String))
                .invokevirtual(CD_Class, "newInstance", MethodTypeDesc.of(CD_Object))
                .checkcast(BI_FUNCTION);
    }

    /** {@code .apply(result, arguments)}, with these two behind the bridge on the stack. */
    static CodeBuilder apply(CodeBuilder code) {
        return code.invokeinterface(BI_FUNCTION, "apply", MethodTypeDesc.of(CD_Object, CD_Object, CD_Object));
    }
}
