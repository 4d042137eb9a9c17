package file

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
)

// Names of unfinished files begin with partPrefix; partSuffix follows a name that no
// other has, and may be followed by that of a file that belongs to it. While a process
// writes one, it holds the lock of it.
const partPrefix, partSuffix = ".tarikh-", ".part"

// Part is a file that is being made.
type Part struct {
	Path string
	fs   afero.Fs
	lock *Lock // nil where the file system has no locks
}

// NewPart makes an empty file under a new name in the folder of another, which SQLite
// takes for a new database. It has the mode of the file like or, if that is nil, the permissions of any
// document.
func NewPart(fsys afero.Fs, beside string, like fs.FileInfo) (*Part, error) {
	p := &Part{fs: fsys, Path: filepath.Join(filepath.Dir(beside), partPrefix+data.NewID().String()+partSuffix)}
	mode := os.FileMode(0o666)
	if like != nil {
		mode = 0o600 // until it has that of the other
	}
	var err error
	if p.lock, err = Acquire(LockPath(p.Path), "Unfinished file of process "+Identify("Tarikh")); err != nil {
		_ = os.Remove(LockPath(p.Path)) // another process must not take it for abandoned
	}
	f, err := fsys.OpenFile(p.Path, os.O_RDWR|os.O_CREATE|os.O_EXCL, mode)
	if err == nil {
		err = f.Close()
	}
	if err == nil && like != nil {
		err = TakeMode(fsys, p.Path, like)
	}
	if err != nil {
		p.Drop()
		return nil, err
	}
	return p, nil
}

// release ends the writing: the file has got its name.
func (p *Part) release() {
	if p.lock != nil {
		_ = p.lock.Release() // a lock file that stays is swept
	}
}

// Drop removes what was made.
func (p *Part) Drop() {
	_ = p.fs.Remove(p.Path) // the first error is what counts
	_ = p.fs.Remove(p.Path + "-journal")
	p.release()
}

// Sweep removes the unfinished files in a folder whose process has ended. One without a
// lock goes when it is a day old.
func Sweep(fsys afero.Fs, folder string) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return // creating a file there will report the error
	}
	groups := map[string][]os.DirEntry{}
	for _, e := range entries {
		if unique, _, ok := strings.Cut(e.Name(), partSuffix); ok && e.Type().IsRegular() && strings.HasPrefix(unique, partPrefix) {
			groups[unique] = append(groups[unique], e)
		}
	}
	for unique, group := range groups {
		main := filepath.Join(folder, unique+partSuffix)
		if !abandoned(main, group) {
			continue
		}
		for _, e := range group {
			if e.Name() != filepath.Base(LockPath(main)) {
				_ = fsys.Remove(filepath.Join(folder, e.Name())) // it does no harm
			}
		}
		_ = fsys.Remove(LockPath(main))
	}
}

// abandoned reports whether no process writes an unfinished file any more.
func abandoned(path string, group []os.DirEntry) bool {
	if Exists(LockPath(path)) {
		_, held := Holder(LockPath(path))
		return !held
	}
	const longAgo = 24 * time.Hour
	for _, e := range group {
		if info, err := e.Info(); err != nil || time.Since(info.ModTime()) < longAgo {
			return false
		}
	}
	return true
}

// DropOwnNames removes what is left of making a library where a file gets its name by a
// link: the temporary name of the same file, if the process was killed before it could
// remove that.
func DropOwnNames(fsys afero.Fs, path string, library fs.FileInfo) {
	if Names(path) < 2 {
		return
	}
	folder := filepath.Dir(path)
	entries, err := os.ReadDir(folder)
	if err != nil {
		return
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), partPrefix) || !strings.HasSuffix(e.Name(), partSuffix) {
			continue
		}
		if info, err := e.Info(); err == nil && os.SameFile(info, library) {
			_ = fsys.Remove(filepath.Join(folder, e.Name()))
		}
	}
}
