//go:build linux

package faultvfs_test

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/faultvfs"
)

// failure is how the disk fails.
type failure struct {
	name string
	code faultvfs.Code
	on   func(k faultvfs.Kind) bool // the steps that can fail so
	want error
}

func failures() []failure {
	return []failure{
		{"I/O error", faultvfs.IOError, func(k faultvfs.Kind) bool { return k != faultvfs.Create }, data.ErrDisk},
		{"disk full", faultvfs.Full, func(k faultvfs.Kind) bool {
			return k == faultvfs.Write || k == faultvfs.Share || k == faultvfs.Create
		}, data.ErrFull},
	}
}

// from lets the nth step that can fail do so, and where lasting all that follow.
func (f failure) from(nth int, lasting bool, failed *int) func(int, faultvfs.Step) faultvfs.Code {
	n := 0
	return func(_ int, s faultvfs.Step) faultvfs.Code {
		if !f.on(s.Kind) {
			return faultvfs.OK
		}
		if n++; n == nth || lasting && n > nth {
			*failed++
			return f.code
		}
		return faultvfs.OK
	}
}

// stride is how many steps lie between two that fail.
func stride() int {
	if testing.Short() {
		return 7
	}
	return 1
}

// Each step of an edit fails in turn, once or from then on. The edit is refused
// with a clear error and leaves nothing; the library can be read; when the disk
// is well again, the same edit succeeds.
func TestEveryWriteFails(t *testing.T) {
	for _, mode := range []string{"WAL", "TRUNCATE"} {
		for _, f := range failures() {
			for _, lasting := range []bool{false, true} {
				t.Run(fmt.Sprintf("%s, %s, lasting %v", mode, f.name, lasting), func(t *testing.T) {
					path := someLibrary(t, folder(t, mode == "TRUNCATE"))
					disk := faultvfs.Place()
					defer disk.Remove()
					s, err := newOpener().Open(t.Context(), path)
					if err != nil {
						t.Fatal(err)
					}
					if err := s.Health(t.Context()); err != nil {
						t.Fatal(err)
					}
					refused := 0
					for nth := 1; ; nth += stride() {
						e, failed := edit(t, fmt.Sprintf("edit %d", nth)), 0
						before := whole(t, s)
						// A broken disk takes nothing back either, so in the mode TRUNCATE
						// a half-made edit is in the way until it is well again.
						reads := mode == "WAL" || f.code == faultvfs.Full || !lasting
						disk.Fail(f.from(nth, lasting, &failed))
						_, err := s.Apply(t.Context(), e)
						if err != nil {
							refused++
							if !errors.Is(err, f.want) {
								t.Errorf("step %d: got %v, want %v", nth, err, f.want)
							}
							if reads && !maps.Equal(whole(t, s), before) {
								t.Errorf("step %d: the edit was refused and left something", nth)
							}
						}
						disk.Fail(nil)
						if err != nil {
							if !maps.Equal(whole(t, s), before) {
								t.Errorf("step %d: the edit was refused and left something", nth)
							}
							if _, err := s.Apply(t.Context(), e); err != nil {
								t.Fatalf("step %d: the disk is well again: %v", nth, err)
							}
						}
						if after := whole(t, s); len(after) != len(before)+1 {
							t.Errorf("step %d: %d edits after %d", nth, len(after), len(before))
						}
						if failed == 0 {
							t.Logf("of %d steps one in %d failed in turn, %d refused the edit", nth-1, stride(), refused)
							break
						}
						if t.Failed() || nth > 300 {
							t.Fatal("it does not end well")
						}
					}
					if problems, err := s.Check(t.Context(), nil); err != nil || len(problems) > 0 {
						t.Errorf("check: %q, %v", problems, err)
					}
					if err := s.Close(); err != nil {
						t.Error(err)
					}
				})
			}
		}
	}
}

// The disk fails in the middle of parts, and stays so: nothing of them is left, then and
// when the library is opened again, and the next edit is written.
func TestWritesOfPartsFail(t *testing.T) {
	for _, mode := range []string{"WAL", "TRUNCATE"} {
		for _, f := range failures() {
			t.Run(mode+", "+f.name, func(t *testing.T) {
				path := someLibrary(t, folder(t, mode == "TRUNCATE"))
				refused, failed, more := 0, 1, 2
				if testing.Short() {
					more = 4
				}
				for nth := 1; failed > 0; nth *= more {
					s, disk := openFaulty(t, path)
					before := whole(t, s)
					failed = 0
					disk.Fail(f.from(nth, true, &failed))
					_, err := s.ApplyAll(t.Context(), "edit.import", inParts(edit(t, fmt.Sprintf("edit %d", nth))), nil)
					disk.Fail(nil)
					switch {
					case err == nil:
					case !errors.Is(err, f.want):
						t.Errorf("step %d: got %v, want %v", nth, err, f.want)
					case !maps.Equal(whole(t, s), before):
						t.Errorf("step %d: the parts were refused and left something", nth)
					default:
						refused++
					}
					disk.Fail(f.from(1, true, new(int)))
					_ = s.Close() // the log stays
					disk.Remove()
					opensWhole(t, path, nth, "before 2")
					s, disk = openFaulty(t, path)
					if after := whole(t, s); err != nil && !maps.Equal(after, before) {
						t.Errorf("step %d: the parts were refused, and are there at the next opening", nth)
					}
					if steps, err := s.Steps(t.Context(), 0, 100); err != nil || len(steps) != len(whole(t, s)) {
						t.Errorf("step %d: %d steps (%v)", nth, len(steps), err)
					}
					if err := s.Close(); err != nil {
						t.Error(err)
					}
					disk.Remove()
					if t.Failed() {
						t.FailNow()
					}
				}
				if refused < 3 {
					t.Errorf("only %d failures were in the middle of anything", refused)
				}
			})
		}
	}
}

// openFaulty opens a sound library on a disk that can fail.
func openFaulty(t *testing.T, path string) (data.File, *faultvfs.Disk) {
	t.Helper()
	disk := faultvfs.Place()
	s, err := newOpener().Open(t.Context(), path)
	if err == nil {
		err = s.Health(t.Context())
	}
	if err != nil {
		disk.Remove()
		t.Fatal(err)
	}
	return s, disk
}

// Each step of closing a library fails in turn: no edit is lost by it.
func TestEveryWriteOfClosingFails(t *testing.T) {
	for _, f := range failures() {
		t.Run(f.name, func(t *testing.T) {
			failed := 1
			for nth := 1; failed > 0; nth += stride() {
				path := someLibrary(t, scratch(t))
				disk := faultvfs.Place()
				s, err := newOpener().Open(t.Context(), path)
				if err != nil {
					t.Fatal(err)
				}
				if _, err := s.Apply(t.Context(), edit(t, "last")); err != nil {
					t.Fatal(err)
				}
				failed = 0
				disk.Fail(f.from(nth, true, &failed))
				err = s.Close()
				disk.Remove()
				if err != nil && !errors.Is(err, f.want) {
					t.Errorf("step %d: got %v, want %v", nth, err, f.want)
				}
				opensWhole(t, path, nth, "last")
				if t.Failed() {
					t.FailNow()
				}
			}
		})
	}
}

// opensWhole asserts that a library opens for writing, is sound and has an edit.
func opensWhole(t *testing.T, path string, nth int, name string) {
	t.Helper()
	s, err := newOpener().Open(t.Context(), path)
	if err != nil {
		t.Errorf("step %d: open afterwards: %v", nth, err)
		return
	}
	defer func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}()
	if a := s.Access(); a.ReadOnly {
		t.Errorf("step %d: access %+v", nth, a)
	}
	if !whole(t, s)[name] {
		t.Errorf("step %d: the edit %q is gone", nth, name)
	}
	if problems, err := s.Check(t.Context(), nil); err != nil || len(problems) > 0 {
		t.Errorf("step %d: check: %q, %v", nth, problems, err)
	}
}

// oldLibrary is a library of version 1 with two edits, made by the program of
// that time.
func oldLibrary(t testing.TB) []byte {
	t.Helper()
	return read(t, filepath.Join("testdata", "version1.tarikh"))
}

// Each step of bringing an old library up to date fails in turn. The file stays
// what it was, byte for byte, or has beside it what makes it that again; or all is
// done but what follows. It opens when the disk is well again.
func TestEveryWriteOfAMigrationFails(t *testing.T) {
	old := oldLibrary(t)
	newest := read(t, someLibrary(t, scratch(t)))[60:64] // the version that the header tells
	for _, f := range failures() {
		for _, lasting := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, lasting %v", f.name, lasting), func(t *testing.T) {
				failed, refused, same := 1, 0, 0
				nth := 1
				for ; failed > 0; nth += stride() {
					path := filepath.Join(scratch(t), "a.tarikh")
					if err := os.WriteFile(path, old, 0o644); err != nil {
						t.Fatal(err)
					}
					disk := faultvfs.Place()
					failed = 0
					disk.Fail(f.from(nth, lasting, &failed))
					s, err := newOpener().Open(t.Context(), path)
					switch {
					case err != nil:
						refused++
						if f.code == faultvfs.Full {
							t.Errorf("step %d: a library on a full disk can be read: %v", nth, err)
						}
						if !errors.Is(err, f.want) {
							t.Errorf("step %d: got %v, want %v", nth, err, f.want)
						}
					default:
						if s.Access().ReadOnly && !whole(t, s)["before 2"] {
							t.Errorf("step %d: it is read without its edits", nth)
						}
						_ = s.Close() // it may fail in turn
					}
					disk.Remove()
					if bytes.Equal(read(t, path), old) {
						same++
					} else if info, statErr := os.Stat(path + "-journal"); !bytes.Equal(read(t, path)[60:64], newest) && (statErr != nil || info.Size() == 0) {
						t.Errorf("step %d: the migration failed (%v) and the file is another", nth, err)
					}
					opensWhole(t, path, nth, "before 1")
					if t.Failed() {
						t.FailNow()
					}
				}
				t.Logf("of %d steps one in %d failed in turn, %d refused to open, %d left every byte", nth, stride(), refused, same)
			})
		}
	}
}
