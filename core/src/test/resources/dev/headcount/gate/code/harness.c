/*
 * A process that does what it is asked on standard input, a request a line, and answers each with a line:
 *
 *   map <bytes>                        address of zeroed pages
 *   seal <address> <bytes>             makes them code
 *   function <name>                    address of a function of the C library, or of one of those below
 *   call <address> <a0> … <a5>         what it returned
 *   load <address> <width>             width in bytes, zeros above
 *   store <address> <width> <value>
 *   write <address> <bytes>            two digits for each, one after the other
 *
 * Numbers are hexadecimal, of 64 bits. An answer is "ok <number>", or "no" and why. After a signal it is "no signal
 * <number>", in decimal, and the process ends; a call that does not come back gets SIGALRM. At the end of its input the
 * process ends by itself.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <malloc.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

typedef uint64_t word;
typedef word function(word, word, word, word, word, word);

#define CALL_SECONDS 60

#define NAMED(name) {#name, (void *) name}

/* Bytes that tell which block they belong to, and where in it. */
static unsigned char pattern(word offset, word fill) {
    return (unsigned char) (offset * 31 + fill);
}

static word write_pattern(unsigned char *block, word bytes, word fill) {
    for (word i = 0; i < bytes; i++) {
        block[i] = pattern(i, fill);
    }
    return 0;
}

/* The first byte that is another one; bytes where there is none. */
static word other_than_pattern(const unsigned char *block, word bytes, word fill) {
    word i = 0;
    while (i < bytes && block[i] == pattern(i, fill)) {
        i++;
    }
    return i;
}

static word other_than_zero(const unsigned char *block, word bytes) {
    word i = 0;
    while (i < bytes && block[i] == 0) {
        i++;
    }
    return i;
}

#define SLOTS 64
#define SMALLEST 16

/* The functions that many threads call, and what these found. */
static struct {
    void *(*malloc)(size_t);
    void *(*realloc)(void *, size_t);
    void (*free)(void *);
    word rounds;
    word wrong;
    word *slots[SLOTS]; /* each block holds its size, then a pattern */
} threads;

static void *fresh(word size) {
    word *block = threads.malloc(size);
    *block = size;
    write_pattern((unsigned char *) (block + 1), size - sizeof(word), size);
    return block;
}

static void check(word *block, word size) {
    word bytes = size - sizeof(word);
    if (*block < SMALLEST || other_than_pattern((unsigned char *) (block + 1), bytes, *block) != bytes) {
        __atomic_add_fetch(&threads.wrong, 1, __ATOMIC_RELAXED);
    }
}

/* Frees what is there, after it was given another size. */
static void end(word *block) {
    if (block != NULL) {
        word size = *block;
        check(block, size);
        block = threads.realloc(block, size + 100);
        check(block, size);
        threads.free(block);
    }
}

static void *churning(void *seed) {
    word random = (word) seed;
    for (word i = 0; i < threads.rounds; i++) {
        random = random * 6364136223846793005u + 1442695040888963407u; /* Knuth's, of the MMIX */
        word *block = fresh(SMALLEST + (random >> 33) % 500);
        end(__atomic_exchange_n(&threads.slots[(random >> 48) % SLOTS], block, __ATOMIC_ACQ_REL));
    }
    return NULL;
}

static void with(void *malloc, void *realloc, void *free) {
    threads.malloc = (void *(*) (size_t)) malloc;
    threads.realloc = (void *(*) (void *, size_t)) realloc;
    threads.free = (void (*)(void *)) free;
    threads.wrong = 0;
}

/* Starts as many threads at once, and waits for them. */
static void run(void *(*routine)(void *), word count) {
    pthread_t all[SLOTS];
    for (word i = 0; i < count; i++) {
        if (pthread_create(&all[i], NULL, routine, (void *) (i + 1)) != 0) {
            abort();
        }
    }
    for (word i = 0; i < count; i++) {
        pthread_join(all[i], NULL);
    }
}

/* Threads that allocate, and free each other's blocks; all are freed in the end. How many blocks were written over. */
static word churn(void *malloc, void *realloc, void *free, word count, word rounds) {
    with(malloc, realloc, free);
    threads.rounds = rounds;
    run(churning, count);
    for (int i = 0; i < SLOTS; i++) {
        end(threads.slots[i]);
        threads.slots[i] = NULL;
    }
    return threads.wrong;
}

/* Threads that live for one round each, a few of them at once. */
static word come_and_go(void *malloc, void *realloc, void *free, word at_once, word times) {
    with(malloc, realloc, free);
    threads.rounds = 1;
    for (word i = 0; i < times; i++) {
        run(churning, at_once);
    }
    for (int i = 0; i < SLOTS; i++) {
        end(threads.slots[i]);
        threads.slots[i] = NULL;
    }
    return threads.wrong;
}

static pthread_key_t late;

static void *leaving_late(void *seed) {
    pthread_setspecific(late, fresh(SMALLEST + (word) seed));
    return NULL;
}

/* As many threads at once, again and again, whose last block is freed when the thread's own destructors have begun. */
static word end_late(void *malloc, void *realloc, void *free, word at_once, word times) {
    with(malloc, realloc, free);
    if (pthread_key_create(&late, threads.free) != 0) {
        abort();
    }
    for (word i = 0; i < times; i++) {
        run(leaving_late, at_once);
    }
    return pthread_key_delete(late);
}

/* Linked statically, so that no loader for the other processor is needed: every function has to be listed. */
static const struct {
    const char *name;
    void *address;
} functions[] = {
    NAMED(__errno_location), NAMED(_exit), NAMED(abort), NAMED(aligned_alloc), NAMED(atexit), NAMED(calloc),
    NAMED(churn), NAMED(come_and_go), NAMED(end_late), NAMED(exit), NAMED(free), NAMED(labs), NAMED(malloc),
    NAMED(malloc_usable_size), NAMED(memalign), NAMED(memcmp), NAMED(memcpy), NAMED(memmove), NAMED(memset),
    NAMED(mprotect), NAMED(on_exit), NAMED(other_than_pattern), NAMED(other_than_zero), NAMED(pause),
    NAMED(posix_memalign), NAMED(prctl), NAMED(pthread_create), NAMED(pthread_key_create), NAMED(pthread_setspecific),
    NAMED(pvalloc), NAMED(raise), NAMED(realloc), NAMED(reallocarray), NAMED(sched_yield), NAMED(sleep),
    NAMED(snprintf), NAMED(strcmp), NAMED(strdup), NAMED(strlen), NAMED(strndup), NAMED(strnlen), NAMED(syscall),
    NAMED(valloc), NAMED(write_pattern),
};

static int is(const char *request, const char *verb) {
    return strcmp(request, verb) == 0;
}

static void ok(word value) {
    printf("ok %llx\n", (unsigned long long) value);
}

static void map(word bytes) {
    void *pages = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (pages == MAP_FAILED) {
        printf("no mmap: %s\n", strerror(errno));
    } else {
        ok((word) pages);
    }
}

static void seal(word address, word bytes) {
    __builtin___clear_cache((char *) address, (char *) (address + bytes));
    if (mprotect((void *) address, bytes, PROT_READ | PROT_EXEC) != 0) {
        printf("no mprotect: %s\n", strerror(errno));
    } else {
        ok(0);
    }
}

static void find(const char *name) {
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++) {
        if (is(functions[i].name, name)) {
            ok((word) functions[i].address);
            return;
        }
    }
    printf("no function %s\n", name);
}

static void call(function *called, const unsigned long long *a) {
    alarm(CALL_SECONDS);
    word answer = called(a[0], a[1], a[2], a[3], a[4], a[5]);
    alarm(0);
    ok(answer);
}

static void load(word address, word width) {
    word value = 0;
    memcpy(&value, (void *) address, width); /* both processors are little-endian */
    ok(value);
}

static void store(word address, word width, word value) {
    memcpy((void *) address, &value, width);
    ok(0);
}

static void write_bytes(unsigned char *address, const char *digits) {
    unsigned byte;
    while (sscanf(digits, "%2x", &byte) == 1) {
        *address++ = (unsigned char) byte;
        digits += 2;
    }
    ok(0);
}

static void ended(int signal) {
    char line[] = "no signal 00\n";
    line[10] = (char) ('0' + signal / 10);
    line[11] = (char) ('0' + signal % 10);
    _exit(write(STDOUT_FILENO, line, sizeof line - 1) < 0 ? 2 : 1);
}

static void answer(char *line) {
    char verb[16] = "", name[64] = "";
    unsigned long long n[7] = {0};
    sscanf(line, "%15s %63s", verb, name);
    sscanf(line, "%*s %llx %llx %llx %llx %llx %llx %llx", &n[0], &n[1], &n[2], &n[3], &n[4], &n[5], &n[6]);
    if (is(verb, "map")) {
        map(n[0]);
    } else if (is(verb, "seal")) {
        seal(n[0], n[1]);
    } else if (is(verb, "function")) {
        find(name);
    } else if (is(verb, "call")) {
        call((function *) n[0], n + 1);
    } else if (is(verb, "load")) {
        load(n[0], n[1]);
    } else if (is(verb, "store")) {
        store(n[0], n[1], n[2]);
    } else if (is(verb, "write")) {
        write_bytes((unsigned char *) n[0], strrchr(line, ' ') + 1);
    } else {
        printf("no request: %s", line);
    }
}

int main(void) {
    static char in[4096], out[4096]; /* not from malloc, whose blocks are counted by those who ask */
    static char signal_stack[65536];
    stack_t stack = {.ss_sp = signal_stack, .ss_size = sizeof signal_stack};
    struct sigaction action = {.sa_handler = ended, .sa_flags = SA_ONSTACK};
    static const int signals[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP, SIGALRM};
    sigaltstack(&stack, NULL);
    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
        sigaction(signals[i], &action, NULL);
    }
    setvbuf(stdin, in, _IOFBF, sizeof in);
    setvbuf(stdout, out, _IOLBF, sizeof out);
    static char line[4096];
    while (fgets(line, sizeof line, stdin) != NULL) {
        answer(line);
    }
    return 0;
}
