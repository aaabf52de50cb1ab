package dev.headcount.gate;

import static java.lang.invoke.MethodHandles.explicitCastArguments;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;

/** Java functions with sizes as {@code int}, as SQLite wants them. */
class IntSizeDelegateTest extends TrackedFunctionContract {

    @Override
    FunctionShape shape(Role role) {
        return FunctionShape.withIntSizes(role);
    }

    @Override
    MethodHandle delegate(Role role) {
        MethodHandle segments = new SegmentDelegateTest().delegate(role);
        MethodType type = segments.type();
        return switch (role) {
            case FREE, STRDUP -> segments;
            case SIZE -> explicitCastArguments(segments, type.changeReturnType(int.class));
            default ->
                explicitCastArguments(
                        segments, type.changeParameterType(shape(role).sizeIndex(), int.class));
        };
    }
}
