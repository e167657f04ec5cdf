#include "CFaultVFS.h"

#include <errno.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#define SECTOR 512

// A write or a truncation that has not been synced. A truncation has no bytes.
typedef struct Change {
    sqlite3_int64 offset;
    int count;
    unsigned char *bytes;
    struct Change *next;
} Change;

typedef struct Image {
    unsigned char *bytes;
    sqlite3_int64 size, room;
} Image;

typedef struct Node {
    char *name;
    int exists, existsDurably, opens;
    Image now, durable;
    Change *first, *last;
    // Locks of the database file, as sqlite3_io_methods.xLock has them.
    int shared;
    void *reserved, *pending, *exclusive;
    // The shared memory of a WAL.
    unsigned char *regions[256];
    int shmUsers;
    int shmShared[SQLITE_SHM_NLOCK];
    void *shmExclusive[SQLITE_SHM_NLOCK];
    struct Node *next;
} Node;

struct FaultDisk {
    char *root;
    FaultHook hook;
    void *context;
    Node *nodes;
    FaultDisk *next;
};

typedef struct File {
    sqlite3_file base;
    FaultDisk *disk;
    Node *node;
    int lock, deleteOnClose, usesShm;
    unsigned shmShared, shmExclusive;
} File;

static sqlite3_vfs *real;
static FaultDisk *disks;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static __thread int lastErrno;

#define LOCKED(body) do { pthread_mutex_lock(&mutex); body; pthread_mutex_unlock(&mutex); } while (0)

// MARK: Bytes

static void imageWrite(Image *image, sqlite3_int64 offset, const unsigned char *bytes, int count) {
    sqlite3_int64 end = offset + count;
    if (end > image->room) {
        sqlite3_int64 room = end * 2;
        image->bytes = realloc(image->bytes, room);
        memset(image->bytes + image->room, 0, room - image->room);
        image->room = room;
    }
    memcpy(image->bytes + offset, bytes, count);
    if (end > image->size) image->size = end;
}

static void imageTruncate(Image *image, sqlite3_int64 size) {
    if (size < image->size) memset(image->bytes + size, 0, image->size - size);
    if (size < image->size) image->size = size;
}

static void imageCopy(Image *to, const Image *from) {
    free(to->bytes);
    to->size = to->room = from->size;
    to->bytes = malloc(from->size ? from->size : 1);
    if (from->size) memcpy(to->bytes, from->bytes, from->size);
}

static void forgetChanges(Node *node) {
    while (node->first) {
        Change *change = node->first;
        node->first = change->next;
        free(change->bytes);
        free(change);
    }
    node->last = NULL;
}

static void addChange(Node *node, sqlite3_int64 offset, const unsigned char *bytes, int count) {
    Change *change = calloc(1, sizeof *change);
    change->offset = offset;
    change->count = count;
    if (bytes) {
        change->bytes = malloc(count ? count : 1);
        memcpy(change->bytes, bytes, count);
    }
    if (node->last) node->last->next = change; else node->first = change;
    node->last = change;
}

static uint64_t nextRandom(uint64_t *seed) {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

// MARK: Disks

static FaultDisk *diskOf(const char *path) {
    if (!path) return NULL;
    for (FaultDisk *disk = disks; disk; disk = disk->next)
        if (!strncmp(path, disk->root, strlen(disk->root))) return disk;
    return NULL;
}

static Node *nodeOf(FaultDisk *disk, const char *path, int make) {
    for (Node *node = disk->nodes; node; node = node->next)
        if (!strcmp(node->name, path)) return node;
    if (!make) return NULL;
    Node *node = calloc(1, sizeof *node);
    node->name = strdup(path);
    node->next = disk->nodes;
    disk->nodes = node;
    return node;
}

static int ask(FaultDisk *disk, int call, const char *name) {
    int error = disk->hook(disk->context, call, name);
    lastErrno = abs(error);
    return error;
}

static int failure(int error, int code) { return error == ENOSPC ? SQLITE_FULL : code; }

// MARK: File methods

static int closeShm(sqlite3_file *base, int deletes);

static int fileClose(sqlite3_file *base) {
    File *file = (File *)base;
    base->pMethods->xUnlock(base, SQLITE_LOCK_NONE);
    closeShm(base, 0);
    LOCKED({
        file->node->opens--;
        if (file->deleteOnClose) file->node->exists = 0;
    });
    return SQLITE_OK;
}

static int fileRead(sqlite3_file *base, void *buffer, int count, sqlite3_int64 offset) {
    File *file = (File *)base;
    if (ask(file->disk, FAULT_READ, file->node->name)) return SQLITE_IOERR_READ;
    int code = SQLITE_OK;
    LOCKED({
        sqlite3_int64 there = file->node->now.size - offset;
        if (there < 0) there = 0;
        if (there < count) {
            memset((char *)buffer + there, 0, count - there);
            code = SQLITE_IOERR_SHORT_READ;
        }
        if (there > count) there = count;
        if (there) memcpy(buffer, file->node->now.bytes + offset, there);
    });
    return code;
}

static int fileWrite(sqlite3_file *base, const void *bytes, int count, sqlite3_int64 offset) {
    File *file = (File *)base;
    int error = ask(file->disk, FAULT_WRITE, file->node->name);
    if (error > 0) return failure(error, SQLITE_IOERR_WRITE);
    LOCKED({
        imageWrite(&file->node->now, offset, bytes, count);
        addChange(file->node, offset, bytes, count);
    });
    return error ? SQLITE_IOERR_WRITE : SQLITE_OK;
}

static int fileTruncate(sqlite3_file *base, sqlite3_int64 size) {
    File *file = (File *)base;
    int error = ask(file->disk, FAULT_TRUNCATE, file->node->name);
    if (error > 0) return SQLITE_IOERR_TRUNCATE;
    LOCKED({
        imageTruncate(&file->node->now, size);
        addChange(file->node, size, NULL, 0);
    });
    return error ? SQLITE_IOERR_TRUNCATE : SQLITE_OK;
}

static int fileSync(sqlite3_file *base, int flags) {
    (void)flags;
    File *file = (File *)base;
    int error = ask(file->disk, FAULT_SYNC, file->node->name);
    if (error > 0) return SQLITE_IOERR_FSYNC;
    LOCKED({
        imageCopy(&file->node->durable, &file->node->now);
        forgetChanges(file->node);
        file->node->existsDurably = file->node->exists;
    });
    return error ? SQLITE_IOERR_FSYNC : SQLITE_OK;
}

static int fileSize(sqlite3_file *base, sqlite3_int64 *size) {
    LOCKED(*size = ((File *)base)->node->now.size);
    return SQLITE_OK;
}

static int lockNode(File *file, int wanted) {
    Node *node = file->node;
    if (file->lock >= wanted) return SQLITE_OK;
    if (wanted == SQLITE_LOCK_SHARED) {
        if (node->pending || node->exclusive) return SQLITE_BUSY;
        node->shared++;
    } else if (wanted == SQLITE_LOCK_RESERVED) {
        if (node->reserved && node->reserved != file) return SQLITE_BUSY;
        node->reserved = file;
    } else if (wanted == SQLITE_LOCK_EXCLUSIVE) {
        if (node->pending && node->pending != file) return SQLITE_BUSY;
        node->pending = file;
        if (node->shared > 1) return SQLITE_BUSY;
        node->exclusive = file;
    }
    file->lock = wanted;
    return SQLITE_OK;
}

static int fileLock(sqlite3_file *base, int wanted) {
    int code;
    LOCKED(code = lockNode((File *)base, wanted));
    return code;
}

static int fileUnlock(sqlite3_file *base, int wanted) {
    File *file = (File *)base;
    LOCKED({
        Node *node = file->node;
        if (node->exclusive == file) node->exclusive = NULL;
        if (node->pending == file) node->pending = NULL;
        if (node->reserved == file) node->reserved = NULL;
        if (wanted == SQLITE_LOCK_NONE && file->lock > SQLITE_LOCK_NONE) node->shared--;
        if (file->lock > wanted) file->lock = wanted;
    });
    return SQLITE_OK;
}

static int fileCheckReserved(sqlite3_file *base, int *isReserved) {
    LOCKED(*isReserved = ((File *)base)->node->reserved != NULL);
    return SQLITE_OK;
}

static int fileControl(sqlite3_file *base, int what, void *argument) {
    (void)base; (void)what; (void)argument;
    return SQLITE_NOTFOUND;
}

static int fileSectorSize(sqlite3_file *base) { (void)base; return 4096; }
static int fileCharacteristics(sqlite3_file *base) { (void)base; return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

static int shmMap(sqlite3_file *base, int region, int size, int extend, void volatile **address) {
    File *file = (File *)base;
    LOCKED({
        if (!file->usesShm) {
            file->usesShm = 1;
            file->node->shmUsers++;
        }
        if (!file->node->regions[region] && extend) file->node->regions[region] = calloc(1, size);
        *address = file->node->regions[region];
    });
    return SQLITE_OK;
}

static int lockShm(File *file, int first, int count, int flags) {
    Node *node = file->node;
    for (int slot = first; slot < first + count; slot++) {
        unsigned bit = 1u << slot;
        if (flags & SQLITE_SHM_UNLOCK) continue;
        if (flags & SQLITE_SHM_SHARED) {
            if (node->shmExclusive[slot] && node->shmExclusive[slot] != file) return SQLITE_BUSY;
        } else {
            int others = node->shmShared[slot] - (file->shmShared & bit ? 1 : 0);
            if ((node->shmExclusive[slot] && node->shmExclusive[slot] != file) || others) return SQLITE_BUSY;
        }
    }
    for (int slot = first; slot < first + count; slot++) {
        unsigned bit = 1u << slot;
        if (flags & SQLITE_SHM_UNLOCK) {
            if (file->shmShared & bit) node->shmShared[slot]--;
            if (file->shmExclusive & bit) node->shmExclusive[slot] = NULL;
            file->shmShared &= ~bit;
            file->shmExclusive &= ~bit;
        } else if (flags & SQLITE_SHM_SHARED) {
            if (!(file->shmShared & bit)) node->shmShared[slot]++;
            file->shmShared |= bit;
        } else {
            node->shmExclusive[slot] = file;
            file->shmExclusive |= bit;
        }
    }
    return SQLITE_OK;
}

static int shmLock(sqlite3_file *base, int first, int count, int flags) {
    int code;
    LOCKED(code = lockShm((File *)base, first, count, flags));
    return code;
}

static void shmBarrier(sqlite3_file *base) {
    (void)base;
    LOCKED(__sync_synchronize());
}

static void dropShm(Node *node) {
    for (int region = 0; region < 256; region++) {
        free(node->regions[region]);
        node->regions[region] = NULL;
    }
}

static int closeShm(sqlite3_file *base, int deletes) {
    (void)deletes;
    File *file = (File *)base;
    LOCKED({
        if (file->usesShm) {
            lockShm(file, 0, SQLITE_SHM_NLOCK, SQLITE_SHM_UNLOCK);
            file->usesShm = 0;
            if (--file->node->shmUsers == 0) dropShm(file->node);
        }
    });
    return SQLITE_OK;
}

static const sqlite3_io_methods methods = {
    2, fileClose, fileRead, fileWrite, fileTruncate, fileSync, fileSize, fileLock, fileUnlock, fileCheckReserved,
    fileControl, fileSectorSize, fileCharacteristics, shmMap, shmLock, shmBarrier, closeShm, 0, 0,
};

// MARK: VFS methods

static int vfsOpen(sqlite3_vfs *vfs, const char *path, sqlite3_file *base, int flags, int *outFlags) {
    (void)vfs;
    FaultDisk *disk;
    LOCKED(disk = diskOf(path));
    if (!disk) return real->xOpen(real, path, base, flags, outFlags);
    File *file = (File *)base;
    memset(file, 0, sizeof *file);
    Node *node;
    LOCKED(node = nodeOf(disk, path, flags & SQLITE_OPEN_CREATE));
    if (!node || (!node->exists && !(flags & SQLITE_OPEN_CREATE))) {
        lastErrno = ENOENT;
        return SQLITE_CANTOPEN;
    }
    int error = node->exists ? 0 : ask(disk, FAULT_CREATE, path);
    if (error) return failure(error, SQLITE_CANTOPEN);
    LOCKED({
        if (!node->exists) {
            node->exists = 1;
            node->now.size = 0;
            forgetChanges(node);
            addChange(node, 0, NULL, 0);
        }
        node->opens++;
    });
    file->disk = disk;
    file->node = node;
    file->deleteOnClose = (flags & SQLITE_OPEN_DELETEONCLOSE) != 0;
    file->base.pMethods = &methods;
    if (outFlags) *outFlags = flags;
    return SQLITE_OK;
}

static int vfsDelete(sqlite3_vfs *vfs, const char *path, int syncsFolder) {
    (void)vfs;
    FaultDisk *disk;
    LOCKED(disk = diskOf(path));
    if (!disk) return real->xDelete(real, path, syncsFolder);
    Node *node;
    LOCKED(node = nodeOf(disk, path, 0));
    if (!node || !node->exists) return SQLITE_IOERR_DELETE_NOENT;
    int error = ask(disk, FAULT_DELETE, path);
    if (error > 0) return SQLITE_IOERR_DELETE;
    LOCKED({
        node->exists = 0;
        if (syncsFolder && !error) node->existsDurably = 0;
    });
    return error ? SQLITE_IOERR_DELETE : SQLITE_OK;
}

static int vfsAccess(sqlite3_vfs *vfs, const char *path, int flags, int *result) {
    (void)vfs;
    FaultDisk *disk;
    LOCKED(disk = diskOf(path));
    if (!disk) return real->xAccess(real, path, flags, result);
    LOCKED({
        Node *node = nodeOf(disk, path, 0);
        *result = node && node->exists && (flags != SQLITE_ACCESS_EXISTS || node->now.size > 0);
    });
    return SQLITE_OK;
}

static int vfsFullPathname(sqlite3_vfs *vfs, const char *path, int count, char *out) {
    (void)vfs;
    FaultDisk *disk;
    LOCKED(disk = diskOf(path));
    if (!disk) return real->xFullPathname(real, path, count, out);
    sqlite3_snprintf(count, out, "%s", path);
    return SQLITE_OK;
}

static void *vfsDlOpen(sqlite3_vfs *vfs, const char *path) { (void)vfs; return real->xDlOpen(real, path); }
static void vfsDlError(sqlite3_vfs *vfs, int count, char *out) { (void)vfs; real->xDlError(real, count, out); }
static void (*vfsDlSym(sqlite3_vfs *vfs, void *handle, const char *name))(void) {
    (void)vfs;
    return real->xDlSym(real, handle, name);
}
static void vfsDlClose(sqlite3_vfs *vfs, void *handle) { (void)vfs; real->xDlClose(real, handle); }
static int vfsRandomness(sqlite3_vfs *vfs, int count, char *out) { (void)vfs; return real->xRandomness(real, count, out); }
static int vfsSleep(sqlite3_vfs *vfs, int microseconds) { (void)vfs; return real->xSleep(real, microseconds); }
static int vfsTime(sqlite3_vfs *vfs, double *time) { (void)vfs; return real->xCurrentTime(real, time); }
static int vfsTime64(sqlite3_vfs *vfs, sqlite3_int64 *time) { (void)vfs; return real->xCurrentTimeInt64(real, time); }
static int vfsLastError(sqlite3_vfs *vfs, int count, char *out) {
    (void)vfs; (void)count; (void)out;
    return lastErrno;
}

static sqlite3_vfs fault = {
    .iVersion = 2, .mxPathname = 1024, .zName = "quire-fault", .xOpen = vfsOpen, .xDelete = vfsDelete,
    .xAccess = vfsAccess, .xFullPathname = vfsFullPathname, .xDlOpen = vfsDlOpen, .xDlError = vfsDlError,
    .xDlSym = vfsDlSym, .xDlClose = vfsDlClose, .xRandomness = vfsRandomness, .xSleep = vfsSleep,
    .xCurrentTime = vfsTime, .xGetLastError = vfsLastError, .xCurrentTimeInt64 = vfsTime64,
};

// MARK: For tests

static pthread_once_t once = PTHREAD_ONCE_INIT;

static void registerOnce(void) {
    real = sqlite3_vfs_find(NULL);
    fault.szOsFile = (int)sizeof(File) > real->szOsFile ? (int)sizeof(File) : real->szOsFile;
    sqlite3_vfs_register(&fault, 1);
}

void faultvfs_register(void) { pthread_once(&once, registerOnce); }

FaultDisk *faultvfs_create(const char *root, FaultHook hook, void *context) {
    FaultDisk *disk = calloc(1, sizeof *disk);
    disk->root = strdup(root);
    disk->hook = hook;
    disk->context = context;
    LOCKED({
        disk->next = disks;
        disks = disk;
    });
    return disk;
}

void faultvfs_destroy(FaultDisk *disk) {
    LOCKED({
        for (FaultDisk **place = &disks; *place; place = &(*place)->next)
            if (*place == disk) {
                *place = disk->next;
                break;
            }
    });
    while (disk->nodes) {
        Node *node = disk->nodes;
        disk->nodes = node->next;
        forgetChanges(node);
        dropShm(node);
        free(node->now.bytes);
        free(node->durable.bytes);
        free(node->name);
        free(node);
    }
    free(disk->root);
    free(disk);
}

// Writes what is kept of a change into the durable image.
static void keep(Node *node, const Change *change, int how, uint64_t *seed) {
    if (how == CRASH_BY_SEED && nextRandom(seed) % 3 == 0) return;
    if (!change->bytes) {
        imageTruncate(&node->durable, change->offset);
        return;
    }
    int isTorn = how == CRASH_BY_SEED && nextRandom(seed) % 4 == 0;
    for (int done = 0; done < change->count; done += SECTOR) {
        int count = change->count - done < SECTOR ? change->count - done : SECTOR;
        if (isTorn && nextRandom(seed) % 2) continue;
        imageWrite(&node->durable, change->offset + done, change->bytes + done, count);
    }
}

void faultvfs_crash(FaultDisk *disk, int how, uint64_t seed) {
    seed = seed * 0x9E3779B97F4A7C15u | 1;
    LOCKED({
        for (Node *node = disk->nodes; node; node = node->next) {
            if (how != CRASH_LOSES_ALL)
                for (Change *change = node->first; change; change = change->next) keep(node, change, how, &seed);
            int keepsName = how == CRASH_KEEPS_ALL || (how == CRASH_BY_SEED && nextRandom(&seed) % 2);
            if (keepsName) node->existsDurably = node->exists;
            node->exists = node->existsDurably;
            forgetChanges(node);
            imageCopy(&node->now, &node->durable);
            dropShm(node);
            node->shared = 0;
            node->reserved = node->pending = node->exclusive = NULL;
        }
    });
}

void faultvfs_sync_names(FaultDisk *disk) {
    LOCKED({
        for (Node *node = disk->nodes; node; node = node->next) node->existsDurably = node->exists;
    });
}

int faultvfs_open_files(FaultDisk *disk) {
    int count = 0;
    LOCKED({
        for (Node *node = disk->nodes; node; node = node->next) count += node->opens;
    });
    return count;
}
