/* A library without an allocator hook, which says when it goes. */
#include <string.h>
#include <unistd.h>

size_t plugin_length(const char *string) {
    return strlen(string);
}

__attribute__((destructor)) static void unload(void) {
    static const char words[] = "plugin unloaded\n";
    if (write(STDOUT_FILENO, words, sizeof words - 1) < 0) {
        _exit(1);
    }
}
