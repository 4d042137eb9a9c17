package sqlite_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"tarikh.org/tarikh/data"
)

// asReader runs f as somebody who may read files here but not write them: the
// superuser, for whom permissions count for nothing, becomes nobody for it. f
// must stay on its goroutine, which no cancellable context does.
func asReader(t *testing.T, f func(ctx context.Context)) {
	t.Helper()
	if os.Getuid() != 0 {
		f(context.Background())
		return
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		runtime.LockOSThread() // never unlocked: the thread ends with the goroutine
		const nobody = 65534
		if err := errors.Join(unix.Setfsgid(nobody), unix.Setfsuid(nobody)); err != nil {
			t.Error(err)
			return
		}
		f(context.Background())
	}()
	select {
	case <-done:
	case <-time.After(time.Minute):
		t.Fatal("it hangs")
	}
}

// readOnly is a library in a folder that cannot be written.
func readOnly(t *testing.T, prepare func(path string)) string {
	t.Helper()
	path := libraryPath(t)
	s := create(t, path)
	apply(t, s, sampleEdit(t, 7))
	closeStore(t, s)
	if prepare != nil {
		prepare(path)
	}
	mode := func(folder, file os.FileMode) {
		if err := errors.Join(os.Chmod(path, file), os.Chmod(filepath.Dir(path), folder)); err != nil {
			t.Fatal(err)
		}
	}
	mode(0o555, 0o444)
	if err := os.Chmod(filepath.Dir(filepath.Dir(path)), 0o755); err != nil { // it is the test's alone
		t.Fatal(err)
	}
	t.Cleanup(func() { mode(0o755, 0o644) })
	return path
}

// leaveInWAL makes a library's file need a log for being read.
func leaveInWAL(t *testing.T) func(path string) {
	return func(path string) {
		execRaw(t, path, "PRAGMA journal_mode = WAL", "UPDATE library SET revision = revision")
	}
}

func TestReadOnlyFolder(t *testing.T) {
	for name, prepare := range map[string]func(path string){
		"at rest":                             nil,
		"left in WAL mode by another program": leaveInWAL(t),
		"with a lock file of a process that was killed": func(path string) {
			if err := os.WriteFile(path+".lock", []byte("Tarikh"), 0o644); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			path := readOnly(t, prepare)
			before := files(t, filepath.Dir(path))
			asReader(t, func(ctx context.Context) {
				s, err := newOpener().Open(ctx, path)
				if err != nil {
					t.Error(err)
					return
				}
				if access := s.Access(); !access.ReadOnly || access.Holder != "" || access.Reason != "the file or its folder is not writable" {
					t.Errorf("access %+v", access)
				}
				if c, err := s.Counts(ctx); err != nil || c.Events != 7 {
					t.Errorf("%+v, %v", c, err)
				}
				if columns, err := s.Columns(ctx); err != nil || columns.Len() != 7 {
					t.Errorf("%+v, %v", columns, err)
				}
				if _, err := s.Apply(ctx, sampleEdit(t, 1)); !errors.Is(err, data.ErrReadOnly) {
					t.Errorf("got %v, want ErrReadOnly", err)
				}
				if problems, err := s.Check(ctx, nil); err != nil || len(problems) > 0 {
					t.Errorf("check: %q, %v", problems, err)
				}
				if err := s.Close(); err != nil {
					t.Error(err)
				}
			})
			if after := files(t, filepath.Dir(path)); !slices.Equal(after, before) {
				t.Errorf("files are now %q, were %q", after, before)
			}
		})
	}
}

// A log that a crash left is read where nothing can be written, too, if it has
// its index; in any case opening ends, and says what it cannot do.
func TestReadOnlyFolderWithTheLogOfACrash(t *testing.T) {
	for _, index := range []bool{true, false} {
		t.Run(fmt.Sprintf("with its index: %v", index), func(t *testing.T) {
			path := readOnly(t, func(path string) {
				from := crashed(t, "-wal", "PRAGMA journal_mode = WAL", "DELETE FROM annotation")
				for _, suffix := range []string{"", "-wal"} {
					content, err := os.ReadFile(from + suffix)
					if err := errors.Join(err, os.WriteFile(path+suffix, content, 0o644)); err != nil {
						t.Fatal(err)
					}
				}
				if index {
					if err := os.WriteFile(path+"-shm", make([]byte, 32768), 0o644); err != nil {
						t.Fatal(err)
					}
				}
			})
			before := files(t, filepath.Dir(path))
			asReader(t, func(ctx context.Context) {
				for name, open := range map[string]func(context.Context, string) (data.File, error){
					"open": newOpener().Open, "read": newOpener().Read,
				} {
					s, err := open(ctx, path)
					if err != nil {
						if index || !errors.Is(err, fs.ErrPermission) || !strings.Contains(err.Error(), "edits in its log") {
							t.Errorf("%s: %v", name, err)
						}
						continue
					}
					if c, err := s.Counts(ctx); err != nil || c.Events != 200 || c.Annotations != 0 {
						t.Errorf("%s: %+v, %v", name, c, err)
					}
					if err := s.Close(); err != nil {
						t.Error(err)
					}
				}
			})
			if after := files(t, filepath.Dir(path)); !slices.Equal(after, before) {
				t.Errorf("files are now %q, were %q", after, before)
			}
		})
	}
}

func TestReadOnlyFileInAFolderThatCanBeWritten(t *testing.T) {
	for name, prepare := range map[string]func(path string){"at rest": nil, "left in WAL mode": leaveInWAL(t)} {
		t.Run(name, func(t *testing.T) {
			path := readOnly(t, prepare)
			if err := os.Chmod(filepath.Dir(path), 0o777); err != nil {
				t.Fatal(err)
			}
			asReader(t, func(ctx context.Context) {
				s, err := newOpener().Open(ctx, path)
				if err != nil {
					t.Error(err)
					return
				}
				if access := s.Access(); !access.ReadOnly || access.Reason != "the file or its folder is not writable" {
					t.Errorf("access %+v", access)
				}
				if err := s.Close(); err != nil {
					t.Error(err)
				}
			})
			oneFile(t, path)
		})
	}
}

func TestUnwritableFolderTakesNoLibrary(t *testing.T) {
	path := readOnly(t, nil)
	asReader(t, func(ctx context.Context) {
		if _, err := newOpener().Create(ctx, filepath.Join(filepath.Dir(path), "new.tarikh"), "A"); !errors.Is(err, fs.ErrPermission) {
			t.Errorf("create: got %v, want fs.ErrPermission", err)
		}
		s, err := newOpener().Open(ctx, path)
		if err != nil {
			t.Error(err)
			return
		}
		if err := s.SaveCopy(ctx, path+".copy"); !errors.Is(err, fs.ErrPermission) {
			t.Errorf("save a copy: got %v, want fs.ErrPermission", err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	oneFile(t, path)
}

func TestUnreadableFile(t *testing.T) {
	path := readOnly(t, nil)
	if err := os.Chmod(path, 0); err != nil {
		t.Fatal(err)
	}
	asReader(t, func(ctx context.Context) {
		if _, err := newOpener().Open(ctx, path); !errors.Is(err, fs.ErrPermission) {
			t.Errorf("got %v, want fs.ErrPermission", err)
		}
	})
	oneFile(t, path)
}
