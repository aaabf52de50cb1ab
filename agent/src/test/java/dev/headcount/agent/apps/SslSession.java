package dev.headcount.agent.apps;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.headcount.agent.apps.AllocatorPointers.Pointers;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/**
 * A digest that OpenSSL has computed, and a context for TLS. What libcrypto made for itself is freed when the process
 * ends, whatever is closed.
 */
record SslSession(MemorySegment digest, MemorySegment context) implements LibraryAtExit.Session {

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
    private static final MemorySegment NONE = MemorySegment.NULL;
    private static final byte[] TEXT = new byte[1_999_993];
    private static final int LONGEST_DIGEST = 64; // EVP_MAX_MD_SIZE

    private static final Native CRYPTO = Native.library("libcrypto.so.3");
    private static final MethodHandle SET_FUNCTIONS =
            CRYPTO.link("CRYPTO_set_mem_functions", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS));
    private static final MethodHandle SHA256 = CRYPTO.link("EVP_sha256", FunctionDescriptor.of(ADDRESS));
    private static final MethodHandle DIGEST_NEW = CRYPTO.link("EVP_MD_CTX_new", FunctionDescriptor.of(ADDRESS));
    private static final MethodHandle DIGEST_START =
            CRYPTO.link("EVP_DigestInit_ex", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS));
    private static final MethodHandle DIGEST_MORE =
            CRYPTO.link("EVP_DigestUpdate", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG));
    private static final MethodHandle DIGEST_END =
            CRYPTO.link("EVP_DigestFinal_ex", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS));
    private static final MethodHandle DIGEST_FREE = CRYPTO.link("EVP_MD_CTX_free", FunctionDescriptor.ofVoid(ADDRESS));

    private static final Native SSL = Native.library("libssl.so.3");
    private static final MethodHandle TLS = SSL.link("TLS_method", FunctionDescriptor.of(ADDRESS));
    private static final MethodHandle CONTEXT_NEW = SSL.link("SSL_CTX_new", FunctionDescriptor.of(ADDRESS, ADDRESS));
    private static final MethodHandle CONTEXT_FREE = SSL.link("SSL_CTX_free", FunctionDescriptor.ofVoid(ADDRESS));

    /** @param pointers to functions that get, or do not mind, the place in OpenSSL's source as further arguments */
    static SslSession open(Pointers pointers) throws Throwable {
        check((int) SET_FUNCTIONS.invokeExact(pointers.malloc(), pointers.realloc(), pointers.free()));
        MemorySegment digest = (MemorySegment) DIGEST_NEW.invokeExact();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = arena.allocateFrom(JAVA_BYTE, TEXT);
            check((int) DIGEST_START.invokeExact(digest, (MemorySegment) SHA256.invokeExact(), NONE));
            check((int) DIGEST_MORE.invokeExact(digest, text, text.byteSize()));
            check((int) DIGEST_END.invokeExact(digest, arena.allocate(LONGEST_DIGEST), NONE));
        }
        MemorySegment context = (MemorySegment) CONTEXT_NEW.invokeExact((MemorySegment) TLS.invokeExact());
        check(context.address() == 0 ? 0 : 1);
        return new SslSession(digest, context);
    }

    /** The three functions that OpenSSL wants. */
    static Pointers pointers(CountingAllocator allocator) {
        Functions functions = new Functions(allocator);
        return new Pointers(
                pointer(functions, "malloc", FunctionDescriptor.of(ADDRESS, JAVA_LONG, ADDRESS, JAVA_INT)),
                NONE,
                pointer(functions, "realloc", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_INT)),
                pointer(functions, "free", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, JAVA_INT)),
                NONE,
                NONE,
                NONE);
    }

    private static MemorySegment pointer(Functions functions, String method, FunctionDescriptor descriptor) {
        return Native.pointer(LOOKUP, functions, method, descriptor);
    }

    @Override
    public void close() throws Throwable {
        CONTEXT_FREE.invokeExact(context);
        DIGEST_FREE.invokeExact(digest);
    }

    /** An allocator that is told the place in OpenSSL's source as well. */
    record Functions(CountingAllocator allocator) {

        MemorySegment malloc(long size, MemorySegment file, int line) {
            return MemorySegment.ofAddress(allocator.malloc(size));
        }

        MemorySegment realloc(MemorySegment block, long size, MemorySegment file, int line) {
            return MemorySegment.ofAddress(allocator.realloc(block.address(), size));
        }

        void free(MemorySegment block, MemorySegment file, int line) {
            allocator.free(block.address());
        }
    }

    private static void check(int status) {
        if (status != 1) {
            throw new IllegalStateException("OpenSSL answers " + status);
        }
    }
}
