package dev.headcount.agent.linker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HaltTransformerTest {

    private static final String RUNTIME = "java/lang/Runtime";

    private final List<String> warnings = new ArrayList<>();
    private final HaltTransformer transformer = new HaltTransformer(null, "com.acme.Bridge", warnings::add);

    @Test
    void shouldChangeRuntimeAndNoOtherClass() throws IOException {
        byte[] hooked = transform(RUNTIME, classFile(RUNTIME));

        assertNotNull(hooked);
        assertEquals(List.of(), ClassFile.of().verify(hooked));
        assertNull(transform("com/acme/Runtime", classFile(RUNTIME)));
        assertEquals(List.of(), warnings);
    }

    @Test
    void shouldSayWhenItCannotReadRuntime() {
        assertNull(transform(RUNTIME, new byte[] {1, 2, 3}));
        assertWarns("java.lang.IllegalArgumentException");
    }

    @Test
    void shouldSayWhenThereIsNoHaltThatItKnows() throws IOException {
        assertNull(transform(RUNTIME, classFile("java/lang/Object")));
        assertWarns("java.lang.IllegalStateException: it has no known halt, Java " + Runtime.version());
    }

    private void assertWarns(String why) {
        assertEquals(1, warnings.size(), warnings::toString);
        assertTrue(warnings.getFirst().startsWith("Runtime.halt closes no gates: " + why), warnings::toString);
    }

    private byte[] transform(String name, byte[] classFile) {
        return transformer.transform(null, null, name, null, null, classFile);
    }

    private static byte[] classFile(String name) throws IOException {
        try (InputStream in = ClassLoader.getSystemResourceAsStream(name + ".class")) {
            return in.readAllBytes();
        }
    }
}
