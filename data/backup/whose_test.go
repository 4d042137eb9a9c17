package backup_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data/backup"
)

// copied copies a file to another folder, as a person does.
func (d *desk) copied(name string) string {
	d.t.Helper()
	content, err := os.ReadFile(d.path)
	d.check(err)
	path := filepath.Join(d.t.TempDir(), name)
	d.check(os.WriteFile(path, content, 0o600))
	return path
}

// moved moves the library to another folder.
func (d *desk) moved() {
	d.t.Helper()
	path := filepath.Join(d.t.TempDir(), "Elsewhere.tarikh")
	d.check(os.Rename(d.path, path))
	d.path = path
}

// owned are how many of the listed copies are the file's own; they come first.
func (d *desk) owned() (own, others int) {
	d.t.Helper()
	for _, c := range d.list() {
		switch {
		case !c.Own:
			others++
		case others > 0:
			d.t.Errorf("%s comes after those of others", c.Path)
		default:
			own++
		}
	}
	return own, others
}

func (d *desk) wantOwned(what string, own, others int) {
	d.t.Helper()
	if o, n := d.owned(); o != own || n != others {
		d.t.Errorf("%s: %d own and %d others, want %d and %d", what, o, n, own, others)
	}
}

// A library that was moved has its backups, and goes on with them; a copy of it that has
// its own life has its own, wherever either is moved to.
func TestWhoseABackupIs(t *testing.T) {
	d := newDesk(t, backup.DefaultLimits())
	d.with("one", "two")
	master, student := d.path, d.copied("Student.tarikh")
	d.path = student
	d.wantOwned("a copy that was never backed up", 0, 2)
	d.with("zebra")
	d.wantOwned("a copy", 1, 2)
	d.path = master
	d.wantOwned("the first", 2, 1)
	d.moved()
	d.wantOwned("the first, moved", 2, 1)
	made := d.with("three")
	d.wantOwned("the first, moved and backed up", 3, 1)
	if list := d.list(); list[0].Path != made[0].Path || list[0].Number != 3 || list[0].Of != d.path || list[0].Host != "desk" || !list[0].Known || list[0].Counts.Tracks != 3 {
		t.Errorf("the newest is %+v", list[0])
	}
	// The copy takes the place that the first one had.
	moved := d.path
	d.check(os.Rename(student, master))
	d.path = master
	d.wantOwned("the copy in the place of the first", 1, 3)
	d.path = moved
	d.wantOwned("the first, elsewhere", 3, 1)
}

// What is at the path is another file than the one that was backed up: that is in doubt,
// until the program itself has put it there.
func TestAnotherFileAtThePathIsInDoubt(t *testing.T) {
	d := newDesk(t, backup.DefaultLimits())
	d.with("one")
	other := d.copied("Other.tarikh")
	d.check(os.Rename(other, d.path))
	d.wantOwned("a file that took the place", 0, 1)
	d.with("two")
	d.wantOwned("when it is backed up", 1, 1)
	restored, _, err := d.keeper.Restore(t.Context(), d.opener, d.list()[1], d.path, "restored")
	d.check(err)
	_, err = d.keeper.Use(t.Context(), d.opener, d.path, restored)
	d.check(err)
	d.wantOwned("a restored one", 2, 1)
	// The file is lost: those of its path are in doubt, since two files had it.
	d.check(os.Remove(d.path))
	list, err := d.keeper.ListPath(d.path)
	d.check(err)
	if len(list) != 3 || list[0].Own {
		t.Errorf("of a lost file: %+v", list)
	}
}

// A lost library has the backups of its path where only one file had it.
func TestALostLibraryHasItsBackups(t *testing.T) {
	d := newDesk(t, backup.DefaultLimits())
	d.with("one")
	d.check(os.Remove(d.path))
	if list, err := d.keeper.ListPath(d.path); err != nil || len(list) != 1 || !list[0].Own {
		t.Errorf("%+v, %v", list, err)
	}
	c := d.config
	c.Host = "another computer"
	if list, err := backup.New(afero.NewOsFs(), c).ListPath(d.path); err != nil || len(list) != 1 || list[0].Own {
		t.Errorf("on another computer: %+v, %v", list, err)
	}
}

// Backups of earlier versions have no records: their path says whose they are, and they
// are restored.
func TestBackupsOfEarlierVersions(t *testing.T) {
	d := newDesk(t, backup.DefaultLimits())
	made := d.with("one", "two")
	for _, c := range made {
		d.check(os.Remove(c.Path[:len(c.Path)-len(".tarikh")] + ".json"))
	}
	d.wantOwned("without records", 2, 0)
	c, err := d.list()[0].Complete(t.Context(), d.opener)
	if err != nil || c.Counts.Tracks != 2 {
		t.Errorf("%+v, %v", c, err)
	}
	restored, _, err := d.keeper.Restore(t.Context(), d.opener, c, d.path, "restored")
	if d.check(err); d.tracks(restored) != 2 {
		t.Errorf("%d tracks", d.tracks(restored))
	}
	d.with("three")
	d.wantOwned("and goes on", 3, 0)
}
