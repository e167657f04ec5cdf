// Files of others. The argument is a file of the spool, which belongs to the daemon.
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "attempts.h"

static int can_read(const char *path) {
    int file = open(path, O_RDONLY);
    char byte;
    return file >= 0 && read(file, &byte, 1) >= 0;
}

static int read_shadow(const char *unused) { return (void)unused, can_read("/etc/shadow"); }
static int read_passwd(const char *unused) { return (void)unused, can_read("/etc/passwd"); }
static int read_spool(const char *path) { return can_read(path); }
static int write_spool(const char *path) { return open(path, O_WRONLY) >= 0; }
static int truncate_spool(const char *path) { return truncate(path, 1) == 0; }
static int remove_spool(const char *path) { return unlink(path) == 0; }
static int open_mode_spool(const char *path) { return chmod(path, 0666) == 0; }
static int own_spool(const char *path) { return chown(path, getuid(), getgid()) == 0; }
static int mark_spool(const char *path) { return setxattr(path, "user.x", "y", 1, 0) == 0; }
static int touch_spool(const char *path) { return utimensat(AT_FDCWD, path, NULL, 0) == 0; }
static int watch_spool(const char *path) { return inotify_add_watch(inotify_init(), path, IN_ACCESS) >= 0; }

static int link_spool(const char *path) {
    char name[4096];
    snprintf(name, sizeof name, "%s/link", getenv("TMPDIR"));
    return link(path, name) == 0 && can_read(name);
}

static int symlink_spool(const char *path) {
    char name[4096];
    snprintf(name, sizeof name, "%s/symlink", getenv("TMPDIR"));
    return symlink(path, name) == 0 && can_read(name);
}

static int list_spool(const char *path) {
    char folder[4096];
    snprintf(folder, sizeof folder, "%s", path);
    *strrchr(folder, '/') = 0;
    return opendir(folder) != NULL;
}

static int make_file_outside(const char *path) {
    char name[4096];
    snprintf(name, sizeof name, "%s.made", path);
    return open(name, O_WRONLY | O_CREAT, 0600) >= 0;
}

/// The folder beside our own, where other children have theirs.
static int list_other_folders(const char *unused) {
    (void)unused;
    char name[4096];
    snprintf(name, sizeof name, "%s/..", getenv("TMPDIR"));
    return opendir(name) != NULL;
}

/// The document it was given to read, for writing.
static int reopen_input(const char *unused) { return (void)unused, open("/proc/self/fd/0", O_RDWR) >= 0; }
static int open_mode_input(const char *unused) { return (void)unused, fchmod(0, 0666) == 0; }
static int mark_input(const char *unused) { return (void)unused, fsetxattr(0, "user.x", "y", 1, 0) == 0; }

static int inherited_descriptor(const char *unused) {
    (void)unused;
    for (int i = 5; i < 65536; i++)
        if (fcntl(i, F_GETFD) >= 0) return 1;
    return 0;
}

static int open_by_handle(const char *path) {
    struct {
        struct file_handle head;
        char room[128];
    } handle = {.head = {.handle_bytes = 128}};
    int mount;
    if (name_to_handle_at(AT_FDCWD, path, &handle.head, &mount, 0)) return 0;
    int root = open("/usr", O_RDONLY);
    return open_by_handle_at(root, &handle.head, O_RDONLY) >= 0;
}

static int make_device(const char *unused) {
    (void)unused;
    char name[4096];
    snprintf(name, sizeof name, "%s/device", getenv("TMPDIR"));
    return mknod(name, S_IFCHR | 0600, 1 << 8 | 3) == 0;
}

static int read_disk(const char *unused) {
    return (void)unused, can_read("/dev/vda") || can_read("/dev/sda") || can_read("/dev/mem") || can_read("/dev/kmsg");
}

const Attempt file_attempts[] = {
    {"read-shadow", read_shadow}, {"read-passwd", read_passwd}, {"read-spool", read_spool},
    {"write-spool", write_spool}, {"truncate-spool", truncate_spool}, {"remove-spool", remove_spool},
    {"chmod-spool", open_mode_spool}, {"chown-spool", own_spool}, {"setxattr-spool", mark_spool},
    {"touch-spool", touch_spool}, {"watch-spool", watch_spool}, {"link-spool", link_spool},
    {"symlink-spool", symlink_spool}, {"list-spool", list_spool}, {"make-file-outside", make_file_outside},
    {"list-other-folders", list_other_folders}, {"reopen-input", reopen_input}, {"chmod-input", open_mode_input},
    {"setxattr-input", mark_input}, {"inherited-descriptor", inherited_descriptor}, {"open-by-handle", open_by_handle},
    {"make-device", make_device}, {"read-disk", read_disk}, {NULL, NULL},
};
