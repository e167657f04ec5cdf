// More of everything than a child may have. The limits are the test's, so that nothing is really used up.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "attempts.h"

static int fork_bomb(const char *unused) {
    (void)unused;
    int made = 0;
    for (int i = 0; i < 200; i++) {
        pid_t pid = fork();
        if (pid == 0) {
            pause();
            _exit(0);
        }
        if (pid < 0) break;
        made++;
    }
    return made > 100;
}

static void *wait_forever(void *unused) { return pause(), unused; }

/// Threads, which are not forbidden: 2,000 are too many all the same.
static int thread_bomb(const char *unused) {
    (void)unused;
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, 16 << 10);
    int made = 0;
    for (pthread_t thread; made < 2000 && !pthread_create(&thread, &attributes, wait_forever, NULL);) made++;
    return made == 2000;
}

static int open_temporary(const char *name) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", getenv("TMPDIR"), name);
    return open(path, O_RDWR | O_CREAT, 0600);
}

static int write_ten_gigabytes(const char *unused) {
    (void)unused;
    static char piece[1 << 20];
    int file = open_temporary("large");
    if (file < 0) return 0;
    for (int i = 0; i < 10240; i++)
        if (write(file, piece, sizeof piece) != sizeof piece) return 0;
    return 1;
}

static int extend_file(const char *unused) {
    return (void)unused, ftruncate(open_temporary("sparse"), 10LL << 30) == 0;
}

static int allocate_ten_gigabytes(const char *unused) {
    (void)unused;
    for (int i = 0; i < 160; i++) {
        void *piece = mmap(NULL, 64 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (piece == MAP_FAILED) return 0;
        *(volatile char *)piece = 1;
    }
    return 1;
}

/// Memory that is a file, and so counts against no limit of memory.
static int allocate_memory_file(const char *unused) {
    (void)unused;
    int file = memfd_create("memory", 0);
    return file >= 0 && ftruncate(file, 1 << 20) == 0;
}

static int open_many_files(const char *unused) {
    (void)unused;
    for (int i = 0; i < 2000; i++)
        if (open("/dev/null", O_RDONLY) < 0) return 0;
    return 1;
}

static int raise_limits(const char *unused) {
    struct rlimit limit = {RLIM_INFINITY, RLIM_INFINITY};
    return (void)unused, setrlimit(RLIMIT_AS, &limit) == 0 || setrlimit(RLIMIT_FSIZE, &limit) == 0;
}

static int dump_core(const char *unused) {
    struct rlimit limit;
    return (void)unused, getrlimit(RLIMIT_CORE, &limit) == 0 && limit.rlim_max > 0;
}

/// All it wants of one CPU: stopped by a limit, or never.
static int use_cpu(const char *unused) {
    (void)unused;
    for (volatile uint64_t i = 0; i < UINT64_MAX; i++) {}
    return 1;
}

const Attempt resource_attempts[] = {
    {"fork-bomb", fork_bomb}, {"thread-bomb", thread_bomb}, {"write-10gb", write_ten_gigabytes},
    {"extend-10gb", extend_file}, {"allocate-10gb", allocate_ten_gigabytes}, {"memory-file", allocate_memory_file},
    {"many-files", open_many_files}, {"raise-limits", raise_limits}, {"core-dump", dump_core}, {"cpu", use_cpu},
    {NULL, NULL},
};
