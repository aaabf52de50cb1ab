/* A native thread that does nothing but allocate and free, and knows how long it was ever kept waiting. */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

typedef void *(*malloc_function)(size_t);
typedef void (*free_function)(void *);

static malloc_function allocate;
static free_function release;
static pthread_t thread;
static atomic_bool stopping;
static atomic_long longest; /* nanoseconds from one pair to the next */
static atomic_long pairs;

static int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * INT64_C(1000000000) + time.tv_nsec;
}

static void *tick(void *unused) {
    int64_t last = now();
    while (!atomic_load(&stopping)) {
        release(allocate(60));
        int64_t time = now();
        if (time - last > atomic_load(&longest)) {
            atomic_store(&longest, time - last);
        }
        last = time;
        atomic_fetch_add(&pairs, 1);
    }
    return unused;
}

int ticker_start(malloc_function m, free_function f) {
    allocate = m;
    release = f;
    return pthread_create(&thread, NULL, tick, NULL);
}

/* Forgets the longest wait so far. */
void ticker_forget(void) {
    atomic_store(&longest, 0);
}

long ticker_longest(void) {
    return atomic_load(&longest);
}

long ticker_pairs(void) {
    return atomic_load(&pairs);
}

int ticker_stop(void) {
    atomic_store(&stopping, true);
    return pthread_join(thread, NULL);
}
