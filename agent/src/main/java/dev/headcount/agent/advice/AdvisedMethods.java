package dev.headcount.agent.advice;

import dev.headcount.agent.linker.Books;
import dev.headcount.agent.linker.MethodNames;
import dev.headcount.agent.linker.Nesting;
import dev.headcount.agent.options.AllocatorClass;
import dev.headcount.gate.FunctionShape;
import dev.headcount.gate.FunctionShape.Parameter;
import dev.headcount.gate.Role;
import dev.headcount.gate.TrackedFunction;
import dev.headcount.ledger.LibraryFacts;
import dev.headcount.ledger.LibraryLedger;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleInfo;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Makes the handles that the {@linkplain AllocatorRewriter rewritten} methods call: once for each, when it is first called. */
public final class AdvisedMethods {

    /** What such a method asks the bridge besides. */
    public static final String OUTERMOST = "outermost";

    private record Advised(AllocatorClass allocator, Role role) {}

    private final Books books;
    private final Map<String, Advised> methods = new ConcurrentHashMap<>();
    private final Map<AllocatorClass, LibraryLedger> ledgers = new HashMap<>();

    public AdvisedMethods(Books books) {
        this.books = books;
    }

    void add(AllocatorClass allocator, Map<String, Role> found) {
        found.forEach((method, role) -> methods.put(allocator.name() + "." + method, new Advised(allocator, role)));
    }

    /** Says whether a call is not made by another of these methods, nor by a tracked function: {@code ()boolean}. */
    public MethodHandle outermost() {
        return Nesting.OUTERMOST;
    }

    /** A handle of the same type: the method with the ledger's events around it. Never throws. */
    public MethodHandle tracked(MethodHandle method) {
        try {
            MethodHandleInfo info = MethodNames.reveal(method);
            Advised advised = methods.get(info.getDeclaringClass().getName() + "." + info.getName()
                    + info.getMethodType().descriptorString());
            FunctionShape shape = shape(advised.role(), !Modifier.isStatic(info.getModifiers()));
            return TrackedFunction.ofMethod(Nesting.within(method), shape, ledger(advised.allocator()));
        } catch (ReflectiveOperationException | RuntimeException e) {
            books.note("a method of an allocator is not tracked: " + e);
            return Nesting.within(method);
        }
    }

    /** As the C standard has it; the receiver comes first. */
    private static FunctionShape shape(Role role, boolean hasReceiver) {
        List<Parameter> parameters = new ArrayList<>();
        if (hasReceiver) {
            parameters.add(Parameter.OTHER);
        }
        parameters.addAll(FunctionShape.standard(role).parameters());
        return new FunctionShape(role, parameters);
    }

    private synchronized LibraryLedger ledger(AllocatorClass allocator) {
        return ledgers.computeIfAbsent(allocator, _ -> {
            LibraryFacts facts = new LibraryFacts(allocator.library(), "", "Java, " + allocator.name());
            return books.ledger().library(facts, books.header());
        });
    }
}
