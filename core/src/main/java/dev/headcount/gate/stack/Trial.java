package dev.headcount.gate.stack;

import dev.headcount.site.CallContext;
import dev.headcount.site.KnownStacks;

/**
 * Tries on the stack it stands on whether stacks are known again, and only those that are the same: after a call from
 * another line of the same method, or one level deeper, the stack is another one.
 */
final class Trial {

    private static final int LIBRARY = 1;
    private static final int FUNCTION = 1;
    private static final int SITE = 61;
    private static final int ROUNDS = 64; // the JVM may be compiling us meanwhile
    private static final int DEPTH = 5;

    private final NativeStacks stacks;

    Trial(NativeStacks stacks) {
        this.stacks = stacks;
    }

    boolean passed() {
        KnownStacks known = stacks.ofThisThread();
        try {
            return passed(known, DEPTH);
        } finally {
            known.release();
        }
    }

    private static boolean passed(KnownStacks known, int deeper) {
        if (deeper > 0) {
            return passed(known, deeper - 1);
        }
        boolean isKnown = false;
        for (int i = 0; i < ROUNDS && !isKnown; i++) {
            isKnown = ask(known, true) == SITE;
            if (!isKnown) {
                known.learn(LIBRARY, FUNCTION, SITE);
            }
        }
        return isKnown && ask(known, false) == CallContext.NO_SITE && askDeeper(known) == CallContext.NO_SITE;
    }

    private static int askDeeper(KnownStacks known) {
        return ask(known, true);
    }

    @SuppressWarnings("DuplicateBranches") // they look the same, and are two places
    private static int ask(KnownStacks known, boolean here) {
        return here ? known.site(LIBRARY, FUNCTION) : known.site(LIBRARY, FUNCTION);
    }
}
