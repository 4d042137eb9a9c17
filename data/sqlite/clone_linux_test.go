package sqlite_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

// cloningDisk mounts a disk that can share the blocks of files.
func cloningDisk(t *testing.T) (folder string) {
	t.Helper()
	image, folder := filepath.Join(t.TempDir(), "disk"), t.TempDir()
	const size = 128 << 20
	err := os.WriteFile(image, nil, 0o600)
	if err == nil {
		err = os.Truncate(image, size)
	}
	mustDo(t, err)
	for _, command := range [][]string{{"mkfs.btrfs", "-q", image}, {"mount", "-o", "loop", image, folder}} {
		if out, err := exec.Command(command[0], command[1:]...).CombinedOutput(); err != nil {
			t.Skipf("no disk that shares blocks: %v %s", err, out)
		}
	}
	t.Cleanup(func() {
		if err := unix.Unmount(folder, unix.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	return folder
}

// A backup of an open library shares its blocks where the disk can do that. It is one
// sound file with all edits, SQLite's locks stay, and neither changes with the other. A
// copy that may leave the reader's hands is compacted as everywhere.
func TestBackupSharesBlocks(t *testing.T) {
	folder := cloningDisk(t)
	path, copied := filepath.Join(folder, "a.tarikh"), filepath.Join(folder, "b.tarikh")
	s := create(t, path)
	apply(t, s, sampleEdit(t, 3000))
	apply(t, s, sampleEdit(t, 7))
	before := locksOn(t, path)
	mustDo(t, s.SaveBackup(t.Context(), copied))
	if after := locksOn(t, path); before == "" || after != before {
		t.Errorf("locks were\n%sand are\n%s", before, after)
	}
	if !shares(t, copied) {
		t.Error("it shares nothing")
	}
	if files, err := filepath.Glob(copied + "*"); err != nil || len(files) != 1 {
		t.Errorf("it is %q (%v)", files, err)
	}
	header, err := os.ReadFile(copied)
	mustDo(t, err)
	if header[18] != 1 || header[19] != 1 {
		t.Error("it needs a log for being read")
	}
	want := counts(t, s)
	apply(t, s, sampleEdit(t, 5))
	closeStore(t, s)
	saved := open(t, copied)
	if got := counts(t, saved); got != want {
		t.Errorf("saved %+v, want %+v", got, want)
	}
	noProblems(t, saved)
	closeStore(t, saved)
	s = open(t, path)
	if got := counts(t, s); got.Events != want.Events+5 {
		t.Errorf("the library has %+v", got)
	}
	noProblems(t, s)
	compact := filepath.Join(folder, "c.tarikh")
	mustDo(t, s.SaveCopy(t.Context(), compact))
	if shares(t, compact) {
		t.Error("a copy shares blocks")
	}
	closeStore(t, s)
}

// shares reports whether a file shares blocks with another.
func shares(t *testing.T, path string) bool {
	t.Helper()
	syscall.Sync()
	out, err := exec.Command("filefrag", "-v", path).CombinedOutput()
	if err != nil {
		t.Skipf("filefrag: %v %s", err, out)
	}
	return strings.Contains(string(out), "shared")
}

// locksOn are the locks that this process has on a file.
func locksOn(t *testing.T, path string) (locks string) {
	t.Helper()
	info, err := os.Stat(path)
	mustDo(t, err)
	all, err := os.ReadFile("/proc/locks")
	mustDo(t, err)
	for line := range strings.Lines(string(all)) {
		if strings.Contains(line, fmt.Sprintf(":%d ", info.Sys().(*syscall.Stat_t).Ino)) && strings.Contains(line, fmt.Sprintf(" %d ", os.Getpid())) {
			_, what, _ := strings.Cut(line, ": ")
			locks += what
		}
	}
	return locks
}
