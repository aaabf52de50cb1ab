package dev.headcount.gate.stack;

import dev.headcount.memory.Memory;
import java.util.NoSuchElementException;

/**
 * What {@link FrameChain} has to know of this JVM.
 *
 * @param code where compiled code is
 * @param interpreterStart where the interpreter's code begins
 * @param interpreterEnd where it ends
 * @param callStub where the code that enters Java is returned to
 * @param interpreterSenderBytes from an interpreted frame to its word with the stack pointer of the caller
 * @param callWrapperBytes from the frame of the call stub to its word with the address of the JavaCallWrapper
 * @param lastJavaFrameBytes from there to the Java frame that was left when Java was entered, or 0
 * @param classesUnloaded the address of the number of classes unloaded so far
 * @param threadStackBase from a JavaThread to the address where its stack begins
 */
record StackLayout(
        CodeCache code,
        long interpreterStart,
        long interpreterEnd,
        long callStub,
        long interpreterSenderBytes,
        long callWrapperBytes,
        long lastJavaFrameBytes,
        long classesUnloaded,
        long threadStackBase) {

    /** @throws NoSuchElementException if this JVM does not say all of it */
    static StackLayout ofThisJvm() {
        VmStructs vm = VmStructs.ofThisJvm();
        long stubs = Memory.getLong(vm.value("AbstractInterpreter::_code"));
        long interpreter = Memory.getLong(stubs + vm.value("StubQueue::_stub_buffer"));
        return new StackLayout(
                new CodeCache(vm),
                interpreter,
                interpreter + Memory.getInt(stubs + vm.value("StubQueue::_buffer_limit")),
                Memory.getLong(vm.value("StubRoutines::_call_stub_return_address")),
                vm.value("frame::interpreter_frame_sender_sp_offset") * Long.BYTES,
                vm.value("frame::entry_frame_call_wrapper_offset") * Long.BYTES,
                vm.value("JavaCallWrapper::_anchor") + vm.value("JavaFrameAnchor::_last_Java_sp"),
                PerfCounters.address(vm, "java.cls.unloadedClasses"),
                vm.value("JavaThread::_stack_base"));
    }

    boolean isInterpreter(long pc) {
        return pc >= interpreterStart && pc < interpreterEnd;
    }

    boolean isCallStub(long pc) {
        return pc == callStub;
    }
}
