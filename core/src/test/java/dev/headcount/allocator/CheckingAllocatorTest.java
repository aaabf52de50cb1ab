package dev.headcount.allocator;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

/** The contract once more, over an allocator that compares every size and alignment it gets back. */
class CheckingAllocatorTest {

    @Nested
    class WithSizeHeader extends Contract {
        WithSizeHeader() {
            super(new CheckingAllocator(), Format.SIZE_8);
        }
    }

    @Nested
    class WithOwnHeader extends Contract {
        WithOwnHeader() {
            super(new CheckingAllocator(), Format.OWN_16);
        }
    }

    abstract static class Contract extends AllocatorContractTest {

        private final CheckingAllocator backend;

        Contract(CheckingAllocator backend, Format format) {
            super(HeaderContractAllocator.over(backend, format));
            this.backend = backend;
        }

        @AfterEach
        void shouldHaveGivenEveryBlockBack() {
            backend.close();
        }
    }
}
