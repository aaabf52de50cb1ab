/**
 * The header-based allocator: C's {@code malloc … free} over an allocator that wants size and alignment back, the
 * headers it writes, the headers of others it can read, and its functions as upcall stubs. Needs nothing but the memory
 * package.
 */
package dev.headcount.allocator;
