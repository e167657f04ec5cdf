// The filter of system calls (seccomp), for x86_64 and aarch64. Written by hand: a list of numbers and a few looks at
// arguments need no library.
//
// A list of what is refused, not of what is allowed: programs of the distribution run in it as well. Numbers younger
// than the list get ENOSYS, so that what kernels learn later is refused until someone has looked at it. Runs in the
// child between clone and exec: nothing here calls anything.
#define _GNU_SOURCE
#include <errno.h>
#include <linux/audit.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <sys/syscall.h>

#include "internal.h"

#if defined(__x86_64__)
#define OUR_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define OUR_ARCHITECTURE AUDIT_ARCH_AARCH64
#else
#error "no filter of system calls for this architecture"
#endif

/// The newest call of Linux 6.1; the numbers are the same everywhere since 424.
enum { LAST_KNOWN = 450 };

// Younger than the headers of some build machines.
#ifndef __NR_memfd_secret
#define __NR_memfd_secret 447
#endif
#ifndef __NR_process_mrelease
#define __NR_process_mrelease 448
#endif

static const int refused[] = {
    // Looking into other processes, and reaching them.
    __NR_ptrace, __NR_process_vm_readv, __NR_process_vm_writev, __NR_process_madvise, __NR_process_mrelease, __NR_kcmp,
    __NR_pidfd_open, __NR_pidfd_getfd, __NR_pidfd_send_signal, __NR_get_robust_list, __NR_migrate_pages,
    __NR_move_pages, __NR_ioprio_set, __NR_setpriority, __NR_tkill,
    // The kernel's own machinery.
    __NR_bpf, __NR_perf_event_open, __NR_userfaultfd, __NR_io_uring_setup, __NR_io_uring_enter, __NR_io_uring_register,
    __NR_io_setup, __NR_keyctl, __NR_add_key, __NR_request_key, __NR_kexec_load, __NR_kexec_file_load,
    __NR_init_module, __NR_finit_module, __NR_delete_module, __NR_reboot, __NR_swapon, __NR_swapoff, __NR_syslog,
    __NR_acct, __NR_quotactl, __NR_quotactl_fd, __NR_lookup_dcookie, __NR_nfsservctl, __NR_vhangup, __NR_sethostname,
    __NR_setdomainname, __NR_settimeofday, __NR_clock_settime, __NR_clock_adjtime, __NR_adjtimex, __NR_fanotify_init,
    __NR_fanotify_mark, __NR_inotify_add_watch, __NR_memfd_secret,
    // Other views of files: mounts, namespaces, roots, handles.
    __NR_mount, __NR_umount2, __NR_pivot_root, __NR_chroot, __NR_fsopen, __NR_fsconfig, __NR_fsmount, __NR_fspick,
    __NR_move_mount, __NR_open_tree, __NR_mount_setattr, __NR_unshare, __NR_setns, __NR_open_by_handle_at,
    __NR_name_to_handle_at, __NR_mknodat,
    // What landlock does not look at, and would reach files of the daemon where both are the same user.
    __NR_truncate, __NR_fchmod, __NR_fchmodat, __NR_fchown, __NR_fchownat, __NR_setxattr, __NR_lsetxattr,
    __NR_fsetxattr, __NR_removexattr, __NR_lremovexattr, __NR_fremovexattr,
    // Other users, and the way out of the process group by which a child is stopped.
    __NR_setuid, __NR_setgid, __NR_setreuid, __NR_setregid, __NR_setresuid, __NR_setresgid, __NR_setfsuid,
    __NR_setfsgid, __NR_setgroups, __NR_capset, __NR_setsid,
    // Memory that outlives a process or counts against no limit, and programs that are no file.
    __NR_shmget, __NR_shmat, __NR_semget, __NR_msgget, __NR_mq_open, __NR_memfd_create, __NR_execveat,
#if defined(__x86_64__)
    __NR_iopl, __NR_ioperm, __NR_modify_ldt, __NR_uselib, __NR_ustat, __NR_sysfs, __NR__sysctl, __NR_create_module,
    __NR_mknod, __NR_chmod, __NR_chown, __NR_lchown, __NR_utime, __NR_utimes, __NR_futimesat,
#endif
};

static const int sockets[] = {__NR_connect, __NR_bind, __NR_listen, __NR_accept, __NR_accept4, __NR_socketpair};

typedef struct Writer {
    struct sock_filter *code;
    unsigned short count;
} Writer;

enum { NUMBER = offsetof(struct seccomp_data, nr), ARCHITECTURE = offsetof(struct seccomp_data, arch) };
// Both architectures are little-endian: the low half of an argument comes first.
#define ARGUMENT(index) (offsetof(struct seccomp_data, args) + 8 * (index))

static const uint32_t pass = SECCOMP_RET_ALLOW;
static const uint32_t no = SECCOMP_RET_ERRNO | EPERM;

UNWATCHED static void put(Writer *writer, uint16_t code, uint8_t yes, uint8_t otherwise, uint32_t value) {
    // Never reached: the list is far shorter. A filter cut off would be refused by the kernel.
    if (writer->count >= FILTER_MAX) return;
    struct sock_filter line = {code, yes, otherwise, value};
    writer->code[writer->count++] = line;
}

UNWATCHED static void load(Writer *writer, uint32_t offset) { put(writer, BPF_LD | BPF_W | BPF_ABS, 0, 0, offset); }
UNWATCHED static void answer(Writer *writer, uint32_t action) { put(writer, BPF_RET | BPF_K, 0, 0, action); }
UNWATCHED static void unless_equal_skip(Writer *writer, uint32_t value, uint8_t lines) {
    put(writer, BPF_JMP | BPF_JEQ | BPF_K, 0, lines, value);
}

UNWATCHED static void answer_call(Writer *writer, int number, uint32_t action) {
    unless_equal_skip(writer, (uint32_t)number, 1);
    answer(writer, action);
}

/// A call that passes with one of these values of an argument (its low half) only.
UNWATCHED static void only_with(Writer *writer, int number, int argument, const uint32_t *values, uint8_t count) {
    unless_equal_skip(writer, (uint32_t)number, (uint8_t)(2 + 2 * count));
    load(writer, ARGUMENT(argument));
    for (int i = 0; i < count; i++) {
        unless_equal_skip(writer, values[i], 1);
        answer(writer, pass);
    }
    answer(writer, no);
}

/// A call that is refused with one of these values of an argument.
UNWATCHED static void never_with(Writer *writer, int number, int argument, const uint32_t *values, uint8_t count) {
    unless_equal_skip(writer, (uint32_t)number, (uint8_t)(2 + 2 * count));
    load(writer, ARGUMENT(argument));
    for (int i = 0; i < count; i++) {
        unless_equal_skip(writer, values[i], 1);
        answer(writer, no);
    }
    answer(writer, pass);
}

/// clone(flags, …): threads, and processes where they are permitted, but no namespaces.
UNWATCHED static void write_clone(Writer *writer, uint32_t permitted) {
    const uint32_t namespaces = CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER
        | CLONE_NEWPID | CLONE_NEWNET;
    // The flags of clone3 are in memory, where a filter cannot look: glibc falls back to clone.
    answer_call(writer, __NR_clone3, SECCOMP_RET_ERRNO | ENOSYS);
    int may_fork = (permitted & SPAWN_MAY_FORK) != 0;
    unless_equal_skip(writer, __NR_clone, may_fork ? 4 : 6);
    load(writer, ARGUMENT(0));
    put(writer, BPF_JMP | BPF_JSET | BPF_K, 0, 1, namespaces);
    answer(writer, no);
    if (!may_fork) {
        put(writer, BPF_JMP | BPF_JSET | BPF_K, 1, 0, CLONE_THREAD);
        answer(writer, no);
    }
    answer(writer, pass);
#if defined(__x86_64__)
    if (!may_fork) {
        answer_call(writer, __NR_fork, no);
        answer_call(writer, __NR_vfork, no);
    }
#endif
}

UNWATCHED static void write_sockets(Writer *writer, uint32_t permitted) {
    if (permitted & SPAWN_MAY_USE_NETWORK) {
        // What printers and name servers are reached by: Unix, IPv4, IPv6, netlink, Bluetooth. No virtual machine's host, no raw
        // frames, none of the families that nobody has looked at for years.
        const uint32_t families[] = {1, 2, 10, 16, 31};
        only_with(writer, __NR_socket, 0, families, 5);
        return;
    }
    if (permitted & SPAWN_MAY_USE_UNIX_SOCKETS) {
        const uint32_t unix_family = 1;  // AF_UNIX
        only_with(writer, __NR_socket, 0, &unix_family, 1);
        return;
    }
    answer_call(writer, __NR_socket, no);
    for (size_t i = 0; i < sizeof sockets / sizeof *sockets; i++) answer_call(writer, sockets[i], no);
}

/// Calls that name another process by a number: its own, or 0 for itself.
UNWATCHED static void write_others(Writer *writer, pid_t only_self) {
    const uint32_t self = 0;
    only_with(writer, __NR_prlimit64, 0, &self, 1);
    only_with(writer, __NR_sched_setaffinity, 0, &self, 1);
    only_with(writer, __NR_sched_setscheduler, 0, &self, 1);
    only_with(writer, __NR_sched_setparam, 0, &self, 1);
    only_with(writer, __NR_sched_setattr, 0, &self, 1);
    // F_SETOWN and F_SETOWN_EX name who gets a signal when a descriptor is ready.
    const uint32_t owners[] = {8, 15};
    never_with(writer, __NR_fcntl, 1, owners, 2);
    // It may say that it joins a group, and stays where it is.
    answer_call(writer, __NR_setpgid, SECCOMP_RET_ERRNO | 0);
    if (only_self == 0) return;
    const uint32_t selves[] = {(uint32_t)only_self, 0};
    only_with(writer, __NR_kill, 0, selves, 2);
    only_with(writer, __NR_tgkill, 0, selves, 1);
    only_with(writer, __NR_rt_sigqueueinfo, 0, selves, 1);
    only_with(writer, __NR_rt_tgsigqueueinfo, 0, selves, 1);
}

UNWATCHED static void write_arguments(Writer *writer) {
    // TIOCSTI, TIOCLINUX: typing into a terminal. FIOSETOWN, SIOCSPGRP: as F_SETOWN. FS_IOC_SETFLAGS, FSSETXATTR.
    const uint32_t requests[] = {0x5412, 0x541C, 0x8901, 0x8902, 0x40086602, 0x401C5820};
    never_with(writer, __NR_ioctl, 1, requests, 6);
    const uint32_t personalities[] = {0, 0xFFFFFFFF};  // Linux, and asking
    only_with(writer, __NR_personality, 0, personalities, 2);
    const uint32_t parent_death = 1;  // PR_SET_PDEATHSIG: it dies with the daemon
    never_with(writer, __NR_prctl, 0, &parent_death, 1);
    // Times of a file that is open (no path) are its own business.
    unless_equal_skip(writer, __NR_utimensat, 6);
    load(writer, ARGUMENT(1));
    unless_equal_skip(writer, 0, 3);
    load(writer, ARGUMENT(1) + 4);
    unless_equal_skip(writer, 0, 1);
    answer(writer, pass);
    answer(writer, no);
}

UNWATCHED unsigned short filter_write(struct sock_filter code[FILTER_MAX], uint32_t permitted, pid_t only_self) {
    Writer writer = {code, 0};
    load(&writer, ARCHITECTURE);
    put(&writer, BPF_JMP | BPF_JEQ | BPF_K, 1, 0, OUR_ARCHITECTURE);
    answer(&writer, SECCOMP_RET_KILL_PROCESS);
    load(&writer, NUMBER);
#if defined(__x86_64__)
    put(&writer, BPF_JMP | BPF_JGE | BPF_K, 0, 1, 0x40000000);  // the x32 numbers
    answer(&writer, SECCOMP_RET_KILL_PROCESS);
#endif
    put(&writer, BPF_JMP | BPF_JGT | BPF_K, 0, 1, LAST_KNOWN);
    answer(&writer, SECCOMP_RET_ERRNO | ENOSYS);
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) answer_call(&writer, refused[i], no);
    write_clone(&writer, permitted);
    write_sockets(&writer, permitted);
    write_others(&writer, only_self);
    write_arguments(&writer);
    answer(&writer, pass);
    return writer.count;
}
