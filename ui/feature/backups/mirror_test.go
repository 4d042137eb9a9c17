package backups

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tarikh.org/tarikh/ui/feature/featuretest"
)

// said reports whether the dialog holds some words.
func (d *desk) said(words string) bool {
	return d.Dialog() != nil && strings.Contains(strings.Join(featuretest.Texts(d.Dialog()), "\n"), words)
}

// backedUp makes a change and backs it up.
func (d *desk) backedUp(name string) {
	d.t.Helper()
	d.Do(adding(name))
	d.f.Now(nil)
	d.Until("it is backed up", func() bool { return !d.f.State().Busy })
}

// A second folder that is not there is told once, until it has been there, and is shown
// in the list; the first backup is made.
func TestTheSecondFolderFails(t *testing.T) {
	d := newDesk(t)
	mirror := filepath.Join(t.TempDir(), "disk")
	d.Host.State.Backups.Mirror = mirror
	d.backedUp("one")
	if s := d.f.State(); s.Mirror == nil || s.Err != nil || s.At.IsZero() || !d.said(mirror) || !d.Host.State.Backups.MirrorTold {
		t.Fatalf("%+v, told %t", s, d.said(mirror))
	}
	d.Host.Canvas.Overlays().Remove(d.Dialog())
	d.backedUp("two")
	if d.Dialog() != nil || d.f.State().Mirror == nil {
		t.Error("it is told again, or forgotten")
	}
	d.Run(d.f, "library.restore")
	d.Until("the list says it", func() bool { return d.said(mirror) && d.said("cannot be written") })
	d.Host.Canvas.Overlays().Remove(d.Dialog())
	if err := os.Mkdir(mirror, 0o700); err != nil {
		t.Fatal(err)
	}
	d.backedUp("three")
	if d.f.State().Mirror != nil || d.Host.State.Backups.MirrorTold {
		t.Errorf("%+v", d.f.State())
	}
	if found, err := filepath.Glob(filepath.Join(mirror, "*", "*", "*.tarikh")); err != nil || len(found) != 3 {
		t.Errorf("in the mirror: %q, %v", found, err)
	}
	if err := os.RemoveAll(mirror); err != nil {
		t.Fatal(err)
	}
	d.backedUp("four")
	if !d.said(mirror) {
		t.Error("another failure is not told")
	}
}

// A backup of another copy is listed as such, with where it was, and restored only when
// the user confirms it.
func TestABackupOfAnotherCopy(t *testing.T) {
	d := newDesk(t)
	d.backedUp("one")
	content, err := os.ReadFile(d.copies()[0].Path)
	if err != nil {
		t.Fatal(err)
	}
	d.shut()
	first := d.path
	d.path = filepath.Join(t.TempDir(), "copy.tarikh")
	if err := os.WriteFile(d.path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	d.reopen()
	d.Run(d.f, "library.restore")
	d.Until("the list says whose it is", func() bool { return d.said("another copy: "+first) && !d.said("the same as now") })
	featuretest.Press(t, d.Dialog(), "Restore…")
	d.Until("the user is asked", func() bool { return d.said("What it holds may be missing") })
	if len(d.Host.State.Restored) > 0 {
		t.Error("it was restored before")
	}
	featuretest.Press(t, d.Dialog(), "Restore it")
	d.Until("it is restored", func() bool { return len(d.Host.State.Restored) == 1 })
}
