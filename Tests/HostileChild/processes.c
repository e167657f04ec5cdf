// Other processes, the daemon first. Signals are SIGURG, which does nothing.
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "attempts.h"

static int can_read_of(pid_t pid, const char *name) {
    char path[64], byte;
    snprintf(path, sizeof path, "/proc/%d/%s", (int)pid, name);
    int file = open(path, O_RDONLY);
    return file >= 0 && read(file, &byte, 1) >= 0;
}

static int trace_parent(const char *unused) {
    (void)unused;
    if (ptrace(PTRACE_SEIZE, getppid(), 0, 0)) return 0;
    ptrace(PTRACE_DETACH, getppid(), 0, 0);
    return 1;
}

static int parent_memory(const char *unused) {
    (void)unused;
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/mem", (int)getppid());
    return open(path, O_RDWR) >= 0;
}

static int read_parent_by_call(const char *unused) {
    (void)unused;
    char byte;
    struct iovec here = {&byte, 1}, there = {&byte, 1};
    long outcome = process_vm_readv(getppid(), &here, 1, &there, 1, 0);
    return outcome >= 0 || errno == EFAULT;
}

static int parent_environment(const char *unused) { return (void)unused, can_read_of(getppid(), "environ"); }
static int parent_maps(const char *unused) { return (void)unused, can_read_of(getppid(), "maps"); }

static int any_environment(const char *unused) {
    (void)unused;
    DIR *processes = opendir("/proc");
    if (!processes) return 0;
    for (struct dirent *entry; (entry = readdir(processes));) {
        pid_t pid = atoi(entry->d_name);
        if (pid > 0 && pid != getpid() && can_read_of(pid, "environ")) return 1;
    }
    return 0;
}

static int parent_descriptor(const char *unused) {
    (void)unused;
    int process = (int)syscall(SYS_pidfd_open, getppid(), 0);
    for (int i = 0; i < 64; i++)
        if (syscall(438 /* pidfd_getfd */, process, i, 0) >= 0) return 1;
    return 0;
}

static int signal_by_pidfd(const char *unused) {
    (void)unused;
    int process = (int)syscall(SYS_pidfd_open, getppid(), 0);
    return syscall(SYS_pidfd_send_signal, process, SIGURG, NULL, 0) == 0;
}

static int signal_parent(const char *unused) { return (void)unused, kill(getppid(), SIGURG) == 0; }
static int signal_thread(const char *unused) { return (void)unused, syscall(SYS_tkill, getppid(), SIGURG) == 0; }
static int signal_thread_group(const char *unused) {
    return (void)unused, syscall(SYS_tgkill, getppid(), getppid(), SIGURG) == 0;
}

static int queue_parent(const char *unused) {
    union sigval value = {0};
    return (void)unused, sigqueue(getppid(), SIGURG, value) == 0;
}

/// Lets the kernel send a signal of our choice to the daemon, when a pipe becomes readable.
static int signal_by_owner(const char *unused) {
    (void)unused;
    int ends[2];
    return pipe(ends) == 0 && fcntl(ends[0], F_SETOWN, getppid()) == 0;
}

static int limit_parent(const char *unused) {
    struct rlimit limit;
    if (prlimit(getppid(), RLIMIT_NOFILE, NULL, &limit)) return 0;
    return (void)unused, prlimit(getppid(), RLIMIT_NOFILE, &limit, NULL) == 0;
}

static int renice_parent(const char *unused) {
    (void)unused;
    return setpriority(PRIO_PROCESS, getppid(), getpriority(PRIO_PROCESS, getppid())) == 0;
}

static int bind_parent(const char *unused) {
    (void)unused;
    cpu_set_t set;
    return sched_getaffinity(getppid(), sizeof set, &set) == 0 && sched_setaffinity(getppid(), sizeof set, &set) == 0;
}

static int outlive_parent(const char *unused) { return (void)unused, prctl(PR_SET_PDEATHSIG, 0) == 0; }
static int leave_session(const char *unused) { return (void)unused, setsid() >= 0; }

/// A process of its own that is out of the group by which we are stopped.
static int leave_group(const char *unused) {
    (void)unused;
    pid_t child = fork();
    if (child < 0) return 0;
    if (child == 0) {
        setpgid(0, 0);
        _exit(getpgrp() == getpid() ? 7 : 0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 7;
}

const Attempt process_attempts[] = {
    {"trace-parent", trace_parent}, {"parent-memory", parent_memory}, {"process-vm-readv", read_parent_by_call},
    {"parent-environment", parent_environment}, {"parent-maps", parent_maps}, {"any-environment", any_environment},
    {"parent-descriptor", parent_descriptor}, {"pidfd-signal", signal_by_pidfd}, {"signal-parent", signal_parent},
    {"tkill-parent", signal_thread}, {"tgkill-parent", signal_thread_group}, {"sigqueue-parent", queue_parent},
    {"signal-by-owner", signal_by_owner}, {"limit-parent", limit_parent}, {"renice-parent", renice_parent},
    {"bind-parent", bind_parent}, {"outlive-parent", outlive_parent}, {"leave-session", leave_session},
    {"leave-group", leave_group}, {NULL, NULL},
};
