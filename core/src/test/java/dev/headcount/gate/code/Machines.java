package dev.headcount.gate.code;

/** The machines that there are, to be the parameter of a test. */
public enum Machines {
    THIS_PROCESS {
        @Override
        public Machine start() {
            return new ThisProcess();
        }
    },
    X86_64 {
        @Override
        public Machine start() {
            return Harness.start(Processor.X86_64);
        }
    },
    AARCH64 {
        @Override
        public Machine start() {
            return Harness.start(Processor.AARCH64);
        }
    };

    /** The machine, which is to be closed; aborts the test where there is none. */
    public abstract Machine start();
}
