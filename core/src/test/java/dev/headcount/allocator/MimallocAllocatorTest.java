package dev.headcount.allocator;

import dev.headcount.NativeLibraries;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

class MimallocAllocatorTest {

    @BeforeAll
    static void requireMimalloc() {
        NativeLibraries.require("libmimalloc.so.2", "libmimalloc2.0");
    }

    @Nested
    class WithSizeHeader extends AllocatorContractTest {
        WithSizeHeader() {
            super(HeaderContractAllocator.over(SizedAllocators.mimalloc().orElseThrow(), Format.SIZE_8));
        }
    }

    @Nested
    class WithOwnHeader extends AllocatorContractTest {
        WithOwnHeader() {
            super(HeaderContractAllocator.over(SizedAllocators.mimalloc().orElseThrow(), Format.OWN_16));
        }
    }
}
