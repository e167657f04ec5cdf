// Starts a program in a process of its own, shut in as far as the kernel and our rights allow.
//
// The child is made by clone(CLONE_VM | CLONE_VFORK): no page table is copied, so that a daemon of any size starts it
// in the same time. Until it executes it runs in the daemon's memory, on a stack of its own, with all signals blocked:
// child.c holds every line that runs there, and makes system calls only.
//
// Must be called on a thread that lives as long as the daemon: the kernel sends the child its "parent died" signal
// when the thread that made it ends, not the process.
#ifndef CSPAWN_H
#define CSPAWN_H

#include <stddef.h>
// No more than these: types of glibc would become this module's in the eyes of Swift.
#include <stdint.h>

/// Descriptors that a program may be started with: 0 to 7. Of these 0 to 4 are always open; all others are closed.
enum { SPAWN_DESCRIPTORS = 8, SPAWN_ALWAYS_OPEN = 5 };

/// What a child can be shut in by; bits of `wanted`, `required` and `enforced`.
enum {
    SPAWN_NO_NEW_PRIVILEGES = 1 << 0,  // nothing it executes can gain rights
    SPAWN_FILES = 1 << 1,              // landlock: the listed paths only (kernel 5.13)
    SPAWN_NO_TCP = 1 << 2,             // landlock: no bind, no connect (ABI 4, kernel 6.7)
    SPAWN_SIGNALS = 1 << 3,            // no signal leaves: landlock (ABI 6, kernel 6.12), else the system call filter
    SPAWN_SYSTEM_CALLS = 1 << 4,       // seccomp
    SPAWN_OWN_USER = 1 << 5,           // a user and group of its own, no further groups (root only)
    SPAWN_OWN_NETWORK = 1 << 6,        // a network of its own without a way out (root only)
    SPAWN_NO_CAPABILITIES = 1 << 7,    // none left but `capabilities`, also for user 0
    SPAWN_PARENT_DEATH = 1 << 8,       // is killed when the daemon dies
    SPAWN_MEMORY_FIRST = 1 << 9,       // is the first to go when memory is short
    SPAWN_LOW_PRIORITY = 1 << 10,      // yields to the daemon
};

/// What the filter of system calls lets through; bits of `permitted`.
enum {
    SPAWN_MAY_FORK = 1 << 0,          // processes of its own, which stay in its process group
    SPAWN_MAY_USE_UNIX_SOCKETS = 1 << 1,
    SPAWN_MAY_USE_NETWORK = 1 << 2,
};

/// Where a start failed. A new step needs its word in `spawn_step_name`.
enum SpawnStep {
    SPAWN_STEP_RULES,  // the paths of landlock
    SPAWN_STEP_CLONE,
    SPAWN_STEP_GROUP,
    SPAWN_STEP_SIGNALS,
    SPAWN_STEP_DESCRIPTORS,
    SPAWN_STEP_LIMITS,
    SPAWN_STEP_PRIORITY,
    SPAWN_STEP_MEMORY,
    SPAWN_STEP_NETWORK,
    SPAWN_STEP_USER,
    SPAWN_STEP_CAPABILITIES,
    SPAWN_STEP_PARENT,
    SPAWN_STEP_PRIVILEGES,
    SPAWN_STEP_FOLDER,
    SPAWN_STEP_LANDLOCK,
    SPAWN_STEP_FILTER,
    SPAWN_STEP_EXECUTE,
    SPAWN_STEPS,
};

typedef struct SpawnRequest {
    const char *path;                // absolute
    const char *const *arguments;    // with argv[0], ends with NULL
    const char *const *environment;  // all of it, ends with NULL
    const char *folder;              // to work in
    /// The caller's descriptors that become 0 to 7; -1 for /dev/null, and for none beyond 4.
    int descriptors[SPAWN_DESCRIPTORS];

    uint32_t wanted;    // what shall be enforced
    uint32_t required;  // what must be, or nothing is started
    uint32_t permitted;
    /// Paths, each list ends with NULL; what does not exist is left out. `programs` may be executed and read.
    const char *const *readable;
    const char *const *programs;
    const char *const *writable;

    // 0 leaves a limit as it is. Never raised beyond what the daemon has.
    uint64_t memory_octets;   // address space
    uint64_t cpu_seconds;
    uint64_t file_octets;     // of one file
    uint64_t processes;       // processes and threads of the user
    uint64_t open_files;

    uint32_t user, group;
    /// What is kept by who loses its capabilities and stays user 0; bits by the kernel's numbers.
    uint64_t capabilities;
    int network;    // of spawn_empty_network, or -1
    int niceness;   // added to the daemon's
    int memory_score;  // oom_score_adj, -1000 to 1000
    uint32_t file_mask;
    /// Ends before it executes: what is enforced is what was asked.
    int only_probe;
} SpawnRequest;

typedef struct SpawnResult {
    int32_t pid;
    int process;        // a pidfd, closed on exec; the caller's
    uint32_t enforced;
    int step;           // the step that failed
    int error;          // its errno; 0 when the child runs
    /// errno of each step that failed without being required, else 0.
    int failures[SPAWN_STEPS];
} SpawnResult;

/// Starts a program. Gives 0, or the errno of the step that failed; then there is no child left.
int spawn_start(const SpawnRequest *request, SpawnResult *result);

const char *spawn_step_name(int step);

/// The version of landlock that the kernel has, 0 for none.
int spawn_landlock_version(void);

/// A network without interfaces that are up, for all children: making one costs milliseconds, entering it nothing.
/// Gives a descriptor closed on exec, or -1 and errno.
int spawn_empty_network(void);

/// For a program that has started and will execute nothing more: from here on it cannot, and processes of the same
/// user cannot look into it. (Before execve this is without effect: the kernel undoes it there.) Gives 0 or errno.
int spawn_settle(void);

/// For a process that starts others: nobody of the same user can look into it, a crash leaves nothing on a disk, and
/// nothing that it starts has more rights than it has.
void spawn_guard_self(void);

/// Becomes that user, for good: groups first (those of `name`, or only `group` where that is NULL), then user and all
/// capabilities, which nothing that is started can have again. Gives 0 or errno; EPERM too where a right is left. After an
/// error the process is half another: it must end.
int spawn_become(const char *name, uint32_t user, uint32_t group);

/// write(2) that never raises SIGPIPE, whatever the process does with that signal.
long spawn_write(int descriptor, const void *bytes, size_t count);

/// epoll, each event once: the ticket of whatever `spawn_watch` was called for comes out of `spawn_watch_wait`.
int spawn_watch_open(void);
int spawn_watch(int watch, int descriptor, int for_writing, uint64_t ticket);
int spawn_watch_wait(int watch, uint64_t *tickets, int tickets_max);  // the number of tickets, or -1

/// Calls that Swift's view of glibc lacks.
void spawn_memory_areas(int areas);  // the most that malloc spreads threads over
uint32_t spawn_tasks_of_machine(void);  // processes and threads, at least
int spawn_pipe(int ends[2]);  // both closed on exec
int spawn_socket_pair(int ends[2]);  // a stream, both closed on exec
int spawn_not_blocking(int descriptor);
int spawn_octets_waiting(int descriptor);  // in a pipe, or -1
int spawn_pipe_size(int descriptor, int octets);  // gives the size it has got, or -1
int spawn_pipe_octets(int descriptor);  // its size, or -1
int spawn_memory_file(const char *name);
int spawn_seal(int descriptor);
int spawn_open_place(int folder, const char *name);  // O_PATH of a folder, no link
int spawn_library_of(const char *symbol, char *path, size_t octets);  // the file it was loaded from

#endif
