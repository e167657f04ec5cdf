// The child between clone and exec.
//
// It runs in the daemon's memory, so it must not take locks, allocate, or call what might: only system calls, made
// directly, since glibc's setresuid would change all threads of the daemon, and sanitizers watch glibc's others.
// What it writes are `ChildSetup.result` and its own stack.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "internal.h"

#define RAW(...) syscall(__VA_ARGS__)

#ifndef __NR_close_range
#define __NR_close_range 436
#endif
#ifndef __NR_landlock_restrict_self
#define __NR_landlock_restrict_self 446
#endif

// SYS_prlimit64's view of a limit, and SYS_rt_sigaction's of an action.
typedef struct KernelLimit {
    uint64_t soft, hard;
} KernelLimit;
typedef struct KernelAction {
    void *handler;
    unsigned long flags;
    void *restorer;
    uint64_t mask;
} KernelAction;

UNWATCHED static _Noreturn void leave(int status) {
    for (;;) RAW(SYS_exit_group, status);
}

UNWATCHED static _Noreturn void fail(ChildSetup *setup, int step, int error) {
    setup->result->step = step;
    setup->result->error = error ? error : EINVAL;
    leave(127);
}

/// A protection is in place, or is not: then the start fails if it is required.
UNWATCHED static void settle(ChildSetup *setup, int step, uint32_t bits, long outcome) {
    if (outcome == 0) {
        setup->result->enforced |= bits;
        return;
    }
    int error = errno;
    if (setup->request->required & bits) fail(setup, step, error);
    setup->result->failures[step] = error;
}

UNWATCHED static void must(ChildSetup *setup, int step, long outcome) {
    if (outcome < 0) fail(setup, step, errno);
}

/// All signals do what they do in a fresh process. Handlers must be gone before the mask is: they would run in the
/// daemon's memory.
UNWATCHED static void reset_signals(void) {
    KernelAction standard = {0};
    for (int number = 1; number <= 64; number++) RAW(SYS_rt_sigaction, number, &standard, NULL, 8);
}

UNWATCHED static void take_descriptors(ChildSetup *setup) {
    const SpawnRequest *request = setup->request;
    int step = SPAWN_STEP_DESCRIPTORS, sources[SPAWN_DESCRIPTORS];
    int nothing = (int)RAW(SYS_openat, AT_FDCWD, "/dev/null", O_RDWR | O_CLOEXEC, 0);
    must(setup, step, nothing);
    // Out of the way first: a source may have the number of another's target.
    for (int i = 0; i < SPAWN_DESCRIPTORS; i++) {
        int source = request->descriptors[i];
        if (source < 0 && i < SPAWN_ALWAYS_OPEN) source = nothing;
        sources[i] = source < 0 ? -1 : (int)RAW(SYS_fcntl, source, F_DUPFD_CLOEXEC, SPAWN_DESCRIPTORS);
        if (source >= 0) must(setup, step, sources[i]);
    }
    for (int i = 0; i < SPAWN_DESCRIPTORS; i++) {
        if (sources[i] < 0) RAW(SYS_close, i);
        else must(setup, step, RAW(SYS_dup3, sources[i], i, 0));
    }
}

UNWATCHED static void close_others(ChildSetup *setup) {
    if (RAW(__NR_close_range, SPAWN_DESCRIPTORS, ~0U, 0) == 0) return;
    // Before Linux 5.9.
    KernelLimit limit = {0, 0};
    must(setup, SPAWN_STEP_DESCRIPTORS, RAW(SYS_prlimit64, 0, RLIMIT_NOFILE, NULL, &limit));
    for (uint64_t i = SPAWN_DESCRIPTORS; i < limit.hard && i < 1 << 20; i++) RAW(SYS_close, (int)i);
}

UNWATCHED static void limit(ChildSetup *setup, int what, uint64_t soft, uint64_t hard) {
    KernelLimit now = {0, 0};
    must(setup, SPAWN_STEP_LIMITS, RAW(SYS_prlimit64, 0, what, NULL, &now));
    KernelLimit next = {soft < now.hard ? soft : now.hard, hard < now.hard ? hard : now.hard};
    must(setup, SPAWN_STEP_LIMITS, RAW(SYS_prlimit64, 0, what, &next, NULL));
}

UNWATCHED static void set_limits(ChildSetup *setup) {
    const SpawnRequest *request = setup->request;
    limit(setup, RLIMIT_CORE, 0, 0);
    if (request->memory_octets) limit(setup, RLIMIT_AS, request->memory_octets, request->memory_octets);
    // SIGXCPU says what happened; two seconds later SIGKILL says it to those who do not listen.
    if (request->cpu_seconds) limit(setup, RLIMIT_CPU, request->cpu_seconds, request->cpu_seconds + 2);
    if (request->file_octets) limit(setup, RLIMIT_FSIZE, request->file_octets, request->file_octets);
    if (request->processes) limit(setup, RLIMIT_NPROC, request->processes, request->processes);
    if (request->open_files) limit(setup, RLIMIT_NOFILE, request->open_files, request->open_files);
}

/// oom_score_adj of this process alone: the kernel knows that a vfork's child is about to leave the shared memory.
UNWATCHED static long set_memory_score(int score) {
    char text[8];
    int count = 0, rest = score < 0 ? -score : score;
    if (rest > 1000) return errno = EINVAL, -1;
    char digits[4];
    int digit_count = 0;
    do digits[digit_count++] = (char)('0' + rest % 10);
    while (rest /= 10);
    if (score < 0) text[count++] = '-';
    while (digit_count) text[count++] = digits[--digit_count];
    long file = RAW(SYS_openat, AT_FDCWD, "/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC, 0);
    if (file < 0) return -1;
    long written = RAW(SYS_write, (int)file, text, (size_t)count);
    int error = errno;
    RAW(SYS_close, (int)file);
    errno = error;
    return written == count ? 0 : -1;
}

UNWATCHED static long lower_priority(int niceness) {
    long now = RAW(SYS_getpriority, PRIO_PROCESS, 0);  // the system call gives 20 - nice
    if (now < 0) return -1;
    return RAW(SYS_setpriority, PRIO_PROCESS, 0, 20 - (int)now + niceness);
}

UNWATCHED static long change_user(const SpawnRequest *request) {
    if (RAW(SYS_setgroups, 0, NULL) < 0) return -1;
    if (RAW(SYS_setresgid, request->group, request->group, request->group) < 0) return -1;
    return RAW(SYS_setresuid, request->user, request->user, request->user);
}

/// Also as user 0: with no_new_privs, execve gives back nothing that is not held.
UNWATCHED static long drop_capabilities(uint64_t kept) {
    RAW(SYS_prctl, PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
    for (int capability = 0; capability < 64; capability++) {
        if (kept >> capability & 1) continue;
        if (RAW(SYS_prctl, PR_CAPBSET_READ, capability, 0, 0, 0) != 1) continue;
        RAW(SYS_prctl, PR_CAPBSET_DROP, capability, 0, 0, 0);
    }
    struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
    struct __user_cap_data_struct now[2] = {{0}};
    if (kept) RAW(SYS_capget, &header, now);
    uint32_t halves[2] = {(uint32_t)kept, (uint32_t)(kept >> 32)};
    // What the daemon itself has not got cannot be kept.
    for (int half = 0; half < 2; half++) {
        now[half].permitted &= halves[half];
        now[half].effective = now[half].permitted;
        now[half].inheritable = 0;
    }
    return RAW(SYS_capset, &header, now);
}

/// The parent may have died before it could be asked to be told.
UNWATCHED static long die_with_parent(pid_t parent) {
    if (RAW(SYS_prctl, PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) < 0) return -1;
    if (RAW(SYS_getppid) != parent) leave(127);
    return 0;
}

UNWATCHED static long install_filter(ChildSetup *setup) {
    struct sock_filter code[FILTER_MAX];
    const SpawnRequest *request = setup->request;
    int by_filter = request->wanted & SPAWN_SIGNALS && !(setup->result->enforced & SPAWN_SIGNALS);
    struct sock_fprog program = {0, code};
    program.len = filter_write(code, request->permitted, by_filter ? (pid_t)RAW(SYS_getpid) : 0);
    long outcome = RAW(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program);
    if (outcome == 0 && by_filter) setup->result->enforced |= SPAWN_SIGNALS;
    return outcome;
}

/// What needs rights that are given up on the way comes first, what forbids things to us last.
UNWATCHED static void shut_in(ChildSetup *setup) {
    const SpawnRequest *request = setup->request;
    uint32_t wanted = request->wanted;
    if (wanted & SPAWN_LOW_PRIORITY)
        settle(setup, SPAWN_STEP_PRIORITY, SPAWN_LOW_PRIORITY, lower_priority(request->niceness));
    if (wanted & SPAWN_MEMORY_FIRST)
        settle(setup, SPAWN_STEP_MEMORY, SPAWN_MEMORY_FIRST, set_memory_score(request->memory_score));
    if (wanted & SPAWN_OWN_NETWORK)
        settle(setup, SPAWN_STEP_NETWORK, SPAWN_OWN_NETWORK, RAW(SYS_setns, request->network, 0x40000000));
    if (wanted & SPAWN_OWN_USER) settle(setup, SPAWN_STEP_USER, SPAWN_OWN_USER, change_user(request));
    if (wanted & SPAWN_NO_NEW_PRIVILEGES)
        settle(
            setup, SPAWN_STEP_PRIVILEGES, SPAWN_NO_NEW_PRIVILEGES,
            RAW(SYS_prctl, PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
    if (wanted & SPAWN_NO_CAPABILITIES)
        settle(setup, SPAWN_STEP_CAPABILITIES, SPAWN_NO_CAPABILITIES,
            drop_capabilities(request->capabilities));
    // After the change of user, which forgets it.
    if (wanted & SPAWN_PARENT_DEATH)
        settle(setup, SPAWN_STEP_PARENT, SPAWN_PARENT_DEATH, die_with_parent(setup->parent));
    must(setup, SPAWN_STEP_FOLDER, RAW(SYS_chdir, request->folder));
    if (setup->landlock >= 0)
        settle(
            setup, SPAWN_STEP_LANDLOCK, setup->landlock_bits, RAW(__NR_landlock_restrict_self, setup->landlock, 0));
}

UNWATCHED int child_run(void *argument) {
    ChildSetup *setup = argument;
    const SpawnRequest *request = setup->request;
    reset_signals();
    // A group to be signalled as one. Not a session: each of these gets a share of the CPU of its own (autogroup), and
    // niceness would mean nothing.
    must(setup, SPAWN_STEP_GROUP, RAW(SYS_setpgid, 0, 0));
    RAW(SYS_umask, request->file_mask);
    shut_in(setup);
    take_descriptors(setup);
    close_others(setup);
    // Not before: the daemon may have more files open than the child may.
    set_limits(setup);
    uint64_t no_signals = 0;
    must(setup, SPAWN_STEP_SIGNALS, RAW(SYS_rt_sigprocmask, SIG_SETMASK, &no_signals, NULL, 8));
    if (request->wanted & SPAWN_SYSTEM_CALLS)
        settle(setup, SPAWN_STEP_FILTER, SPAWN_SYSTEM_CALLS, install_filter(setup));
    uint32_t missing = request->required & ~setup->result->enforced;
    if (missing & (SPAWN_FILES | SPAWN_NO_TCP)) fail(setup, SPAWN_STEP_LANDLOCK, ENOSYS);
    if (missing) fail(setup, SPAWN_STEP_FILTER, ENOSYS);
    if (request->only_probe) leave(0);
    setup->result->step = SPAWN_STEP_EXECUTE;
    RAW(SYS_execve, request->path, request->arguments, request->environment);
    fail(setup, SPAWN_STEP_EXECUTE, errno);
}
