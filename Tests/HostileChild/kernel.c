// The kernel's machinery: other roots, mounts and namespaces, other rights, other programs.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "attempts.h"

/// A call that was looked at: refused by its arguments, not by a guard before it.
static int was_heard(long outcome) {
    return outcome >= 0 || errno == EFAULT || errno == EINVAL || errno == EBADF || errno == ENOENT || errno == E2BIG;
}

static int change_root(const char *unused) { return (void)unused, chroot(".") == 0; }
static int mount_memory(const char *unused) {
    return (void)unused, mount("none", getenv("TMPDIR"), "tmpfs", 0, "") == 0;
}
static int new_mount_call(const char *unused) { return (void)unused, was_heard(syscall(430 /* fsopen */, NULL, 0)); }
static int open_tree_call(const char *unused) { return (void)unused, was_heard(syscall(428, AT_FDCWD, "/", 1)); }
static int unmount(const char *unused) { return (void)unused, was_heard(umount2("/nowhere", MNT_DETACH)); }
static int pivot(const char *unused) { return (void)unused, was_heard(syscall(SYS_pivot_root, ".", ".")); }
static int new_user_space(const char *unused) { return (void)unused, unshare(CLONE_NEWUSER) == 0; }
static int new_network(const char *unused) { return (void)unused, unshare(CLONE_NEWNET) == 0; }
static int enter_space(const char *unused) { return (void)unused, was_heard(setns(0, 0)); }

static int clone_user_space(const char *unused) {
    (void)unused;
    long pid = syscall(SYS_clone, CLONE_NEWUSER | 17 /* SIGCHLD */, NULL, NULL, NULL, NULL);
    if (pid == 0) _exit(0);
    return pid > 0;
}

static int clone3_space(const char *unused) {
    (void)unused;
    uint64_t arguments[8] = {CLONE_NEWUSER, 0, 0, 0, 17, 0, 0, 0};
    long pid = syscall(435, arguments, sizeof arguments);
    if (pid == 0) _exit(0);
    return pid > 0;
}

static int become_root(const char *unused) { return (void)unused, setresuid(0, 0, 0) == 0; }
static int become_other(const char *unused) { return (void)unused, syscall(SYS_setuid, 1) == 0; }
static int keys(const char *unused) { return (void)unused, was_heard(syscall(SYS_keyctl, 0, -3, 0)); }
static int add_key(const char *unused) {
    return (void)unused, syscall(SYS_add_key, "user", "quire", "x", 1, -2) >= 0;
}
static int bpf(const char *unused) { return (void)unused, was_heard(syscall(SYS_bpf, 0, NULL, 0)); }
static int perf(const char *unused) { return (void)unused, was_heard(syscall(SYS_perf_event_open, NULL, 0, -1, -1, 0)); }
static int user_faults(const char *unused) { return (void)unused, was_heard(syscall(SYS_userfaultfd, 0)); }
static int io_ring(const char *unused) { return (void)unused, was_heard(syscall(425, 1, NULL)); }
static int load_kernel(const char *unused) { return (void)unused, was_heard(syscall(SYS_kexec_load, 0, 99, NULL, 0)); }
static int load_module(const char *unused) { return (void)unused, was_heard(syscall(SYS_init_module, NULL, 0, "")); }
static int change_personality(const char *unused) { return (void)unused, personality(ADDR_NO_RANDOMIZE) >= 0; }
static int kernel_log(const char *unused) { return (void)unused, syscall(SYS_syslog, 10, NULL, 0) >= 0; }
static int shared_memory(const char *unused) { return (void)unused, syscall(SYS_shmget, 0, 4096, 01600) >= 0; }
static int future_call(const char *unused) { return (void)unused, was_heard(syscall(462 /* mseal */, NULL, 0, 0)); }

static int run(const char *path) {
    char *const arguments[] = {(char *)path, "-c", "exit 7", NULL}, *const environment[] = {NULL};
    execve(path, arguments, environment);
    return 0;
}

static int shell(const char *unused) { return (void)unused, run("/bin/sh"); }
static int set_user_program(const char *unused) { return (void)unused, run("/usr/bin/su") || run("/bin/mount"); }

static void copy_shell(int to) {
    int from = open("/bin/sh", O_RDONLY);
    char buffer[65536];
    for (ssize_t count; (count = read(from, buffer, sizeof buffer)) > 0;)
        if (write(to, buffer, (size_t)count) != count) return;
}

static int own_program(const char *unused) {
    (void)unused;
    char name[4096];
    snprintf(name, sizeof name, "%s/program", getenv("TMPDIR"));
    int file = open(name, O_WRONLY | O_CREAT, 0700);
    if (file < 0) return 0;
    copy_shell(file);
    close(file);
    return run(name);
}

static int memory_program(const char *unused) {
    (void)unused;
    int file = memfd_create("program", 0);
    if (file < 0) return 0;
    copy_shell(file);
    char *const arguments[] = {"sh", "-c", "exit 7", NULL}, *const environment[] = {NULL};
    syscall(SYS_execveat, file, "", arguments, environment, AT_EMPTY_PATH);
    char name[64];
    snprintf(name, sizeof name, "/proc/self/fd/%d", file);
    return run(name);
}

/// Calls by the numbers of 32-bit programs go past a filter that does not look.
static int old_numbers(const char *unused) {
    (void)unused;
#if defined(__x86_64__)
    long outcome;
    __asm__ volatile("int $0x80" : "=a"(outcome) : "a"(20) : "memory");
    return outcome == getpid();
#else
    return 0;
#endif
}

static int x32_numbers(const char *unused) {
    (void)unused;
#if defined(__x86_64__)
    return syscall(0x40000000 | SYS_getpid) == getpid();
#else
    return 0;
#endif
}

const Attempt kernel_attempts[] = {
    {"chroot", change_root}, {"mount", mount_memory}, {"fsopen", new_mount_call}, {"open-tree", open_tree_call},
    {"umount", unmount}, {"pivot-root", pivot}, {"unshare-user", new_user_space}, {"unshare-network", new_network},
    {"setns", enter_space}, {"clone-user", clone_user_space}, {"clone3-user", clone3_space},
    {"setuid-root", become_root}, {"setuid-other", become_other}, {"keyctl", keys}, {"add-key", add_key},
    {"bpf", bpf}, {"perf", perf}, {"userfaultfd", user_faults}, {"io-uring", io_ring}, {"kexec", load_kernel},
    {"module", load_module}, {"personality", change_personality}, {"kernel-log", kernel_log},
    {"shared-memory", shared_memory}, {"future-call", future_call}, {"exec-shell", shell},
    {"exec-setuid", set_user_program}, {"exec-own", own_program}, {"exec-memory", memory_program},
    {"int80", old_numbers}, {"x32", x32_numbers}, {NULL, NULL},
};
