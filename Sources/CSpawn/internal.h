// What the files of this target share.
#ifndef CSPAWN_INTERNAL_H
#define CSPAWN_INTERNAL_H

#include <linux/filter.h>
#include <stdint.h>
#include <sys/types.h>

#include "CSpawn.h"

/// For code that runs in the child: sanitizers would take what it does for the spawning thread's.
#if __has_attribute(disable_sanitizer_instrumentation)
#define UNWATCHED __attribute__((disable_sanitizer_instrumentation))
#else
#define UNWATCHED
#endif

/// What the child gets to see; lives on the spawning thread's stack while that is suspended.
typedef struct ChildSetup {
    const SpawnRequest *request;
    SpawnResult *result;
    pid_t parent;
    int landlock;                // ruleset, or -1
    uint32_t landlock_bits;      // what it enforces
} ChildSetup;

/// Runs in the child; never returns.
int child_run(void *setup);

/// The ruleset for the paths of a request, or -1 and errno; `bits` is what it will enforce.
int landlock_rules(const SpawnRequest *request, uint32_t *bits);

enum { FILTER_MAX = 512 };

/// Writes the filter of system calls and gives its length. Safe in the child.
/// `only_self` is the process that may be signalled, 0 when landlock sees to signals.
unsigned short filter_write(struct sock_filter code[FILTER_MAX], uint32_t permitted, pid_t only_self);

#endif
