package dev.headcount.allocator;

import org.junit.jupiter.api.Nested;

class LibcAllocatorTest {

    @Nested
    class WithSizeHeader extends AllocatorContractTest {
        WithSizeHeader() {
            super(HeaderContractAllocator.over(SizedAllocators.libc(), Format.SIZE_8));
        }
    }

    @Nested
    class WithOwnHeader extends AllocatorContractTest {
        WithOwnHeader() {
            super(HeaderContractAllocator.over(SizedAllocators.libc(), Format.OWN_16));
        }
    }
}
