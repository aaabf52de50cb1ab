package dev.headcount.agent;

import dev.headcount.agent.advice.AdvisedMethods;
import dev.headcount.agent.advice.AllocatorTransformer;
import dev.headcount.agent.catalog.Catalog;
import dev.headcount.agent.catalog.CatalogEntry;
import dev.headcount.agent.http.Endpoints;
import dev.headcount.agent.http.TokenChoice;
import dev.headcount.agent.jmx.Management;
import dev.headcount.agent.linker.Books;
import dev.headcount.agent.linker.LazyHooks;
import dev.headcount.agent.linker.LinkerTransformer;
import dev.headcount.agent.linker.LoadedBefore;
import dev.headcount.agent.options.AgentOptions;
import dev.headcount.agent.options.HttpBinding;
import dev.headcount.agent.options.OptionsParser;
import dev.headcount.agent.options.ParsedOptions;
import dev.headcount.leak.Expectations;
import dev.headcount.ledger.LedgerOptions;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Starts the agent inside its own module, in this order: options, linker hooks, endpoints, exit report, one line that says
 * what it does; then the application's own allocators, whose methods need the bridge.
 *
 * <p>Nothing here touches native memory: the ledger is opened when the first known library is met, and the linker hooked
 * when the JDK loads it. So an application that uses neither pays for this start, and that is all.
 */
public final class AgentStart {

    private static final String BRIDGE = LinkerBridge.class.getName();

    private AgentStart() {}

    /**
     * Starts, with what follows the {@code =} of the JVM's option.
     *
     * @param late whether the application runs already
     * @param bridge gets what the bridge is to call
     * @throws UnmodifiableClassException if the linker was loaded before us and the JVM does not let it be changed
     */
    public static void start(
            String argument,
            Instrumentation instrumentation,
            boolean late,
            Consumer<BiFunction<Object, Object[], Object>> bridge)
            throws UnmodifiableClassException {
        Console console = new Console();
        ParsedOptions parsed = OptionsParser.parse(argument, System.getenv());
        parsed.problems().forEach(console);
        AgentOptions options = parsed.options();

        Books books = books(options, console);
        List<CatalogEntry> own = libraries(options, console);
        LoadedBefore before = late ? LoadedBefore.now() : LoadedBefore.NOTHING;
        if (late) {
            books.remark(LateAttach.note(Catalog.with(own), before));
        }
        books.onLook(new WatchDuties(options, books, console));
        boolean advised = !options.allocators().isEmpty();
        LazyHooks hooks =
                new LazyHooks(books, own, options.install(), before, advised, instrumentation, BRIDGE, console);
        LinkerTransformer.install(instrumentation, BRIDGE, console);
        Management management = new Management(version(), books, options.jmx());
        books.onLook(management);

        TokenChoice token = token(options, console);
        Endpoints endpoints = serve(options.http(), token, books, console);
        ExitReport report = new ExitReport(options.report(), books, console);
        LateShutdown.run(new ShutdownSequence(report, hooks, endpoints));
        String pages = endpoints == null ? "no page" : endpoints.announcement();
        console.accept(version() + " counts native blocks; " + pages + ", " + report.announcement());
        AgentProperties properties = new AgentProperties();
        AdvisedMethods methods = advised ? new AdvisedMethods(books) : null;
        Requests requests = new Requests(books, report, hooks, endpoints, properties);
        bridge.accept(new AgentDoor(hooks, methods, requests, management));
        if (advised) {
            AllocatorTransformer.install(options.allocators(), methods, instrumentation, BRIDGE, books::note);
        }
        if (endpoints != null) {
            properties.serving(endpoints.address().toString(), token.secret());
        }
        properties.started(version());
    }

    /** The user's own. */
    private static List<CatalogEntry> libraries(AgentOptions options, Console console) {
        List<CatalogEntry> libraries = new ArrayList<>(Catalog.parse(options.installers(), console));
        if (options.catalog().isPresent()) { // no lambda, which would cost the start some milliseconds
            libraries.addAll(Catalog.read(Path.of(options.catalog().get()), console));
        }
        return libraries;
    }

    private static String version() {
        return AgentStart.class.getModule().getDescriptor().rawVersion().orElse("(no version)");
    }

    private static Books books(AgentOptions options, Console console) {
        LedgerOptions ledger = new LedgerOptions(
                options.stacks(),
                options.depth(),
                options.sites(),
                options.tableBytes(),
                options.passOnDamage(),
                options.blocks());
        return new Books(ledger, options.header(), expectations(options, console), console);
    }

    /** Empty where nothing is expected: then no class for it need be loaded. */
    private static Optional<Expectations> expectations(AgentOptions options, Console console) {
        return options.ignore().isEmpty()
                ? Optional.empty()
                : Optional.of(Expectations.read(Path.of(options.ignore().get()), console));
    }

    private static TokenChoice token(AgentOptions options, Console console) {
        boolean isServing = options.http() instanceof HttpBinding.Address;
        return isServing && options.token().isPresent()
                ? TokenChoice.in(Path.of(options.token().get()), console)
                : TokenChoice.NONE;
    }

    /** Null where there is to be no server, or can be none. */
    private static Endpoints serve(HttpBinding binding, TokenChoice token, Books books, Console console) {
        if (!(binding instanceof HttpBinding.Address address)) {
            return null;
        }
        try {
            return Endpoints.start(address.host(), address.port(), token, books, console);
        } catch (IOException e) {
            console.accept(e.getMessage());
            return null;
        }
    }
}
