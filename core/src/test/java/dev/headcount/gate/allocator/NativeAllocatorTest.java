package dev.headcount.gate.allocator;

import dev.headcount.NativeLibraries;
import dev.headcount.allocator.AllocatorContractTest;
import dev.headcount.allocator.WrongPointersContractTest;
import dev.headcount.ledger.BlockListing;
import dev.headcount.ledger.LedgerOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** The contract, kept by the allocator in native code over each of its backends. */
class NativeAllocatorTest {

    private static TestLedger ledger;
    private static TestLedger listing;

    @BeforeAll
    static void openLedgers() {
        ledger = TestLedger.open();
        listing = TestLedger.open(LedgerOptions.DEFAULT.withListing(BlockListing.ALL));
    }

    @Nested
    class OverLibc extends AllocatorContractTest {
        OverLibc() {
            super(NativeContractAllocator.over(ledger, Backend.libc()));
        }
    }

    @Nested
    class OverJemalloc extends AllocatorContractTest {

        @BeforeAll
        static void requireJemalloc() {
            NativeLibraries.require(
                    "libjemalloc.so.2",
                    "libjemalloc2; if it is, set GLIBC_TUNABLES=glibc.rtld.optional_static_tls=4096");
        }

        OverJemalloc() {
            super(NativeContractAllocator.over(ledger, Backend.jemalloc().orElseThrow()));
        }
    }

    @Nested
    class OverMimalloc extends AllocatorContractTest {

        @BeforeAll
        static void requireMimalloc() {
            NativeLibraries.require("libmimalloc.so.2", "libmimalloc2.0");
        }

        OverMimalloc() {
            super(NativeContractAllocator.over(ledger, Backend.mimalloc().orElseThrow()));
        }
    }

    @Nested
    class ListingEveryBlock extends AllocatorContractTest {
        ListingEveryBlock() {
            super(NativeContractAllocator.over(listing, Backend.libc()));
        }
    }

    @Nested
    class GivenWrongPointers extends WrongPointersContractTest {
        GivenWrongPointers() {
            super(NativeContractAllocator.over(ledger, Backends.keepingFreedBlocks()));
        }
    }
}
