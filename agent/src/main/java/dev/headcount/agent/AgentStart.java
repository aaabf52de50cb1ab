package dev.headcount.agent;

import dev.headcount.agent.catalog.Catalog;
import dev.headcount.agent.catalog.Installer;
import dev.headcount.agent.http.Endpoints;
import dev.headcount.agent.linker.Books;
import dev.headcount.agent.linker.LazyHooks;
import dev.headcount.agent.linker.LinkerHooks;
import dev.headcount.agent.linker.LinkerTransformer;
import dev.headcount.agent.options.AgentOptions;
import dev.headcount.agent.options.HttpBinding;
import dev.headcount.agent.options.OptionsParser;
import dev.headcount.agent.options.ParsedOptions;
import dev.headcount.agent.options.ReportTarget;
import dev.headcount.allocator.HeaderFormat;
import dev.headcount.ledger.LedgerOptions;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import jdk.internal.access.SharedSecrets;

/**
 * Starts the agent inside its own module, in this order: options, linker hooks, endpoints, exit report, one line that says
 * what it does.
 *
 * <p>Nothing here touches native memory: the ledger is opened when the first known library is met, and the linker hooked
 * when the JDK loads it. So an application that uses neither starts some 100 ms later than without the agent, and that is
 * all.
 */
public final class AgentStart {

    private AgentStart() {}

    /**
     * Starts, with what follows the {@code =} of the JVM's option.
     *
     * @param bridge receives what the hooked linker is to call
     * @throws UnmodifiableClassException if the linker was loaded before us and the JVM does not let it be changed
     */
    public static void start(
            String argument, Instrumentation instrumentation, Consumer<BiFunction<Object, Object[], Object>> bridge)
            throws UnmodifiableClassException {
        SharedSecrets.getJavaLangAccess().addEnableNativeAccess(AgentStart.class.getModule());
        ParsedOptions parsed = OptionsParser.parse(argument, System.getenv());
        parsed.problems().forEach(Console::say);
        AgentOptions options = parsed.options();

        Books books = books(options);
        List<Installer> own = Catalog.parse(options.installers(), Console::say);
        bridge.accept(new LazyHooks(() -> new LinkerHooks(books, Catalog.with(own), Console::say)));
        LinkerTransformer.install(instrumentation, LinkerBridge.class.getName(), Console::say);

        String metrics = serve(options.http(), books);
        String report = ExitReport.at(options.report(), books);
        Console.say(version() + " counts native blocks; " + metrics + ", " + report);
    }

    private static String version() {
        return AgentStart.class.getModule().getDescriptor().rawVersion().orElse("(no version)");
    }

    private static Books books(AgentOptions options) {
        LedgerOptions ledger = new LedgerOptions(
                options.stacks(), options.depth(), options.sites(), options.tableBytes(), options.passOnDamage());
        Optional<HeaderFormat> header = options.header().flatMap(HeaderFormat::named);
        return new Books(ledger, header, Console::say);
    }

    private static String serve(HttpBinding binding, Books books) {
        if (!(binding instanceof HttpBinding.Address address)) {
            return "metrics off";
        }
        try {
            Endpoints endpoints = Endpoints.start(
                    address.host(), address.port(), books::snapshot, books::ages, books::notes, Console::say);
            return "metrics at " + endpoints.address() + "metrics";
        } catch (IOException e) {
            Console.say(e.getMessage());
            return "metrics off";
        }
    }
}
