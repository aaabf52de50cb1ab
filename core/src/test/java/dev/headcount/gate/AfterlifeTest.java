package dev.headcount.gate;

import dev.headcount.allocator.HeaderFormat;
import dev.headcount.gate.code.Machines;

/** As the gates of this process lead to it once they are closed. */
class AfterlifeTest extends AfterlifeContract {

    AfterlifeTest() {
        super(Machines.THIS_PROCESS.start());
    }

    @Override
    long function(FunctionShape shape, HeaderFormat format) {
        Gates gates = Gates.open();
        long gate = gates.beforeUpcall(shape, 0, () -> format);
        gates.close(false);
        return gate;
    }
}
