package dev.headcount.allocator;

/** The allocator in Java, over one that keeps freed blocks as they were. */
class HeaderAllocatorWrongPointersTest extends WrongPointersContractTest {

    HeaderAllocatorWrongPointersTest() {
        super(HeaderContractAllocator.over(new CheckingAllocator(), Format.OWN_16));
    }
}
