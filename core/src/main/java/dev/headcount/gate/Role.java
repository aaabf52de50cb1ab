package dev.headcount.gate;

/** What an installed function does, with the order of the arguments it has in the C standard. */
public enum Role {
    /** {@code void *malloc(size_t size)}. */
    MALLOC,
    /** {@code void *calloc(size_t count, size_t size)}. */
    CALLOC,
    /** {@code void *realloc(void *pointer, size_t size)}. */
    REALLOC,
    /** {@code void free(void *pointer)}. */
    FREE,
    /** {@code void *aligned_alloc(size_t alignment, size_t size)}. */
    ALIGNED_ALLOC,
    /**
     * {@code char *strdup(const char *string)}. With a {@link FunctionShape.Parameter#LIMIT} the copy ends there at the latest;
     * with a size it has exactly as many characters, whatever they are.
     */
    STRDUP,
    /** {@code size_t malloc_usable_size(void *pointer)}: changes nothing, so nothing is tracked. */
    SIZE
}
