package dev.headcount.agent.apps;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.logging.LogManager;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;

/**
 * Works with SQLite on an allocator of Java upcalls, and reads an MXBean that it has no class of, as it is told on standard
 * input. Like an application server it chooses the JVM's log manager in its main method.
 */
public final class JmxShell {

    /** The application's own. */
    public static final class OwnLogManager extends LogManager {}

    private final CountingAllocator allocator = new CountingAllocator(16);
    private final ObjectName name;
    private SqliteSession session;

    private JmxShell() throws JMException {
        name = new ObjectName("dev.headcount:type=Headcount");
    }

    public static void main(String[] arguments) throws Throwable {
        System.setProperty("java.util.logging.manager", OwnLogManager.class.getName());
        JmxShell shell = new JmxShell();
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            System.out.println(shell.answer(line.split(" ", -1)).replace("\n", "|"));
        }
    }

    private String answer(String[] words) throws Throwable {
        return switch (words[0]) {
            case "open" -> open();
            case "close" -> close();
            case "registered" -> Boolean.toString(server().isRegistered(name));
            case "show" -> show();
            case "log-manager" -> LogManager.getLogManager().getClass().getSimpleName();
            case "closed-types" -> closedTypes().toString();
            case "attribute" -> text(server().getAttribute(name, words[1]));
            case "invoke" -> invoke(words[1], Stream.of(words).skip(2).toList());
            default -> throw new IOException(words[0]);
        };
    }

    private String open() throws Throwable {
        session = SqliteSession.open(AllocatorPointers.ints(allocator));
        return allocator.truth();
    }

    private String close() throws Throwable {
        session.close();
        return allocator.truth();
    }

    /** As a reader in this JVM does it. */
    private String show() throws ReflectiveOperationException, JMException {
        Class.forName("dev.headcount.agent.HeadcountAgent", true, ClassLoader.getSystemClassLoader())
                .getMethod("showOverJmx")
                .invoke(null);
        return Boolean.toString(server().isRegistered(name));
    }

    /** What is not open data, and would need a class of the agent's. */
    private List<String> closedTypes() throws JMException {
        MBeanInfo info = server().getMBeanInfo(name);
        Stream<MBeanFeatureInfo> features =
                Stream.concat(Stream.of(info.getAttributes()), Stream.of(info.getOperations()));
        return features.filter(it -> it.getDescriptor().getFieldValue("openType") == null)
                .map(MBeanFeatureInfo::getName)
                .toList();
    }

    private String invoke(String operation, List<String> words) throws JMException {
        MBeanOperationInfo info = Stream.of(server().getMBeanInfo(name).getOperations())
                .filter(it -> it.getName().equals(operation))
                .findFirst()
                .orElseThrow();
        Object[] arguments = new Object[words.size()];
        String[] types = new String[words.size()];
        for (int i = 0; i < arguments.length; i++) {
            types[i] = info.getSignature()[i].getType();
            arguments[i] = switch (types[i]) {
                case "int" -> Integer.valueOf(words.get(i));
                case "long" -> Long.valueOf(words.get(i));
                default -> words.get(i);
            };
        }
        try {
            return text(server().invoke(name, operation, arguments, types));
        } catch (RuntimeMBeanException e) {
            return "refused: " + e.getTargetException().getMessage();
        }
    }

    /** Open data in a form that a test can look into: {@code {live=3,sites=[…]}}. */
    private static String text(Object value) {
        return switch (value) {
            case CompositeData data ->
                data.getCompositeType().keySet().stream()
                        .map(item -> item + "=" + text(data.get(item)))
                        .toList()
                        .toString();
            case TabularData table ->
                table.values().stream().map(JmxShell::text).toList().toString();
            case Object[] array -> Stream.of(array).map(JmxShell::text).toList().toString();
            case byte[] bytes -> bytes.length + " bytes";
            case null, default -> String.valueOf(value);
        };
    }

    private static MBeanServer server() {
        return ManagementFactory.getPlatformMBeanServer();
    }
}
