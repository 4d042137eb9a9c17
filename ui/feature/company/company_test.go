package company

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/ui/feature/featuretest"
	"tarikh.org/tarikh/ui/feature/notes"
)

// desk is a library at which others are, too.
type desk struct {
	data.Store

	mu     sync.Mutex
	told   []data.Presence
	others []data.Presence
	left   chan struct{} // closed when this program is gone
	met    chan struct{}
	late   bool // the library was closed before
}

func (d *desk) Meet(_ context.Context, mine data.Presence) ([]data.Presence, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.told = append(d.told, mine)
	return slices.Clone(d.others), nil
}

func (d *desk) Met(ctx context.Context) error {
	select {
	case <-d.met:
	case <-ctx.Done():
	}
	return ctx.Err()
}

func (d *desk) Leave(context.Context, data.ID) error {
	close(d.left)
	return nil
}

func (d *desk) Close() error {
	select {
	case <-d.left:
	default:
		d.late = true
	}
	return d.Store.Close()
}

// come has others at the desk, and hints at it.
func (d *desk) come(others ...data.Presence) {
	d.mu.Lock()
	d.others = others
	d.mu.Unlock()
	d.met <- struct{}{}
}

func (d *desk) last() data.Presence {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.told) == 0 {
		return data.Presence{}
	}
	return d.told[len(d.told)-1]
}

// noNotes are notes of which none is written.
type noNotes struct{}

func (noNotes) Writing() *notes.Writing                 { return nil }
func (noNotes) Subscribe(func(notes.Change)) (_ func()) { return func() {} }

// People are named while they are here, what is selected is told, and whoever closes the
// library leaves.
func TestOthersAreShown(t *testing.T) {
	w := featuretest.New(t)
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Create(t.Context(), filepath.Join(t.TempDir(), "a.tarikh"), "A library")
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{Store: store, met: make(chan struct{}), left: make(chan struct{})}
	f := New(w.Host, noNotes{})
	w.Show(d)
	w.Until("it is told that somebody is here", func() bool { return d.last().Client == f.client })
	if w.Run(f, "company") || len(featuretest.Texts(f.View())) > 0 {
		t.Errorf("alone: %q", featuretest.Texts(f.View()))
	}
	said := func() string { return strings.Join(featuretest.Texts(f.View()), " ") }
	d.come(data.Presence{Client: data.NewID(), Who: "lina"}, data.Presence{Client: data.NewID(), Who: "lina"}, data.Presence{Client: data.NewID(), Who: "omar"})
	w.Until("the others are named", func() bool { return strings.Contains(said(), "lina") && strings.Contains(said(), "omar are here") })
	w.Relocale("ar", f)
	if !strings.Contains(said(), "هنا") {
		t.Errorf("in Arabic: %q", said())
	}
	d.come()
	w.Until("nobody is named", func() bool { return said() == "" })
	w.Close()
	select {
	case <-d.left:
	default:
		t.Error("the library is closed, and it is not told that this program is gone")
	}
	if d.late {
		t.Error("it is told when the library is closed already")
	}
}

// farDesk is a desk whose server may be away.
type farDesk struct {
	*desk
	away atomic.Bool
	lost error           // before it is shown
	kept []data.KeptEdit // by the goroutine of the window only
}

func (d *farDesk) Away() bool                                    { return d.away.Load() }
func (d *farDesk) Lost() error                                   { return d.lost }
func (d *farDesk) Kept(context.Context) ([]data.KeptEdit, error) { return slices.Clone(d.kept), nil }

func (d *farDesk) Forget(id data.ID) error {
	d.kept = slices.DeleteFunc(d.kept, func(k data.KeptEdit) bool { return k.ID == id })
	return nil
}

// Changes are all, as when the server comes back.
func (d *farDesk) Changes(ctx context.Context, _ int64) (data.Changes, error) {
	revision, err := d.Revision(ctx)
	return data.Changes{Revision: revision, All: true}, err
}

// A library that was removed from its server, which answers, is said to be that.
func TestALostLibraryIsSaid(t *testing.T) {
	w := featuretest.New(t)
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Create(t.Context(), filepath.Join(t.TempDir(), "a.tarikh"), "A library")
	if err != nil {
		t.Fatal(err)
	}
	d := &farDesk{desk: &desk{Store: store, met: make(chan struct{}), left: make(chan struct{})}, lost: data.ErrNotFound}
	d.away.Store(true)
	f := New(w.Host, noNotes{})
	w.Show(d)
	if all := featuretest.Texts(f.View()); len(all) != 1 || !strings.Contains(all[0], "removed from the server") {
		t.Errorf("shown %q", all)
	}
}

// What was kept while the server was away is written when it is back; one edit that it
// refuses stays kept and does not keep the others back.
func TestKeptEditsAreWritten(t *testing.T) {
	w := featuretest.New(t)
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Create(t.Context(), filepath.Join(t.TempDir(), "a.tarikh"), "A library")
	if err != nil {
		t.Fatal(err)
	}
	adding := func(name string) data.Edit {
		return data.Edit{Label: "edit.track.add", Tracks: []data.Change[data.Track]{data.Insert(data.Track{ID: data.NewID(), Name: name, Colour: "red"})}}
	}
	d := &farDesk{desk: &desk{Store: store, met: make(chan struct{}), left: make(chan struct{})}}
	d.kept = []data.KeptEdit{{ID: data.NewID(), Edit: adding("Sport")}, {ID: data.NewID(), Edit: adding("")}, {ID: data.NewID(), Edit: adding("Diplomacy")}}
	d.away.Store(true)
	f := New(w.Host, noNotes{})
	w.Show(d)
	if all := featuretest.Texts(f.View()); len(all) != 1 || !strings.HasPrefix(all[0], "The server is away.") {
		t.Errorf("shown %q", all)
	}
	if len(d.kept) != 3 {
		t.Errorf("%d kept while it is away", len(d.kept))
	}
	d.away.Store(false)
	w.Do(adding("Now"))
	w.Until("what was kept is written", func() bool { return len(w.Host.Library.Snapshot().Tracks) == 3 })
	if len(d.kept) != 1 || len(w.Failed) != 1 || len(featuretest.Texts(f.View())) > 0 {
		t.Errorf("%d kept, failed %v, shown %q", len(d.kept), w.Failed, featuretest.Texts(f.View()))
	}
}
