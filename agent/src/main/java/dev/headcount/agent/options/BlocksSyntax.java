package dev.headcount.agent.options;

import dev.headcount.ledger.BlockListing;
import java.util.Optional;

/** Which blocks are listed: a size, all or off. */
final class BlocksSyntax implements Syntax<BlockListing> {

    private static final String ALL = "all";
    private static final String OFF = "off";
    private static final ByteSize MEAN = new ByteSize("1", "1024g");

    @Override
    public String form() {
        return "MEAN_BYTES|all|off";
    }

    @Override
    public String takes() {
        return ALL + ", " + OFF + " or " + MEAN.takes();
    }

    @Override
    public Optional<BlockListing> read(String text) {
        return switch (text) {
            case ALL -> Optional.of(BlockListing.ALL);
            case OFF -> Optional.of(BlockListing.OFF);
            default -> listing(MEAN.read(text));
        };
    }

    /** No lambda, which would cost the start some milliseconds: the default comes by here. */
    private static Optional<BlockListing> listing(Optional<Long> mean) {
        return mean.isEmpty() ? Optional.empty() : Optional.of(new BlockListing(mean.get()));
    }
}
