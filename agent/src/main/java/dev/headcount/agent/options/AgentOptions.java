package dev.headcount.agent.options;

import dev.headcount.ledger.BlockListing;
import java.util.List;
import java.util.Optional;

/**
 * What the agent is to do.
 *
 * @param http where metrics and report are served
 * @param token the path of the file with the token that is wanted for them
 * @param report where the report goes at exit
 * @param stacks whether sites have the Java call path
 * @param depth the most frames of a call path
 * @param header the name of the header format of the application's own allocator; empty to learn it
 * @param installers the user's own installers, as written: {@code acme_set_allocator(malloc,realloc,free)}
 * @param allocators the application's classes whose methods are tracked
 * @param install into which libraries Headcount installs its own allocator
 * @param catalog the path of the user's own catalog
 * @param sites the most sites to tell apart
 * @param tableBytes the most native memory of the live-block table
 * @param passOnDamage whether a double free and a pointer inside a block still reach the allocator
 * @param blocks which live blocks are listed one by one
 * @param ignore the path of a file of expected leaks
 * @param baseline when a baseline is taken by itself
 * @param dump when the report is written into a file
 * @param jmx whether the figures are an MXBean
 */
public record AgentOptions(
        HttpBinding http,
        Optional<String> token,
        ReportTarget report,
        boolean stacks,
        int depth,
        Optional<String> header,
        List<String> installers,
        List<AllocatorClass> allocators,
        InstallChoice install,
        Optional<String> catalog,
        int sites,
        long tableBytes,
        boolean passOnDamage,
        BlockListing blocks,
        Optional<String> ignore,
        BaselineChoice baseline,
        DumpChoice dump,
        boolean jmx) {

    public AgentOptions {
        installers = List.copyOf(installers);
        allocators = List.copyOf(allocators);
    }
}
