/*
 * A process that does what it is asked on standard input, a request a line, and answers each with a line:
 *
 *   map <bytes>                        address of zeroed pages
 *   seal <address> <bytes>             makes them code
 *   function <name>                    address of a function of the C library
 *   call <address> <a0> … <a5>         what it returned
 *   load <address> <width>             width in bytes, zeros above
 *   store <address> <width> <value>
 *
 * Numbers are hexadecimal, of 64 bits. An answer is "ok <number>", or "no" and why. After a signal it is "no signal
 * <number>", in decimal, and the process ends; a call that does not come back gets SIGALRM. At the end of its input the
 * process ends by itself.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <malloc.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

typedef uint64_t word;
typedef word function(word, word, word, word, word, word);

#define CALL_SECONDS 60

#define NAMED(name) {#name, (void *) name}

/* Linked statically, so that no loader for the other processor is needed: every function has to be listed. */
static const struct {
    const char *name;
    void *address;
} functions[] = {
    NAMED(abort), NAMED(aligned_alloc), NAMED(calloc), NAMED(free), NAMED(malloc), NAMED(malloc_usable_size),
    NAMED(memalign), NAMED(memcmp), NAMED(memcpy), NAMED(memmove), NAMED(memset), NAMED(posix_memalign),
    NAMED(pvalloc), NAMED(raise), NAMED(realloc), NAMED(reallocarray), NAMED(snprintf), NAMED(strcmp), NAMED(strdup),
    NAMED(strlen), NAMED(strndup), NAMED(valloc),
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
    static char line[512];
    while (fgets(line, sizeof line, stdin) != NULL) {
        answer(line);
    }
    return 0;
}
