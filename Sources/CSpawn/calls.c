// Single calls: a network for children, settling, pipes.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <malloc.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/sysinfo.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "CSpawn.h"

typedef struct NetworkAnswer {
    int descriptor, error;
} NetworkAnswer;

static void *make_network(void *argument) {
    NetworkAnswer *answer = argument;
    // Of this thread only, which ends here; the descriptor keeps the network.
    if (unshare(CLONE_NEWNET) == 0) answer->descriptor = open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC);
    answer->error = errno;
    return NULL;
}

int spawn_empty_network(void) {
    NetworkAnswer answer = {-1, 0};
    pthread_t thread;
    int error = pthread_create(&thread, NULL, make_network, &answer);
    if (error == 0) pthread_join(thread, NULL);
    errno = error ? error : answer.error;
    return answer.descriptor;
}

void spawn_guard_self(void) {
    struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

/// Whether one of them has a bit.
static int has_capabilities(void) {
    struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
    struct __user_cap_data_struct data[_LINUX_CAPABILITY_U32S_3];
    if (syscall(SYS_capget, &header, data)) return 1;
    uint32_t all = 0;
    for (int i = 0; i < _LINUX_CAPABILITY_U32S_3; i++) all |= data[i].effective | data[i].permitted | data[i].inheritable;
    return all != 0;
}

int spawn_become(const char *name, uint32_t user, uint32_t group) {
    gid_t only = group;
    if (name ? initgroups(name, group) : setgroups(1, &only)) return errno;
    // While there is the right to. Where there is not (a container has few), no_new_privs holds alone.
    for (int i = 0; prctl(PR_CAPBSET_READ, i, 0, 0, 0) >= 0; i++) prctl(PR_CAPBSET_DROP, i, 0, 0, 0);
    if (setresgid(group, group, group) || setresuid(user, user, user)) return errno;
    // Without securebits the kernel has taken them already.
    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
    struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
    struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = {{0, 0, 0}};
    if (syscall(SYS_capset, &header, none)) return errno;
    return has_capabilities() || setuid(0) == 0 || setgid(0) == 0 ? EPERM : 0;
}

void spawn_memory_areas(int areas) { mallopt(M_ARENA_MAX, areas); }

int spawn_settle(void) {
    struct sock_filter code[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_execve, 1, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_execveat, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {sizeof code / sizeof *code, code};
    if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)) return errno;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)) return errno;
    if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program)) return errno;
    return 0;
}

long spawn_write(int descriptor, const void *bytes, size_t count) {
    // A pipe has no MSG_NOSIGNAL. The signal goes to the thread that writes, so it is caught on this one.
    sigset_t broken, before, pending;
    sigemptyset(&broken);
    sigaddset(&broken, SIGPIPE);
    sigpending(&pending);
    int was_pending = sigismember(&pending, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &broken, &before);
    ssize_t written;
    do written = write(descriptor, bytes, count);
    while (written < 0 && errno == EINTR);
    int error = errno;
    if (written < 0 && error == EPIPE && !was_pending) {
        struct timespec now = {0, 0};
        while (sigtimedwait(&broken, NULL, &now) < 0 && errno == EINTR) {}
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    errno = error;
    return written;
}

int spawn_watch_open(void) { return epoll_create1(EPOLL_CLOEXEC); }

int spawn_watch(int watch, int descriptor, int for_writing, uint64_t ticket) {
    struct epoll_event event = {.events = EPOLLONESHOT | (for_writing ? EPOLLOUT : EPOLLIN), .data.u64 = ticket};
    if (epoll_ctl(watch, EPOLL_CTL_MOD, descriptor, &event) == 0) return 0;
    return errno == ENOENT ? epoll_ctl(watch, EPOLL_CTL_ADD, descriptor, &event) : -1;
}

int spawn_watch_wait(int watch, uint64_t *tickets, int tickets_max) {
    struct epoll_event events[64];
    int count;
    do count = epoll_wait(watch, events, tickets_max < 64 ? tickets_max : 64, -1);
    while (count < 0 && errno == EINTR);
    for (int i = 0; i < count; i++) tickets[i] = events[i].data.u64;
    return count;
}

uint32_t spawn_tasks_of_machine(void) {
    struct sysinfo info;
    // A count of 16 bits: where there are more tasks than that, nobody knows.
    return sysinfo(&info) == 0 ? info.procs : UINT16_MAX;
}

int spawn_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }

int spawn_socket_pair(int ends[2]) { return socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends); }

int spawn_not_blocking(int descriptor) {
    int flags = fcntl(descriptor, F_GETFL);
    return flags < 0 ? -1 : fcntl(descriptor, F_SETFL, flags | O_NONBLOCK);
}

int spawn_octets_waiting(int descriptor) {
    int octets = 0;
    return ioctl(descriptor, FIONREAD, &octets) < 0 ? -1 : octets;
}

int spawn_pipe_size(int descriptor, int octets) { return fcntl(descriptor, F_SETPIPE_SZ, octets); }

int spawn_pipe_octets(int descriptor) { return fcntl(descriptor, F_GETPIPE_SZ); }

int spawn_memory_file(const char *name) { return memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING); }

int spawn_seal(int descriptor) {
    return fcntl(descriptor, F_ADD_SEALS, F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE);
}

int spawn_open_place(int folder, const char *name) {
    return openat(folder, name, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

int spawn_library_of(const char *symbol, char *path, size_t octets) {
    void *address = dlsym(RTLD_DEFAULT, symbol);
    Dl_info info;
    if (!address || !dladdr(address, &info) || !info.dli_fname || strlen(info.dli_fname) >= octets) return -1;
    strcpy(path, info.dli_fname);
    return 0;
}
