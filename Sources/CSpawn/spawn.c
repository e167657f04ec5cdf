// The parent's half: rules and stack before, the outcome after.
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "internal.h"

/// For the child until it executes: its deepest frame is the filter, 4 KiB.
enum { STACK_OCTETS = 64 << 10 };

/// glibc's clone by its other name: sanitizers replace the first by one that takes the child for a copy.
extern int __clone(int (*)(void *), void *, int, void *, ...);

static int start_child(ChildSetup *setup) {
    void *stack = mmap(NULL, STACK_OCTETS, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
    if (stack == MAP_FAILED) return errno;

    // All of them, also those that glibc keeps to itself: none may be handled in the child.
    uint64_t all = ~0ULL, before;
    syscall(SYS_rt_sigprocmask, SIG_BLOCK, &all, &before, 8);
    // A change of user in the child marks the memory we share as secret; executing gives it a memory of its own. While it
    // is secret only root may write what the child writes about itself in /proc: for that moment it is not.
    int dumpable = prctl(PR_GET_DUMPABLE);
    if (dumpable != 1 && geteuid() != 0) prctl(PR_SET_DUMPABLE, 1);

    int process = -1;
    int flags = CLONE_VM | CLONE_VFORK | CLONE_PIDFD | SIGCHLD;
    pid_t pid = __clone(child_run, (char *)stack + STACK_OCTETS, flags, setup, &process);
    int error = pid < 0 ? errno : 0;

    if (prctl(PR_GET_DUMPABLE) != dumpable) prctl(PR_SET_DUMPABLE, dumpable == 1);
    syscall(SYS_rt_sigprocmask, SIG_SETMASK, &before, NULL, 8);
    munmap(stack, STACK_OCTETS);
    if (error) return error;
    setup->result->pid = pid;
    setup->result->process = process;
    return 0;
}

/// Takes the child that failed, or that only probed, out of the table of processes.
static void bury(SpawnResult *result) {
    while (waitpid(result->pid, NULL, 0) < 0 && errno == EINTR) {}
    close(result->process);
    result->pid = 0;
    result->process = -1;
}

int spawn_start(const SpawnRequest *request, SpawnResult *result) {
    memset(result, 0, sizeof *result);
    result->process = -1;
    result->step = SPAWN_STEP_CLONE;
    ChildSetup setup = {request, result, getpid(), -1, 0};
    if (request->wanted & (SPAWN_FILES | SPAWN_NO_TCP | SPAWN_SIGNALS)) {
        setup.landlock = landlock_rules(request, &setup.landlock_bits);
        if (setup.landlock < 0) {
            result->failures[SPAWN_STEP_RULES] = errno;
            // Without landlock the filter can still see to signals.
            if (request->required & (SPAWN_FILES | SPAWN_NO_TCP)) {
                result->step = SPAWN_STEP_RULES;
                return result->error = result->failures[SPAWN_STEP_RULES];
            }
        }
    }
    int error = start_child(&setup);
    if (setup.landlock >= 0) close(setup.landlock);
    if (error) return result->error = error;
    // Killed before it came to execute anything.
    if (!result->error && result->step != SPAWN_STEP_EXECUTE && !request->only_probe) result->error = ECHILD;
    if (result->error || request->only_probe) bury(result);
    return result->error;
}

const char *spawn_step_name(int step) {
    static const char *const names[SPAWN_STEPS] = {
        "landlock rules", "clone", "group", "signals", "descriptors", "limits", "priority", "memory score",
        "network", "user", "capabilities", "parent", "no new privileges", "folder", "landlock", "seccomp", "execute",
    };
    return step >= 0 && step < SPAWN_STEPS ? names[step] : "?";
}
