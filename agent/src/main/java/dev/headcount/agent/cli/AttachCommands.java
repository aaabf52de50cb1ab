package dev.headcount.agent.cli;

import com.sun.tools.attach.VirtualMachine;
import com.sun.tools.attach.VirtualMachineDescriptor;
import dev.headcount.agent.AgentProperties;
import dev.headcount.agent.RequestWords;
import dev.headcount.agent.options.OptionsParser;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Properties;

/** The commands that begin and end the counting in JVMs that run already: {@code attach}, {@code list}, {@code detach-report}. */
final class AttachCommands {

    private static final String ROW = "%8s  %-30s  %s%n";

    private AttachCommands() {}

    /** A command with its pid and arguments. */
    interface Command {
        void run() throws Refused, IOException;
    }

    /** {@code attach PID [OPTIONS]}: starts the agent there. */
    static int attach(PrintStream out, PrintStream err, List<String> arguments) {
        if (arguments.isEmpty()) {
            return misused(err, "attach takes the number of a process, and options: attach PID [OPTIONS]");
        }
        String pid = arguments.getFirst();
        String options = String.join(",", arguments.subList(1, arguments.size()));
        return run(err, () -> {
            OtherJvm.requireNumber(pid);
            List<String> problems = OptionsParser.check(options);
            if (!problems.isEmpty()) {
                problems.forEach(problem -> err.println("headcount: " + problem));
                throw Refused.misused("process " + pid + " was left alone");
            }
            try (OtherJvm jvm = OtherJvm.of(pid)) {
                jvm.start(options);
                String address = jvm.properties().getProperty(AgentProperties.ADDRESS);
                out.println("headcount: counts native blocks in process " + pid + " from now on; "
                        + (address == null
                                ? "java -jar headcount-agent.jar report " + pid + " shows them"
                                : "page at " + address));
            }
        });
    }

    /** {@code detach-report PID}: prints the last report, and ends all that can be ended. */
    static int detachReport(PrintStream out, PrintStream err, List<String> arguments) {
        if (arguments.size() != 1) {
            return misused(err, "detach-report takes the number of a process: detach-report PID");
        }
        return run(err, () -> {
            try (OtherJvm jvm = OtherJvm.of(arguments.getFirst())) {
                Main.print(out, jvm.ask(RequestWords.DETACH));
            }
        });
    }

    /** {@code list}: the JVMs of this machine, and what Headcount does in them. */
    static int list(PrintStream out, PrintStream err, List<String> arguments) {
        if (!arguments.isEmpty()) {
            return Main.refuse(err, arguments.getFirst());
        }
        return run(err, () -> {
            out.printf(ROW, "pid", "headcount", "application");
            for (VirtualMachineDescriptor jvm : VirtualMachine.list()) {
                if (!jvm.id().equals(Long.toString(ProcessHandle.current().pid()))) {
                    out.printf(ROW, jvm.id(), state(jvm.id()), jvm.displayName());
                }
            }
        });
    }

    private static String state(String pid) {
        try (OtherJvm jvm = OtherJvm.of(pid)) {
            Properties properties = jvm.properties();
            if (!properties.containsKey(AgentProperties.VERSION)) {
                return jvm.isNewEnough() ? "no" : "no, Java " + jvm.javaVersion() + " is too old";
            }
            if (properties.containsKey(AgentProperties.DETACHED)) {
                return "detached";
            }
            return properties.getProperty(AgentProperties.ADDRESS, "yes, without pages");
        } catch (Refused | IOException e) {
            return "cannot be attached to";
        }
    }

    /** Runs a command, and says in one line why it cannot be done. */
    static int run(PrintStream err, Command command) {
        try {
            command.run();
            return Main.DONE;
        } catch (Refused e) {
            err.println("headcount: " + e.getMessage());
            return e.status();
        } catch (IOException e) {
            err.println("headcount: the connection to the process broke: " + e.getMessage());
        } catch (NoClassDefFoundError e) {
            err.println("headcount: this Java has no module jdk.attach: give this command with the java of a JDK");
        }
        return Main.FAILED;
    }

    static int misused(PrintStream err, String line) {
        err.println("headcount: " + line);
        return Main.MISUSED;
    }
}
