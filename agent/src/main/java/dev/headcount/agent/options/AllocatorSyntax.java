package dev.headcount.agent.options;

import dev.headcount.gate.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code cass=com.acme.CassMemory[malloc=allocate,realloc,free]}, several of them separated by semicolons. */
final class AllocatorSyntax implements Syntax<AllocatorSyntax.Classes> {

    static final String NONE = "none";

    record Classes(List<AllocatorClass> list) {}

    @Override
    public String form() {
        return "none|CLASS[ROLES][;...]";
    }

    @Override
    public String takes() {
        return "none, or classes such as com.acme.CassMemory or com.acme.CassMemory[malloc=allocate,free=release],"
                + " separated by ';'";
    }

    @Override
    public Optional<Classes> read(String text) {
        List<AllocatorClass> classes = new ArrayList<>();
        if (text.equals(NONE)) {
            return Optional.of(new Classes(classes));
        }
        for (String item : Items.split(text, ';')) {
            Optional<AllocatorClass> read = readClass(item);
            if (read.isEmpty()) {
                return Optional.empty();
            }
            classes.add(read.get());
        }
        return classes.isEmpty() ? Optional.empty() : Optional.of(new Classes(List.copyOf(classes)));
    }

    private static Optional<AllocatorClass> readClass(String item) {
        int bracket = item.indexOf('[');
        String head = bracket < 0 ? item : item.substring(0, bracket).strip();
        int equals = head.indexOf('=');
        String name = head.substring(equals + 1).strip();
        String library = equals < 0 ? simple(name) : head.substring(0, equals).strip();
        if (!isName(name, true) || library.isEmpty() || (bracket >= 0 && !item.endsWith("]"))) {
            return Optional.empty();
        }
        if (bracket < 0) {
            return Optional.of(new AllocatorClass(library, name, Map.of()));
        }
        Map<Role, String> methods = new HashMap<>();
        for (String word : Items.split(item.substring(bracket + 1, item.length() - 1), ',')) {
            if (!readMethod(word, methods)) {
                return Optional.empty();
            }
        }
        // What is never given back, or comes from nowhere, cannot be counted.
        boolean whole = methods.containsKey(Role.FREE) && methods.size() > 1;
        return whole ? Optional.of(new AllocatorClass(library, name, methods)) : Optional.empty();
    }

    /** {@code malloc} or {@code malloc=allocate}; false where it is neither, or the role has a method already. */
    private static boolean readMethod(String word, Map<Role, String> methods) {
        int equals = word.indexOf('=');
        String written = equals < 0 ? word : word.substring(0, equals).strip();
        String method = word.substring(equals + 1).strip();
        for (Role role : Role.values()) {
            boolean tracked = role != Role.STRDUP && role != Role.SIZE;
            if (tracked && role.name().toLowerCase(Locale.ROOT).equals(written)) {
                return isName(method, false) && methods.put(role, method) == null;
            }
        }
        return false;
    }

    private static String simple(String name) {
        return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
    }

    private static boolean isName(String text, boolean dotted) {
        boolean begins = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (begins
                    ? !Character.isJavaIdentifierStart(c)
                    : !Character.isJavaIdentifierPart(c) && !(dotted && c == '.')) {
                return false;
            }
            begins = c == '.';
        }
        return !begins;
    }
}
