package pane

import (
	"database/sql"
	"path/filepath"
	"testing"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/data/text/anchor"
	"tarikh.org/tarikh/ui/session"
)

// reported is a library with an article, two events that it reports, and a note on
// a passage of it.
type reported struct {
	path    string
	article data.Article
	events  [2]data.Event
	excerpt [2]data.Excerpt
	note    data.Annotation
}

const reportedText = "The old mill burned down in May.\nThe bridge was opened in June.\nNobody was hurt.\n"

// newReported makes that library; mend may change the rows before.
func newReported(t testing.TB, change func(*reported)) *reported {
	t.Helper()
	day, err := dates.Parse("2021-05-03")
	if err != nil {
		t.Fatal(err)
	}
	track := data.NextTrack("Events", nil)
	r := &reported{path: filepath.Join(t.TempDir(), "l.tarikh")}
	r.article = data.Article{ID: data.NewID(), Title: "The mill", Published: day}.WithText(reportedText)
	anchored := func(start, end int) anchor.Selector {
		s, err := anchor.Make(reportedText, start, end)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	for i, at := range [2][2]int{{0, 32}, {33, 63}} {
		r.events[i] = data.Event{ID: data.NewID(), Title: "Event", Date: day, Track: track.ID, Importance: 3}
		r.excerpt[i] = data.Excerpt{ID: data.NewID(), Event: r.events[i].ID, Article: r.article.ID, Anchor: anchored(at[0], at[1])}
	}
	r.note = data.Annotation{ID: data.NewID(), Article: r.article.ID, Anchor: anchored(64, 80), Colour: "amber"}
	if change != nil {
		change(r)
	}
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Create(t.Context(), r.path, "Test")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.Apply(t.Context(), data.Edit{
		Label: "test", Tracks: []data.Change[data.Track]{data.Insert(track)},
		Articles:    []data.Change[data.Article]{data.Insert(r.article)},
		Events:      []data.Change[data.Event]{data.Insert(r.events[0]), data.Insert(r.events[1])},
		Excerpts:    []data.Change[data.Excerpt]{data.Insert(r.excerpt[0]), data.Insert(r.excerpt[1])},
		Annotations: []data.Change[data.Annotation]{data.Insert(r.note)},
	}); err != nil {
		t.Fatal(err)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	return r
}

// open opens the library.
func (r *reported) open(t testing.TB) (*Env, posted) {
	t.Helper()
	e, q := testEnv(t, nil)
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Open(t.Context(), r.path)
	if err != nil {
		t.Fatal(err)
	}
	shown := false
	e.Session.Show(store, func() { shown = true })
	t.Cleanup(func() {
		closed := false
		e.Session.Close(func(err error) {
			if closed = true; err != nil {
				t.Error(err)
			}
		})
		q.until(t, "the library is closed", func() bool { return closed })
	})
	q.until(t, "the library is open", func() bool { return shown })
	return e, q
}

// read opens the library and its article in a reader.
func (r *reported) read(t testing.TB) (*Reader, *session.Session) {
	t.Helper()
	e, q := r.open(t)
	reader := NewReader(e)
	e.Session.Read(r.article.ID)
	q.until(t, "the article is open", func() bool { return e.Session.Article() != nil && reader.shown == r.article.ID })
	return reader, e.Session
}

// A passage whose words are gone, or that the reader detached, is listed and never
// shown at a place, even where its words stand in the text.
func TestAnOrphanIsAtNoPlace(t *testing.T) {
	orphan := data.Doubt{State: data.Orphan}
	r := newReported(t, func(r *reported) { r.excerpt[0].Doubt, r.note.Doubt = orphan, orphan })
	reader, s := r.read(t)
	for _, h := range reader.marks(s.Article(), s.Active()) {
		if m, ok := h.ID.(mark); ok && (m.note != nil || m.event == r.events[0].ID) {
			t.Errorf("an orphan is marked at %d to %d", h.Start, h.End)
		}
	}
	if got := doubtsOf(s.Article()); len(got) != 2 {
		t.Errorf("%d passages are listed, want both orphans", len(got))
	}
	if s.ReadExcerpt(r.excerpt[0]); s.Active().End != 0 || s.Active().Excerpt != r.excerpt[0].ID {
		t.Errorf("the reader goes to %+v for an orphan", s.Active())
	}
	if s.ReadNote(r.note); s.Active().End != 0 || s.Active().Note != r.note.ID {
		t.Errorf("the reader goes to %+v for the note of an orphan", s.Active())
	}
	if s.ReadExcerpt(r.excerpt[1]); s.Active().Start != 33 {
		t.Errorf("the reader goes to %+v for a passage that is there", s.Active())
	}
}

// deleteRow takes a row away behind the program's back, as damage does.
func deleteRow(t testing.TB, path, table string, id data.ID) {
	t.Helper()
	db, err := sql.Open("sqlite3", path+"?_foreign_keys=0")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	done, err := db.Exec("DELETE FROM "+table+" WHERE id = ?", id[:])
	if err != nil {
		t.Fatal(err)
	}
	if n, err := done.RowsAffected(); n != 1 || err != nil {
		t.Fatalf("%d rows are deleted of %s; %v", n, table, err)
	}
}

// An article one of whose events is lost is shown with the others, and says so.
func TestAMissingEventLeavesTheArticle(t *testing.T) {
	r := newReported(t, nil)
	deleteRow(t, r.path, "event", r.events[0].ID)
	reader, s := r.read(t)
	a := s.Article()
	if a.Text != reportedText || len(a.Excerpts) != 1 || a.Excerpts[0].ID != r.excerpt[1].ID || a.Missing != 1 {
		t.Errorf("%d passages are shown and %d are missing", len(a.Excerpts), a.Missing)
	}
	if len(reader.notes.Objects) != 1 {
		t.Error("the reader does not say that a passage is missing")
	}
}

// An event one of whose articles is lost says so.
func TestAMissingArticleLeavesTheEvent(t *testing.T) {
	r := newReported(t, nil)
	deleteRow(t, r.path, "article", r.article.ID)
	e, q := r.open(t)
	e.Session.SelectID(r.events[0].ID, false)
	q.until(t, "the event is shown", func() bool { return e.Session.Event() != nil })
	if v := e.Session.Event(); len(v.Excerpts) != 0 || v.Missing != 1 {
		t.Errorf("%d passages are shown and %d are missing", len(v.Excerpts), v.Missing)
	}
}
