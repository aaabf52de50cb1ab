package dev.headcount.agent.linker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeInstruction;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinkerTransformerTest {

    private static final String LINKER = "jdk/internal/foreign/abi/AbstractLinker";

    private final List<String> warnings = new ArrayList<>();
    private final LinkerTransformer transformer = new LinkerTransformer("com.acme.Bridge", warnings::add);

    @Test
    void shouldSendWhatTheLinkerMakesThroughTheBridge() throws IOException {
        byte[] hooked = transform(LINKER, linker());

        assertNotNull(hooked);
        assertEquals(List.of(), ClassFile.of().verify(hooked));
        List<String> names = ClassFile.of().parse(hooked).methods().stream()
                .filter(LinkerTransformerTest::callsBridge)
                .map(method -> method.methodName().stringValue())
                .sorted()
                .toList();
        assertEquals(List.of("downcallHandle", "downcallHandle", "upcallStub"), names);
        assertEquals(List.of(), warnings);
    }

    @Test
    void shouldLeaveEveryOtherClassAlone() throws IOException {
        assertNull(transform("com/acme/AbstractLinker", linker()));
        assertEquals(List.of(), warnings);
    }

    @Test
    void shouldLeaveALinkerAloneThatItDoesNotKnow() throws IOException {
        byte[] stranger = classFile(LinkerTransformerTest.class.getName().replace('.', '/'));

        assertNull(transform(LINKER, stranger));
        assertEquals(List.of(unknown(0)), warnings);
    }

    @Test
    void shouldHookAllOrNothing() throws IOException {
        ClassModel linker = ClassFile.of().parse(linker());
        byte[] changed = ClassFile.of().transformClass(linker, (builder, element) -> {
            if (!(element instanceof MethodModel method && method.methodName().equalsString("upcallStub"))) {
                builder.with(element);
            }
        });

        assertNull(transform(LINKER, changed));
        assertEquals(List.of(unknown(2)), warnings);
    }

    @Test
    void shouldSayInOneLineThatItCannotReadTheClass() {
        assertNull(transform(LINKER, new byte[61]));

        assertEquals(1, warnings.size());
        assertTrue(warnings.getFirst().startsWith("nothing is tracked: this JDK's linker cannot be hooked ("));
    }

    private static String unknown(int found) {
        return "nothing is tracked: this JDK's linker cannot be hooked (java.lang.IllegalStateException: " + found
                + " of its 3 known methods found, Java " + Runtime.version() + ")";
    }

    private byte[] transform(String name, byte[] classFile) {
        return transformer.transform(Object.class.getModule(), null, name, null, null, classFile);
    }

    private static boolean callsBridge(MethodModel method) {
        return method.code().stream()
                .flatMap(code -> code.elementStream())
                .anyMatch(element -> element instanceof InvokeInstruction call
                        && call.owner().asInternalName().equals("java/util/function/BiFunction"));
    }

    private static byte[] linker() throws IOException {
        return classFile(LINKER);
    }

    private static byte[] classFile(String name) throws IOException {
        try (InputStream in = LinkerTransformerTest.class.getResourceAsStream("/" + name + ".class")) {
            return in.readAllBytes();
        }
    }
}
