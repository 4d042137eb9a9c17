package backup_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"syscall"
	"testing"
	"time"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/backup"
)

// sweeping removes what is unfinished while a copy is saved.
type sweeping struct {
	data.File
	sweep func()
}

func (s sweeping) SaveBackup(ctx context.Context, path string) error {
	s.sweep()
	return s.File.SaveBackup(ctx, path)
}

// What is unfinished goes at once; while a backup is made, or where there are no locks,
// when it is a day old; and what is the store's never.
func TestUnfinishedBackupsGoWhenNoneIsMade(t *testing.T) {
	d := newDesk(t, backup.Limits{Last: 2})
	d.with("one")
	folder := filepath.Dir(d.list()[0].Path)
	part, store := filepath.Join(folder, ".tarikh-a.part"), filepath.Join(folder, ".tarikh-b.part")
	old := filepath.Join(folder, ".tarikh-old.part")
	d.check(errors.Join(os.WriteFile(part, nil, 0o600), os.WriteFile(old, nil, 0o600)))
	made := d.clock.Add(-25 * time.Hour)
	d.check(os.Chtimes(old, made, made))
	s, err := d.opener.Open(t.Context(), d.path)
	d.check(err)
	_, err = s.Apply(t.Context(), data.Edit{Label: "more", Tracks: []data.Change[data.Track]{data.Insert(data.Track{ID: data.NewID(), Name: "Two", Colour: "red"})}})
	d.check(err)
	var during []string
	_, kept, err := d.keeper.Keep(t.Context(), sweeping{s, func() {
		d.check(backup.New(afero.NewOsFs(), d.config).Sweep())
		during = parts(d.config.Folder)
	}})
	d.check(errors.Join(err, s.Close()))
	if !kept || !slices.Equal(during, []string{part}) {
		t.Errorf("kept %v; meanwhile these were left: %q", kept, during)
	}
	for _, path := range []string{part, store, store + ".lock"} {
		d.check(os.WriteFile(path, nil, 0o600))
	}
	d.check(d.keeper.Sweep())
	if left := parts(d.config.Folder); !slices.Equal(left, []string{store, store + ".lock"}) {
		t.Errorf("left: %q", left)
	}
}

// crowded is a disk that is full.
type crowded struct{ afero.Fs }

func (f crowded) OpenFile(name string, flag int, mode os.FileMode) (afero.File, error) {
	if flag&os.O_CREATE != 0 {
		return nil, &os.PathError{Op: "open", Path: name, Err: syscall.ENOSPC}
	}
	return f.Fs.OpenFile(name, flag, mode)
}

// A full disk is said as that, without the name of an unfinished file.
func TestBackupOnAFullDisk(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("its errors have other numbers")
	}
	d := newDesk(t, backup.Limits{Last: 2})
	s, err := d.opener.Open(t.Context(), d.path)
	d.check(err)
	_, _, err = backup.New(crowded{afero.NewOsFs()}, d.config).Keep(t.Context(), s)
	if want := fmt.Sprintf("back up %q: the disk is full", d.path); !errors.Is(err, data.ErrFull) || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
	d.check(s.Close())
	if left := parts(d.config.Folder); len(left) > 0 {
		t.Errorf("left: %q", left)
	}
}

// A copy of a library of a server is filled beside its place: what a process that died left of
// it goes, and no copy does.
func TestUnfinishedCopiesOfServersGo(t *testing.T) {
	d := newDesk(t, backup.Limits{Last: 2})
	d.with("one")
	whole := d.list()[0].Path
	part := filepath.Join(filepath.Dir(whole), "000009_2022-02-20T12-00-00Z_r7.tarikh.part")
	other := filepath.Join(filepath.Dir(whole), "notes.tarikh.part")
	for _, path := range []string{part, part + "-wal", part + ".lock", other} {
		d.check(os.WriteFile(path, nil, 0o600))
	}
	d.check(d.keeper.Sweep())
	if left, err := filepath.Glob(filepath.Join(filepath.Dir(whole), "*.part*")); err != nil || !slices.Equal(left, []string{other}) {
		t.Errorf("left: %q, %v", left, err)
	}
	if _, err := os.Stat(whole); err != nil {
		t.Error(err)
	}
}
