// A file system for SQLite that lives in memory, fails when it is told to, and can lose what was not synced.
//
// For tests only. Registered once, it becomes SQLite's default VFS; paths that begin with the root of a disk made by
// faultvfs_create are served from memory, all others go to the VFS that was the default before.
//
// What is durable is modelled per file: the bytes at the last xSync, and the writes and truncations since then, in
// order. faultvfs_crash keeps the former and, of the latter, what the seed decides: writes may be lost one by one, in
// any order, and torn at 512 bytes, as power cuts do. Names appear with the first xSync of their file; deletions that
// were not asked to be synced may be undone.
#ifndef CFAULTVFS_H
#define CFAULTVFS_H

#include <stdint.h>

typedef struct FaultDisk FaultDisk;

enum { FAULT_CREATE, FAULT_WRITE, FAULT_TRUNCATE, FAULT_SYNC, FAULT_DELETE, FAULT_READ };

/// Called before each call that touches the disk; gives 0 to go on, an errno to fail with, or a negative errno
/// to do what was asked and fail all the same. `name` is the file's.
typedef int (*FaultHook)(void *context, int call, const char *name);

/// How a crash treats what was not synced: nothing of it is kept, all of it is (only the process died), or what the
/// seed decides.
enum { CRASH_LOSES_ALL, CRASH_KEEPS_ALL, CRASH_BY_SEED };

void faultvfs_register(void);
FaultDisk *faultvfs_create(const char *root, FaultHook hook, void *context);
void faultvfs_destroy(FaultDisk *disk);
/// The power goes. No file of the disk may be open any more.
void faultvfs_crash(FaultDisk *disk, int how, uint64_t seed);
/// The folder was synced: names that are there are durable, names that are gone stay gone.
void faultvfs_sync_names(FaultDisk *disk);
/// How many files of it are open.
int faultvfs_open_files(FaultDisk *disk);

#endif
