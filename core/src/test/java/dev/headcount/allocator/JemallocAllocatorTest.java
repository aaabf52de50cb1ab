package dev.headcount.allocator;

import dev.headcount.NativeLibraries;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

class JemallocAllocatorTest {

    @BeforeAll
    static void requireJemalloc() {
        NativeLibraries.require(
                "libjemalloc.so.2", "libjemalloc2; if it is, set GLIBC_TUNABLES=glibc.rtld.optional_static_tls=4096");
    }

    @Nested
    class WithSizeHeader extends AllocatorContractTest {
        WithSizeHeader() {
            super(HeaderContractAllocator.over(SizedAllocators.jemalloc().orElseThrow(), Format.SIZE_8));
        }
    }

    @Nested
    class WithOwnHeader extends AllocatorContractTest {
        WithOwnHeader() {
            super(HeaderContractAllocator.over(SizedAllocators.jemalloc().orElseThrow(), Format.OWN_16));
        }
    }
}
