/*
 * Work for the threads of libuv's pool: they allocate and resize blocks, and free each other's, by the functions that libuv
 * was given. No thread of it ever enters Java. On request every call is counted on its way, libuv's own too.
 */
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define SLOTS 1024
#define BLOCKS_A_REQUEST 61

typedef void *(*malloc_function)(size_t);
typedef void *(*realloc_function)(void *, size_t);
typedef void *(*calloc_function)(size_t, size_t);
typedef void (*free_function)(void *);
typedef void (*request_function)(void *);

struct functions {
    malloc_function malloc;
    realloc_function realloc;
    calloc_function calloc;
    free_function free;
};

static struct functions given; /* by the application */
static struct functions used;  /* by libuv and by the work */

/* What was counted. Sizes are the bytes asked for. */
static int64_t allocations, reallocations, frees, allocated_bytes;

static void count(int64_t *counter, int64_t number) {
    __atomic_fetch_add(counter, number, __ATOMIC_RELAXED);
}

static void *counting_malloc(size_t size) {
    count(&allocations, 1);
    count(&allocated_bytes, (int64_t)size);
    return given.malloc(size);
}

static void *counting_calloc(size_t number, size_t size) {
    count(&allocations, 1);
    count(&allocated_bytes, (int64_t)(number * size));
    return given.calloc(number, size);
}

static void *counting_realloc(void *block, size_t size) {
    count(block == NULL ? &allocations : &reallocations, 1);
    count(&allocated_bytes, (int64_t)size);
    return given.realloc(block, size);
}

static void counting_free(void *block) {
    count(&frees, block != NULL);
    given.free(block);
}

/* Installs the functions by uv_replace_allocator, as they are or each in a function that counts. */
int pool_install(int (*replace)(malloc_function, realloc_function, calloc_function, free_function),
                 const struct functions *functions, bool counted) {
    given = *functions;
    used = counted ? (struct functions){counting_malloc, counting_realloc, counting_calloc, counting_free} : given;
    return replace(used.malloc, used.realloc, used.calloc, used.free);
}

int64_t pool_allocations(void) {
    return allocations;
}

int64_t pool_reallocations(void) {
    return reallocations;
}

int64_t pool_frees(void) {
    return frees;
}

int64_t pool_allocated_bytes(void) {
    return allocated_bytes;
}

/* Callbacks of libuv. */

static pthread_barrier_t gathering;
static int64_t *slots[SLOTS]; /* each block holds its size, and that again in its last word */
static int64_t damaged;

void pool_expect(unsigned threads) {
    pthread_barrier_init(&gathering, NULL, threads);
}

/* Goes on when as many threads as expected have come here. */
void pool_gather(void *request) {
    (void)request;
    pthread_barrier_wait(&gathering);
}

static int64_t *last_word(int64_t *block, int64_t size) {
    return (int64_t *)((char *)block + size) - 1;
}

static int64_t *filled(int64_t *block, int64_t size) {
    *block = size;
    memcpy(last_word(block, size), &size, sizeof size);
    return block;
}

static void check(int64_t *block) {
    if (memcmp(block, last_word(block, *block), sizeof *block) != 0) {
        count(&damaged, 1);
    }
}

static void replace(int64_t slot, int64_t *block) {
    int64_t *old = __atomic_exchange_n(&slots[slot], block, __ATOMIC_ACQ_REL);
    if (old != NULL) {
        check(old);
        used.free(old);
    }
}

/* Work: blocks by malloc, calloc and realloc, which other threads find and free. */
void pool_work(void *request) {
    static _Thread_local uint64_t random;
    random += (uintptr_t)request;
    for (int i = 0; i < BLOCKS_A_REQUEST; i++) {
        random = random * 6364136223846793005u + 1442695040888963407u; /* Knuth's, of the MMIX */
        int64_t size = 16 + (int64_t)((random >> 33) % 500);
        int64_t *block = filled(i % 2 == 0 ? used.malloc(size) : used.calloc(1, size), size);
        if (i % 3 == 0) {
            block = used.realloc(block, size + 100);
            check(block);
            filled(block, size + 100);
        }
        replace((int64_t)((random >> 48) % SLOTS), block);
    }
}

/* For the thread of the loop: frees what a thread of the pool has allocated for the request. */
static request_function clean_up;

void pool_clean_up_by(request_function function) {
    clean_up = function;
}

void pool_answered(void *request) {
    clean_up(request);
}

/* Frees all that is left; answers how many blocks were written over. */
int64_t pool_finish(void) {
    for (int i = 0; i < SLOTS; i++) {
        replace(i, NULL);
    }
    return damaged;
}
