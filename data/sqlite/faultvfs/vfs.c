//go:build linux

// A VFS between SQLite and the operating system. Before each step that changes
// a file it asks Go (faultStep) what is to happen; everything else it passes on.

#include "vfs.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern int faultStep(uintptr_t handle, int step, char *name, sqlite3_int64 offset, void *bytes, int length, int *full);

enum { openCreate = 0x4, cantOpen = 14 };

struct layer {
	sqlite3_vfs vfs; // first: SQLite hands us a pointer to it
	sqlite3_vfs *real;
	uintptr_t handle;
	int errno_; // what the last step failed with, as the system says it; 0 if it did not
};

struct file {
	sqlite3_file base; // first
	struct layer *layer;
	const char *name; // SQLite keeps it as long as the file is open; NULL for a temporary file
	sqlite3_file *real;
};

static struct file *of(sqlite3_file *f) { return (struct file *)f; }

#define REAL(f) (of(f)->real)
#define PASS(call, ...) return REAL(f)->pMethods->call(REAL(f), ##__VA_ARGS__)

static int say(struct layer *l, int step, const char *name, sqlite3_int64 offset, const void *bytes, int length) {
	int full = 0;
	int rc = faultStep(l->handle, step, (char *)name, offset, (void *)bytes, length, &full);
	l->errno_ = rc == 0 ? 0 : full ? ENOSPC : EIO;
	return rc;
}

static int ask(sqlite3_file *f, int step, sqlite3_int64 offset, const void *bytes, int length) {
	struct file *p = of(f);
	return p->name == NULL ? 0 : say(p->layer, step, p->name, offset, bytes, length);
}

static int doClose(sqlite3_file *f) { PASS(xClose); }
static int doRead(sqlite3_file *f, void *to, int n, sqlite3_int64 at) { PASS(xRead, to, n, at); }

static int doWrite(sqlite3_file *f, const void *from, int n, sqlite3_int64 at) {
	sqlite3_int64 size = 0;
	REAL(f)->pMethods->xFileSize(REAL(f), &size);
	int rc = ask(f, at + n > size ? stepWrite : stepOverwrite, at, from, n);
	if (rc != 0) {
		REAL(f)->pMethods->xWrite(REAL(f), from, n / 2, at); // some of it reached the disk
		return rc;
	}
	PASS(xWrite, from, n, at);
}

static int doTruncate(sqlite3_file *f, sqlite3_int64 size) {
	int rc = ask(f, stepTruncate, size, NULL, 0);
	if (rc != 0) {
		return rc;
	}
	PASS(xTruncate, size);
}

static int doSync(sqlite3_file *f, int flags) {
	int rc = ask(f, stepSync, 0, NULL, 0);
	if (rc != 0) {
		return rc;
	}
	PASS(xSync, flags);
}

static int doFileSize(sqlite3_file *f, sqlite3_int64 *size) { PASS(xFileSize, size); }
static int doLock(sqlite3_file *f, int level) { PASS(xLock, level); }
static int doUnlock(sqlite3_file *f, int level) { PASS(xUnlock, level); }
static int doCheckReserved(sqlite3_file *f, int *out) { PASS(xCheckReservedLock, out); }
static int doControl(sqlite3_file *f, int op, void *arg) { PASS(xFileControl, op, arg); }
static int doSectorSize(sqlite3_file *f) { PASS(xSectorSize); }
static int doCharacteristics(sqlite3_file *f) { PASS(xDeviceCharacteristics); }

static int doShmMap(sqlite3_file *f, int region, int size, int extend, void volatile **out) {
	int rc = extend ? ask(f, stepShare, region, NULL, size) : 0;
	if (rc != 0) {
		return rc;
	}
	PASS(xShmMap, region, size, extend, out);
}

static int doShmLock(sqlite3_file *f, int offset, int n, int flags) { PASS(xShmLock, offset, n, flags); }
static void doShmBarrier(sqlite3_file *f) { REAL(f)->pMethods->xShmBarrier(REAL(f)); }
static int doShmUnmap(sqlite3_file *f, int delete) { PASS(xShmUnmap, delete); }

static const sqlite3_io_methods methods = {
	2, doClose, doRead, doWrite, doTruncate, doSync, doFileSize, doLock, doUnlock, doCheckReserved,
	doControl, doSectorSize, doCharacteristics, doShmMap, doShmLock, doShmBarrier, doShmUnmap,
};

static int doOpen(sqlite3_vfs *v, const char *name, sqlite3_file *f, int flags, int *out) {
	struct layer *l = (struct layer *)v;
	struct file *p = of(f);
	p->base.pMethods = NULL;
	p->layer = l;
	p->name = name;
	p->real = (sqlite3_file *)(p + 1);
	if (name != NULL && (flags & openCreate) && access(name, F_OK) != 0) {
		int rc = say(l, stepCreate, name, 0, NULL, 0);
		if (rc != 0) {
			return rc;
		}
	}
	int rc = l->real->xOpen(l->real, name, p->real, flags, out);
	if (p->real->pMethods != NULL) {
		p->base.pMethods = &methods;
	}
	return rc;
}

static int doDelete(sqlite3_vfs *v, const char *name, int syncFolder) {
	struct layer *l = (struct layer *)v;
	int rc = say(l, stepDelete, name, syncFolder, NULL, 0);
	if (rc != 0) {
		return rc;
	}
	return l->real->xDelete(l->real, name, syncFolder);
}

static int doGetLastError(sqlite3_vfs *v, int n, char *text) {
	struct layer *l = (struct layer *)v;
	return l->errno_ != 0 ? l->errno_ : l->real->xGetLastError(l->real, n, text);
}

sqlite3_vfs *fault_install(const char *name, uintptr_t handle) {
	struct layer *l = calloc(1, sizeof *l);
	l->real = sqlite3_vfs_find(NULL);
	l->handle = handle;
	l->vfs = *l->real; // what is not replaced needs no more than it knows of itself
	l->vfs.iVersion = 2;
	l->vfs.szOsFile = sizeof(struct file) + l->real->szOsFile;
	l->vfs.pNext = NULL;
	l->vfs.zName = strdup(name);
	l->vfs.xOpen = doOpen;
	l->vfs.xDelete = doDelete;
	l->vfs.xGetLastError = doGetLastError;
	sqlite3_vfs_register(&l->vfs, 1);
	return &l->vfs;
}

void fault_remove(sqlite3_vfs *v) {
	struct layer *l = (struct layer *)v;
	sqlite3_vfs_unregister(v);
	sqlite3_vfs_register(l->real, 1);
	free((char *)l->vfs.zName);
	free(l);
}
