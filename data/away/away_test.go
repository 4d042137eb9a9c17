package away_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/away"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/sqlite"
)

// server is one whose line can be cut.
type server struct {
	data.Store
	cut  *atomic.Bool
	gone *atomic.Bool // the library was removed
}

func (s server) Address() string { return "postgres://desk/library" }
func (s server) Login() string   { return "lina" }
func (s server) Close() error    { return nil }

func (s server) there() error {
	if s.cut.Load() {
		return data.ErrAway
	}
	if s.gone.Load() {
		return data.ErrNotFound
	}
	return nil
}

func (s server) Event(ctx context.Context, id data.ID) (data.Event, error) {
	if err := s.there(); err != nil {
		return data.Event{}, err
	}
	return s.Store.Event(ctx, id)
}

func (s server) Revision(ctx context.Context) (int64, error) {
	if err := s.there(); err != nil {
		return 0, err
	}
	return s.Store.Revision(ctx)
}

func (s server) Apply(ctx context.Context, e data.Edit) (data.Edit, error) {
	if err := s.there(); err != nil {
		return data.Edit{}, err
	}
	return s.Store.Apply(ctx, e)
}

// servers has one server.
type servers struct {
	data.Servers
	one server
}

func (s servers) Open(context.Context, string) (data.Hosted, error) {
	if err := s.one.there(); err != nil {
		return nil, err
	}
	return s.one, nil
}

// desk is a server with a library, and what opens it with a copy.
type desk struct {
	*away.Servers
	store data.Store
	cut   atomic.Bool
	gone  atomic.Bool
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	opener := sqlite.NewOpener(afero.NewOsFs(), "test")
	store, err := opener.Create(t.Context(), filepath.Join(t.TempDir(), "server.tarikh"), "A library")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	d := &desk{store: store}
	d.Servers = &away.Servers{
		Servers: servers{one: server{store, &d.cut, &d.gone}}, Files: opener, Folder: t.TempDir(), Beat: 10 * time.Millisecond,
		Log: func(err error) { t.Error(err) },
	}
	return d
}

func (d *desk) open(t *testing.T) *away.Store {
	t.Helper()
	s, err := d.Open(t.Context(), "postgres://desk/library")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s.(*away.Store)
}

// until waits for what happens beside the test.
// leave cuts the line once the copy has all that the server has.
func (d *desk) leave(t *testing.T, s *away.Store) {
	t.Helper()
	last, err := d.store.Revision(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	until(t, "the copy does not follow", func() bool { return s.CopiedTo() == last })
	d.cut.Store(true)
	until(t, "it is not noticed", s.Away)
}

func until(t *testing.T, what string, done func() bool) {
	t.Helper()
	for end := time.Now().Add(time.Minute); !done(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal(what)
		}
	}
}

func apply(t *testing.T, s data.Store, e data.Edit) data.Edit {
	t.Helper()
	made, err := s.Apply(t.Context(), e)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// summit puts an event into a library.
func summit(t *testing.T, s data.Store) data.Event {
	t.Helper()
	d, err := dates.Parse("2022-02-04")
	if err != nil {
		t.Fatal(err)
	}
	track := data.Track{ID: data.NewID(), Name: "Diplomacy", Colour: "red"}
	e := data.Event{ID: data.NewID(), Title: "Summit", Date: d, Track: track.ID, Importance: 3}
	made := apply(t, s, data.Edit{Label: "x", Tracks: []data.Change[data.Track]{data.Insert(track)}, Events: []data.Change[data.Event]{data.Insert(e)}})
	return *made.Events[0].After
}

func titled(e data.Event, title, place string) data.Edit {
	after := e
	after.Title, after.Place = title, place
	return data.Edit{Label: "edit.event.change", Events: []data.Change[data.Event]{data.Update(e, after)}}
}

func title(t *testing.T, s data.Store, id data.ID) string {
	t.Helper()
	e, err := s.Event(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return e.Title + ", " + e.Place
}

// While the server is away the library is read and written all the same, also by another run
// of the program; when it is back, what was kept is joined with what others wrote.
func TestServerIsAway(t *testing.T) {
	d := newDesk(t)
	event := summit(t, d.store)
	s := d.open(t)
	if got := title(t, s, event.ID); got != "Summit, " {
		t.Fatalf("%q", got)
	}
	before, err := s.Revision(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	until(t, "the copy is not made", s.Copied)
	d.cut.Store(true)
	until(t, "it is not noticed", s.Away)
	if now, err := s.Revision(t.Context()); err != nil || now <= before {
		t.Errorf("revision %d after %d, %v", now, before, err)
	}
	if c, err := s.Changes(t.Context(), before); err != nil || !c.All {
		t.Errorf("changes %+v, %v", c, err)
	}
	apply(t, s, titled(event, "Mine", "")) // as it was read of the server
	note := data.Annotation{ID: data.NewID(), Event: event.ID, Text: "Typed", Colour: "amber"}
	apply(t, s, data.Edit{Label: "edit.note.add", Annotations: []data.Change[data.Annotation]{data.Insert(note)}})
	now, err := s.Event(t.Context(), event.ID)
	if err != nil {
		t.Fatal(err)
	}
	apply(t, s, titled(now, "Wrong", ""))
	if _, err := s.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := title(t, s, event.ID); got != "Mine, " {
		t.Errorf("after undo %q", got)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}

	s = d.open(t)
	if got := title(t, s, event.ID); got != "Mine, " || !s.Away() || s.Login() != "lina" {
		t.Errorf("opened again: %q", got)
	}
	if _, err := s.Undo(t.Context()); !errors.Is(err, data.ErrNothing) {
		t.Errorf("what an earlier run did is undone: %v", err)
	}
	apply(t, d.store, titled(event, "Summit", "Beijing")) // by others
	d.cut.Store(false)
	until(t, "it is not noticed that the server is back", func() bool { return !s.Away() })
	kept, err := s.Kept(t.Context())
	if err != nil || len(kept) != 4 {
		t.Fatalf("%d kept, %v", len(kept), err)
	}
	for _, k := range kept {
		if _, err := app.New(s, time.Now).Write(t.Context(), k.Edit); err != nil {
			t.Errorf("%s: %v", k.Edit.Label, err)
		}
		if err := s.Forget(k.ID); err != nil {
			t.Error(err)
		}
	}
	if got := title(t, d.store, event.ID); got != "Mine, Beijing" {
		t.Errorf("joined %q", got)
	}
	if notes, err := d.store.EventAnnotations(t.Context(), event.ID); err != nil || len(notes) != 1 || notes[0].Text != "Typed" {
		t.Errorf("notes %v, %v", notes, err)
	}
	if kept, err := s.Kept(t.Context()); err != nil || len(kept) > 0 {
		t.Errorf("still kept: %v, %v", kept, err)
	}
}

// While the server is away one's own last steps are undone and made again, those from before
// it went too, and nothing else: not what others wrote, which the copy has followed.
func TestUndoWhileAway(t *testing.T) {
	d := newDesk(t)
	event := summit(t, d.store)
	s := d.open(t)
	until(t, "the copy is not made", s.Copied)
	article := data.Article{ID: data.NewID(), Title: "Report"}.WithText("The first text.\n")
	added := *apply(t, s, data.Edit{Label: "edit.article.add", Articles: []data.Change[data.Article]{data.Insert(article)}}).Articles[0].After
	apply(t, s, data.Edit{Label: "edit.article.text", Articles: []data.Change[data.Article]{data.Update(added, added.WithText("The second text.\n"))}})
	before := *apply(t, s, titled(event, "Before", "")).Events[0].After
	theirs := summit(t, d.store)
	d.leave(t, s)
	last := before
	for _, typed := range []string{"A", "Aw", "Away"} {
		e := titled(last, typed, "")
		e.Merge = "typing"
		last = *apply(t, s, e).Events[0].After
	}
	is := func(want, text string) {
		t.Helper()
		a, err := s.Article(t.Context(), article.ID)
		if err != nil && !errors.Is(err, data.ErrNotFound) || a.Text != text || title(t, s, event.ID) != want+", " || title(t, s, theirs.ID) != "Summit, " {
			t.Errorf("%q, %q, %v", title(t, s, event.ID), a.Text, err)
		}
	}
	for _, c := range []struct{ title, text string }{{"Before", "The second text.\n"}, {"Summit", "The second text.\n"}, {"Summit", "The first text.\n"}, {"Summit", ""}} {
		if _, err := s.Undo(t.Context()); err != nil {
			t.Fatalf("%v: %v", c, err)
		}
		is(c.title, c.text)
	}
	if undo, redo, err := s.History(t.Context()); undo != "" || redo != "edit.article.add" || err != nil {
		t.Errorf("next are %q and %q, %v", undo, redo, err)
	}
	if _, err := s.Undo(t.Context()); !errors.Is(err, data.ErrNothing) {
		t.Errorf("what one did not do is undone: %v", err)
	}
	for range 4 {
		if _, err := s.Redo(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	is("Away", "The second text.\n")
	if _, err := s.Redo(t.Context()); !errors.Is(err, data.ErrNothing) {
		t.Errorf("what was not undone is made again: %v", err)
	}
}

// The copy follows what others write, texts and pages too.
func TestCopyFollows(t *testing.T) {
	d := newDesk(t)
	event := summit(t, d.store)
	s := d.open(t)
	until(t, "the copy is not made", s.Copied)
	apply(t, d.store, titled(event, "Theirs", ""))
	page := data.NewPage([]byte("<p>Page</p>"), "text/html", "", 0)
	article := data.Article{ID: data.NewID(), Title: "Report", Page: page.Hash}.WithText("A text.\n")
	apply(t, d.store, data.Edit{Label: "x", Articles: []data.Change[data.Article]{data.Insert(article)}, Pages: []data.Page{page}})
	d.leave(t, s)
	if got := title(t, s, event.ID); got != "Theirs, " {
		t.Errorf("%q", got)
	}
	if a, err := s.Article(t.Context(), article.ID); err != nil || a.Text != article.Text {
		t.Errorf("%q, %v", a.Text, err)
	}
	if p, err := s.Page(t.Context(), page.Hash); err != nil || string(p.Body) != string(page.Body) {
		t.Errorf("%q, %v", p.Body, err)
	}
}

// A library that is removed under one's hands is read in its copy, which says so: what is
// typed is kept.
func TestTheLibraryIsRemoved(t *testing.T) {
	d := newDesk(t)
	event := summit(t, d.store)
	s := d.open(t)
	until(t, "the copy is not made", s.Copied)
	d.gone.Store(true)
	until(t, "it is not noticed", s.Away)
	if err := s.Lost(); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("it is lost by %v", err)
	}
	apply(t, s, titled(event, "Mine", ""))
	if kept, err := s.Kept(t.Context()); err != nil || len(kept) != 1 {
		t.Errorf("kept are %v, %v", kept, err)
	}
	d.gone.Store(false)
	until(t, "it is not noticed that it is back", func() bool { return !s.Away() })
	if err := s.Lost(); err != nil {
		t.Errorf("it is lost by %v", err)
	}
}

// Without a copy, a server that is away is said to be.
func TestAwayWithoutACopy(t *testing.T) {
	d := newDesk(t)
	d.cut.Store(true)
	if _, err := d.Open(t.Context(), "postgres://desk/library"); !errors.Is(err, data.ErrAway) {
		t.Errorf("%v", err)
	}
}

// An edit whose fate becomes known while the kept ones are read is not one of them.
func TestKeptEditsThatAreForgottenMeanwhile(t *testing.T) {
	d := newDesk(t)
	s := d.open(t)
	d.leave(t, s)
	if _, err := s.Apply(t.Context(), data.Edit{Label: "add", Tracks: []data.Change[data.Track]{data.Insert(data.Track{ID: data.NewID(), Name: "Kept", Colour: "red"})}}); err != nil {
		t.Fatal(err)
	}
	found, err := filepath.Glob(filepath.Join(d.Folder, "*", "kept", "*.edit"))
	if err != nil || len(found) != 1 {
		t.Fatalf("%q, %v", found, err)
	}
	if err := os.Symlink("gone", filepath.Join(filepath.Dir(found[0]), data.NewID().String()+".edit")); err != nil {
		t.Skip(err)
	}
	if kept, err := s.Kept(t.Context()); err != nil || len(kept) != 1 {
		t.Errorf("kept are %v, %v", kept, err)
	}
}
