// Landlock: which files a child may touch. The ruleset is made by the parent, the child only enters it.
//
// Numbers are written out: headers of Debian 12 know ABI 2, kernels know more. What landlock cannot refuse (chmod,
// chown, stat, truncate before ABI 3) the filter of system calls does, apart from stat.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "internal.h"

#ifndef __NR_landlock_create_ruleset
#define __NR_landlock_create_ruleset 444
#define __NR_landlock_add_rule 445
#endif

// linux/landlock.h
enum {
    EXECUTE = 1 << 0,
    WRITE_FILE = 1 << 1,
    READ_FILE = 1 << 2,
    READ_DIR = 1 << 3,
    MAKE_CHAR = 1 << 6,
    MAKE_BLOCK = 1 << 11,
    REFER = 1 << 13,      // ABI 2
    TRUNCATE = 1 << 14,   // ABI 3
    IOCTL_DEVICE = 1 << 15,  // ABI 5
    FOR_FILES = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEVICE,
};
enum { BIND_TCP = 1 << 0, CONNECT_TCP = 1 << 1 };        // ABI 4
enum { SCOPE_ABSTRACT_SOCKET = 1 << 0, SCOPE_SIGNAL = 1 << 1 };  // ABI 6
enum { RULE_PATH_BENEATH = 1, VERSION = 1 };

typedef struct RulesetAttributes {
    uint64_t files, network, scoped;
} RulesetAttributes;

typedef struct __attribute__((packed)) PathBeneath {
    uint64_t allowed;
    int32_t parent;
} PathBeneath;

int spawn_landlock_version(void) {
    long version = syscall(__NR_landlock_create_ruleset, NULL, 0, VERSION);
    return version < 0 ? 0 : (int)version;
}

static uint64_t file_rights(int version) {
    uint64_t all = (1 << 13) - 1;
    if (version >= 2) all |= REFER;
    if (version >= 3) all |= TRUNCATE;
    if (version >= 5) all |= IOCTL_DEVICE;
    return all;
}

/// Adds what of `rights` makes sense for the path; one that does not exist is no rule.
static int add_path(int ruleset, const char *path, uint64_t rights) {
    int descriptor = open(path, O_PATH | O_CLOEXEC);
    if (descriptor < 0) return 0;
    struct stat status;
    int failed = fstat(descriptor, &status);
    if (failed == 0) {
        PathBeneath rule = {S_ISDIR(status.st_mode) ? rights : rights & FOR_FILES, descriptor};
        failed = (int)syscall(__NR_landlock_add_rule, ruleset, RULE_PATH_BENEATH, &rule, 0);
    }
    int error = errno;
    close(descriptor);
    errno = error;
    return failed;
}

static int add_paths(int ruleset, const char *const *paths, uint64_t rights) {
    for (; paths && *paths; paths++)
        if (add_path(ruleset, *paths, rights)) return -1;
    return 0;
}

int landlock_rules(const SpawnRequest *request, uint32_t *bits) {
    *bits = 0;
    int version = spawn_landlock_version();
    uint32_t wanted = request->wanted;
    RulesetAttributes attributes = {0, 0, 0};
    if (version >= 1 && wanted & SPAWN_FILES) {
        attributes.files = file_rights(version);
        *bits |= SPAWN_FILES;
    }
    if (version >= 4 && wanted & SPAWN_NO_TCP) {
        attributes.network = BIND_TCP | CONNECT_TCP;
        *bits |= SPAWN_NO_TCP;
    }
    if (version >= 6 && wanted & SPAWN_SIGNALS) {
        attributes.scoped = SCOPE_SIGNAL | (request->permitted & SPAWN_MAY_USE_NETWORK ? 0 : SCOPE_ABSTRACT_SOCKET);
        *bits |= SPAWN_SIGNALS;
    }
    if (*bits == 0) {
        errno = version ? EINVAL : ENOSYS;
        return -1;
    }
    size_t size = version >= 6 ? 24 : version >= 4 ? 16 : 8;
    int ruleset = (int)syscall(__NR_landlock_create_ruleset, &attributes, size, 0);
    if (ruleset < 0 || attributes.files == 0) return ruleset;
    uint64_t read = READ_FILE | READ_DIR;
    uint64_t write = attributes.files & ~(uint64_t)(EXECUTE | MAKE_CHAR | MAKE_BLOCK);
    if (add_paths(ruleset, request->readable, read) || add_paths(ruleset, request->programs, read | EXECUTE)
        || add_paths(ruleset, request->writable, write)) {
        int error = errno;
        close(ruleset);
        errno = error;
        return -1;
    }
    return ruleset;
}
