/*
 * A library with an allocator hook in which nothing happens by itself: every call of the hook is asked for by a test.
 * Until an allocator is installed it uses that of the C library.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <malloc.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

typedef void *(*malloc_function)(size_t);
typedef void *(*calloc_function)(size_t, size_t);
typedef void *(*realloc_function)(void *, size_t);
typedef void (*free_function)(void *);
typedef void *(*aligned_alloc_function)(size_t, size_t);
typedef char *(*strdup_function)(const char *);
typedef size_t (*size_function)(void *);
typedef void (*callback)(void);

struct acme_allocator {
    malloc_function malloc;
    calloc_function calloc;
    realloc_function realloc;
    free_function free;
    aligned_alloc_function aligned_alloc;
    strdup_function strdup;
    size_function size;
    void *user_data;
};

/* More than two registers hold: C returns it through a pointer to memory of the caller. */
struct acme_status {
    int64_t code;
    int64_t functions;
    int64_t installed;
};

static struct acme_allocator hook = {malloc, calloc, realloc, free, aligned_alloc, strdup, malloc_usable_size, NULL};

/* Installers. */

void acme_set_allocator(malloc_function m, realloc_function r, free_function f) {
    hook.malloc = m != NULL ? m : malloc;
    hook.realloc = r != NULL ? r : realloc;
    hook.free = f != NULL ? f : free;
}

/* As the C convention has it: not 0, so nothing was done. */
int acme_refuse_allocator(malloc_function m, realloc_function r, free_function f) {
    (void)m, (void)r, (void)f;
    return EINVAL;
}

int acme_set_allocator_with_errno(malloc_function m, realloc_function r, free_function f) {
    acme_set_allocator(m, r, f);
    errno = ENODATA;
    return 0;
}

struct acme_status acme_set_allocator_with_status(malloc_function m, realloc_function r, free_function f) {
    acme_set_allocator(m, r, f);
    return (struct acme_status){0, 3, 1};
}

int acme_set_allocators(const struct acme_allocator *allocator) {
    hook = *allocator;
    return 0;
}

/* One call of the hook each. */

void *acme_alloc(size_t size) {
    return hook.malloc(size);
}

void *acme_alloc_zeroed(size_t count, size_t size) {
    return hook.calloc(count, size);
}

void *acme_resize(void *block, size_t size) {
    return hook.realloc(block, size);
}

void acme_release(void *block) {
    hook.free(block);
}

void *acme_alloc_aligned(size_t alignment, size_t size) {
    return hook.aligned_alloc(alignment, size);
}

char *acme_copy(const char *string) {
    return hook.strdup(string);
}

size_t acme_size(void *block) {
    return hook.size(block);
}

/* Several calls of the hook in one call of the library. */

void acme_alloc_many(size_t count, size_t size, void **blocks) {
    for (size_t i = 0; i < count; i++) {
        blocks[i] = hook.malloc(size);
    }
}

void acme_release_many(size_t count, void **blocks) {
    for (size_t i = 0; i < count; i++) {
        hook.free(blocks[i]);
    }
}

/* A block before the callback and one after it. */
void acme_alloc_around(size_t size, callback between, void **blocks) {
    blocks[0] = hook.malloc(size);
    between();
    blocks[1] = hook.malloc(size);
}

/* Needs scratch memory to do its work, as most functions of most libraries do, and leaves errno behind. */
int64_t acme_sum(const unsigned char *bytes, size_t count) {
    unsigned char *scratch = hook.malloc(count);
    memcpy(scratch, bytes, count);
    int64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        sum += scratch[i];
    }
    hook.free(scratch);
    errno = EDOM;
    return sum;
}

void acme_reverse(unsigned char *bytes, size_t count) {
    unsigned char *scratch = hook.malloc(count);
    memcpy(scratch, bytes, count);
    for (size_t i = 0; i < count; i++) {
        bytes[i] = scratch[count - 1 - i];
    }
    hook.free(scratch);
}

/* The hook in a child of this process, whose exit status it answers. */
int acme_alloc_in_child(size_t count, size_t size) {
    pid_t child = fork();
    if (child == 0) {
        for (size_t i = 0; i < count; i++) {
            void *block = hook.malloc(size);
            if (block == NULL) {
                _exit(1);
            }
            hook.free(block);
        }
        _exit(7);
    }
    int status = -1;
    return waitpid(child, &status, 0) == child && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* The hook on native threads, which end before the call does. */

struct job {
    void (*work)(struct job *);
    void *block;
    size_t size;
    callback call;
    const char *name;
};

static void *run(void *argument) {
    struct job *job = argument;
    pthread_setname_np(pthread_self(), job->name);
    job->work(job);
    return NULL;
}

static void on_thread(struct job *job) {
    pthread_t thread;
    if (pthread_create(&thread, NULL, run, job) == 0) {
        pthread_join(thread, NULL);
    }
}

static void allocate(struct job *job) {
    job->block = hook.malloc(job->size);
}

static void release(struct job *job) {
    hook.free(job->block);
}

static void call(struct job *job) {
    job->call();
}

void *acme_alloc_on_thread(const char *name, size_t size) {
    struct job job = {.work = allocate, .size = size, .name = name};
    on_thread(&job);
    return job.block;
}

void acme_release_on_thread(const char *name, void *block) {
    struct job job = {.work = release, .block = block, .name = name};
    on_thread(&job);
}

void acme_call_on_thread(const char *name, callback function) {
    struct job job = {.work = call, .call = function, .name = name};
    on_thread(&job);
}

/* A native thread that uses the hook until the process ends, as a driver's event loop does. */

static pthread_t worker;
static atomic_bool working;

static void *keep_working(void *argument) {
    (void)argument;
    pthread_setname_np(pthread_self(), "acme-worker");
    while (working) {
        hook.free(hook.malloc(61));
    }
    return NULL;
}

void acme_start_worker(void) {
    working = true;
    if (pthread_create(&worker, NULL, keep_working, NULL) != 0) {
        working = false;
    }
}

/* Runs after main: exit(3) calls it. */
__attribute__((destructor)) static void stop_worker(void) {
    if (working) {
        working = false;
        pthread_join(worker, NULL);
    }
}

/* Past the hook. */

void *acme_alloc_past_hook(size_t size) {
    return malloc(size);
}

void acme_poke(void *address, int64_t word) {
    memcpy(address, &word, sizeof word);
}
