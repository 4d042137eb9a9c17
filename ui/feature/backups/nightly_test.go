package backups

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/backup"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature/featuretest"
	"tarikh.org/tarikh/ui/state"
)

// far is a library of a server, which may be away.
type far struct {
	data.Store
	away bool
}

const farAddress = "postgres://lina@db.example.org/news?library=1"

func (f *far) Address() string { return farAddress }
func (f *far) Login() string   { return "lina" }
func (f *far) Away() bool      { return f.away }

func (f *far) Lost() error                                   { return nil }
func (f *far) Kept(context.Context) ([]data.KeptEdit, error) { return nil, nil }
func (f *far) Forget(data.ID) error                          { return nil }

// onServer is the library of a desk as one of a server.
func onServer(t *testing.T) (*desk, *far) {
	t.Helper()
	d := newDesk(t)
	d.Do(adding("Sport"))
	d.shut()
	store, err := d.opener.Open(t.Context(), d.path)
	if err != nil {
		t.Fatal(err)
	}
	return d, &far{Store: store}
}

func (d *desk) nightly(folder string) []backup.Copy {
	d.t.Helper()
	d.Host.State.SetNightly(farAddress, state.Nightly{Folder: folder, Last: d.Host.State.Nightly[farAddress].Last})
	list, err := d.f.keeperOf(farAddress).ListPath(farAddress)
	if err != nil {
		d.t.Fatal(err)
	}
	return list
}

// Where it was chosen, a library of a server is copied to a file that holds the same, once a
// day; the copy can be restored.
func TestACopyEachNight(t *testing.T) {
	d, hosted := onServer(t)
	folder := t.TempDir()
	d.Window.Show(hosted)
	if d.f.nightly.cancel != nil || d.f.State() != (State{Nightly: true}) {
		t.Errorf("a copy is made that nobody chose: %+v", d.f.State())
	}
	d.f.nightly.choose(folder)
	d.Until("a copy is made", func() bool { return !d.f.State().Busy })
	list := d.nightly(folder)
	if len(list) != 1 || !list[0].Own || d.f.State().At.IsZero() || d.f.State().Err != nil {
		t.Fatalf("%d copies, %+v", len(list), d.f.State())
	}
	copied, err := d.opener.Read(t.Context(), list[0].Path)
	if err != nil {
		t.Fatal(err)
	}
	is, err := data.ContentHash(t.Context(), copied)
	was, err2 := data.ContentHash(t.Context(), hosted)
	if err != nil || err2 != nil || is != was {
		t.Errorf("it holds something else: %v, %v", err, err2)
	}
	if err := copied.Close(); err != nil {
		t.Fatal(err)
	}
	if d.f.nightly.look(); d.f.nightly.cancel != nil {
		t.Error("another one is made on the same day")
	}
	d.Do(adding("Diplomacy"))
	d.Host.State.SetNightly(farAddress, state.Nightly{Folder: folder, Last: d.Host.Now().Add(-25 * time.Hour).Unix()})
	d.f.nightly.look()
	d.Until("another copy is made", func() bool { return !d.f.State().Busy })
	if n := len(d.nightly(folder)); n != 2 {
		t.Errorf("%d copies", n)
	}
	d.f.restoreCopy(farAddress, d.nightly(folder)[1])
	d.Until("it is restored", func() bool { return d.Dialog() != nil })
	if said := strings.Join(featuretest.Texts(d.Dialog()), "\n"); !strings.Contains(said, ".tarikh") || len(d.Failed) > 0 {
		t.Errorf("said is %q, failed %v", said, d.Failed)
	}
}

// A copy that cannot be made is said, is tried again, and leaves what there was; while the
// server is away none is made. The dialog says all that, in both languages.
func TestANightlyCopyFails(t *testing.T) {
	d, hosted := onServer(t)
	blocked := filepath.Join(d.path, "no folder")
	d.Host.State.SetNightly(farAddress, state.Nightly{Folder: blocked, Last: 1})
	d.Window.Show(hosted)
	d.Until("it has failed", func() bool { return !d.f.State().Busy })
	if d.f.State().Err == nil || d.Host.State.Nightly[farAddress].Last != 1 {
		t.Errorf("%+v", d.f.State())
	}
	for lang, words := range map[string]string{"en": "The last attempt failed", "ar": "فشلت المحاولة الأخيرة"} {
		d.Relocale(lang, d.f)
		d.Run(d.f, "library.nightly")
		if said := strings.Join(featuretest.Texts(d.Dialog()), "\n"); !strings.Contains(said, words) {
			t.Errorf("said is %q", said)
		}
		d.Host.Kit().Dialogs.Top().Close()
	}
	hosted.away = true
	d.Relocale("en", d.f)
	folder := t.TempDir()
	if d.f.nightly.choose(folder); len(d.nightly(folder)) > 0 || d.f.nightly.cancel != nil {
		t.Error("a copy is made of a copy")
	}
	hosted.away = false
	d.Run(d.f, "library.nightly")
	featuretest.Press(t, d.Dialog(), "Copy now")
	d.Until("it is made", func() bool { return !d.f.State().Busy && len(d.nightly(folder)) == 1 })
	if _, ok := featuretest.Find[*control.Button](d.Dialog()); !ok {
		t.Error("the dialog has gone")
	}
}

// What asks about copies goes with the library: it is not about the next one.
func TestTheDialogClosesWithTheLibrary(t *testing.T) {
	d, hosted := onServer(t)
	d.Window.Show(hosted)
	d.f.nightly.show()
	if d.Dialog() == nil {
		t.Fatal("no dialog is open")
	}
	d.shut()
	if d.Dialog() != nil {
		t.Error("it stays open")
	}
}

// A copy that failed is not begun again at each tick, since it reads all: an hour later it is,
// and at once by hand.
func TestANightlyCopyThatFailedWaits(t *testing.T) {
	d, hosted := onServer(t)
	now := time.Date(2022, 2, 20, 12, 0, 0, 0, time.UTC)
	d.Host.Now = func() time.Time { return now }
	d.Host.State.SetNightly(farAddress, state.Nightly{Folder: filepath.Join(d.path, "no folder"), Last: 1})
	d.Window.Show(hosted)
	d.Until("it has failed", func() bool { return !d.f.State().Busy && d.f.State().Err != nil })
	now = now.Add(50 * time.Minute)
	if d.f.nightly.look(); d.f.nightly.cancel != nil {
		t.Error("it is begun again at once")
	}
	d.f.nightly.copy()
	if d.f.nightly.cancel == nil {
		t.Error("by hand it is not begun")
	}
	d.Until("it has failed again", func() bool { return !d.f.State().Busy })
	now = now.Add(again)
	if d.f.nightly.look(); d.f.nightly.cancel == nil {
		t.Error("it is not tried again")
	}
	d.Until("it has failed once more", func() bool { return !d.f.State().Busy })
}
