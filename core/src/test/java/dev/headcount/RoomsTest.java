package dev.headcount;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headcount.memory.Memory;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Data goes one way, and so do the references between the rooms, as the compiled classes have them. */
class RoomsTest {

    /** Each may know those before it. */
    private static final List<String> ORDER = List.of(
            "thread",
            "memory",
            "entries",
            "site",
            "allocator",
            "ledger",
            "gate",
            "history",
            "leak",
            "watch",
            "report",
            "jmx",
            "metrics",
            "junit");

    private static final Pattern OURS = Pattern.compile("\\[*L?dev/headcount/(\\w+)/.*");
    private static final Pattern NOT_OURS =
            Pattern.compile("\\[*L?(dev/headcount/agent|net/bytebuddy|com/sun/net/httpserver|java/lang/instrument)/.*");

    @Test
    void shouldKnowOnlyTheRoomsBeforeTheirOwn() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Path file : classes()) {
            ClassModel type = ClassFile.of().parse(file);
            String from = type.thisClass().asInternalName();
            for (String to : references(type)) {
                if (place(to) > place(from) || NOT_OURS.matcher(to).matches()) {
                    wrong.add(from + " knows " + to);
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void shouldAllBeInTheOrder() throws Exception {
        for (Path file : classes()) {
            String name = ClassFile.of().parse(file).thisClass().asInternalName();
            assertTrue(place(name) >= 0, name);
        }
    }

    private static List<String> references(ClassModel type) {
        List<String> references = new ArrayList<>();
        type.constantPool().forEach(entry -> {
            if (entry instanceof ClassEntry of) {
                references.add(of.asInternalName());
            }
        });
        return references;
    }

    /** -1 for what is in no room of ours. */
    private static int place(String internalName) {
        Matcher ours = OURS.matcher(internalName);
        return ours.matches() ? ORDER.indexOf(ours.group(1)) : -1;
    }

    private static List<Path> classes() throws IOException {
        URI main = URI.create(
                Memory.class.getProtectionDomain().getCodeSource().getLocation().toString());
        try (Stream<Path> files = Files.walk(Path.of(main))) {
            List<Path> classes =
                    files.filter(file -> file.toString().endsWith(".class")).toList();
            assertTrue(classes.size() > 100, main::toString);
            return classes;
        }
    }
}
