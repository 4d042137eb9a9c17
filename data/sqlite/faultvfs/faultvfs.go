//go:build linux

package faultvfs

// #cgo LDFLAGS: -Wl,--unresolved-symbols=ignore-in-object-files
// #include <stdlib.h>
// #include "vfs.h"
import "C"

import (
	"path/filepath"
	"runtime/cgo"
	"strings"
	"sync"
	"unsafe"

	// SQLite itself, which vfs.c is linked against.
	_ "github.com/mattn/go-sqlite3"
)

// Kind is what a step does; the same numbers in vfs.h.
type Kind int

// The kinds of steps.
const (
	Create    Kind = 1 + iota // a new empty file
	Write                     // Bytes at Offset, some of them beyond the file's end
	Truncate                  // to the size Offset
	Sync                      // what was done to the file so far is on disk
	Delete                    // Offset is 1 if the folder is synced as well
	Share                     // makes room for the memory that processes share
	Overwrite                 // Bytes at Offset, none of them beyond the file's end
)

// Step is one change of a file.
type Step struct {
	Kind   Kind
	Name   string // of the file, without its folder
	Offset int64
	Bytes  []byte
}

// Code is how a step fails, as SQLite numbers it (https://www.sqlite.org/rescode.html).
type Code int

// The codes; IOError becomes that of the step.
const (
	OK      Code = 0
	IOError Code = 10
	Full    Code = 13
)

// Disk is between SQLite and the files that it opens while the Disk is in place.
type Disk struct {
	vfs    *C.sqlite3_vfs
	handle cgo.Handle

	mu    sync.Mutex
	steps []Step
	fail  func(n int, s Step) Code
	n     int // steps since fail was set
}

// Place puts a new disk between SQLite and the files; Remove ends that, when all
// that was opened is closed again. One disk at a time.
func Place() *Disk {
	d := &Disk{}
	d.handle = cgo.NewHandle(d)
	name := C.CString("fault")
	defer C.free(unsafe.Pointer(name))
	d.vfs = C.fault_install(name, C.uintptr_t(d.handle))
	return d
}

// Remove ends that.
func (d *Disk) Remove() {
	C.fault_remove(d.vfs)
	d.handle.Delete()
}

// Fail asks f before every step, numbered from 1 on from now, whether it is to
// fail; nil: none does.
func (d *Disk) Fail(f func(n int, s Step) Code) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.fail, d.n = f, 0
}

// Steps returns what was done so far, and Len how much that is.
func (d *Disk) Steps() []Step {
	d.mu.Lock()
	defer d.mu.Unlock()
	return append([]Step(nil), d.steps...)
}

// Len is the number of steps so far.
func (d *Disk) Len() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return len(d.steps)
}

func (d *Disk) step(s Step) Code {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.n++
	if d.fail != nil {
		if code := d.fail(d.n, s); code != OK {
			return code
		}
	}
	if s.Kind != Share {
		d.steps = append(d.steps, s)
	}
	return OK
}

// of is the code that SQLite's own layer would return for a step.
func (c Code) of(k Kind) Code {
	const cantOpen = 14
	switch {
	case c == OK || c == Full && k == Write:
		return c
	case k == Create:
		return cantOpen
	}
	detail := map[Kind]Code{Write: 3, Overwrite: 3, Sync: 4, Truncate: 6, Delete: 10, Share: 19}[k]
	return IOError | detail<<8
}

//export faultStep
func faultStep(handle C.uintptr_t, kind C.int, name *C.char, offset C.int64_t, bytes unsafe.Pointer, length C.int, full *C.int) C.int {
	d := cgo.Handle(handle).Value().(*Disk)
	s := Step{Kind: Kind(kind), Name: filepath.Base(C.GoString(name)), Offset: int64(offset)}
	if bytes != nil {
		s.Bytes = C.GoBytes(bytes, length)
	}
	code := d.step(s)
	if code == Full {
		*full = 1
	}
	return C.int(code.of(s.Kind))
}

// Suffix is what a file's name adds to that of its library: "", "-wal",
// "-journal".
func (s Step) Suffix() string {
	if i := strings.LastIndexByte(s.Name, '-'); i >= 0 {
		return s.Name[i:]
	}
	return ""
}
