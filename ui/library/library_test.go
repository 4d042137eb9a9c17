package library

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/data/text/anchor"
)

// queue is the interface's goroutine of a test: what is posted waits until the
// test runs it, so that the race detector sees who touches what.
type queue chan func()

func (q queue) post(f func()) { q <- f }

// until runs what is posted until done reports true.
func (q queue) until(t testing.TB, what string, done func() bool) {
	t.Helper()
	limit := time.After(20 * time.Second)
	for !done() {
		select {
		case f := <-q:
			f()
		case <-limit:
			t.Fatalf("never happened: %s", what)
		}
	}
}

// idle runs what is posted until nothing is under way.
func (l *Library) idle(t testing.TB, q queue) {
	t.Helper()
	q.until(t, "nothing is under way", func() bool {
		return len(q) == 0 && !l.Saving() && !l.loading.Busy() && !l.selecting.Busy() && !l.opening.Busy() && !l.asking.Busy() &&
			!l.captions.fetching.Busy() && !l.captions.posted
	})
}

// made is a library with two tracks, two articles, four events a day apart, of which
// the first two are reported in the first and the second article, and a note on the
// first.
type made struct {
	*Library
	q        queue
	path     string
	tracks   []data.Track
	events   []data.Event
	articles []data.Article
	excerpts []data.Excerpt
	note     data.Annotation
	told     []Change
}

func date(t testing.TB, text string) dates.Date {
	t.Helper()
	d, err := dates.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func passage(t testing.TB, text, words string) anchor.Selector {
	t.Helper()
	at := strings.Index(text, words)
	s, err := anchor.Make(text, at, at+len(words))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func newMade(t testing.TB) *made {
	t.Helper()
	m := &made{q: make(queue, 1024), path: filepath.Join(t.TempDir(), "made.tarikh")}
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Create(t.Context(), m.path, "Made")
	if err != nil {
		t.Fatal(err)
	}
	edit := data.Edit{Label: "edit.sample"}
	for i, name := range []string{"Diplomacy", "Sport"} {
		track := data.Track{ID: data.NewID(), Name: name, Colour: "red", Order: i}
		m.tracks = append(m.tracks, track)
		edit.Tracks = append(edit.Tracks, data.Insert(track))
	}
	for i := range 4 {
		e := data.Event{ID: data.NewID(), Title: fmt.Sprintf("Event %d", i), Date: date(t, fmt.Sprintf("2022-02-%02d", 4+i)), Track: m.tracks[i%2].ID, Importance: 3}
		m.events = append(m.events, e)
		edit.Events = append(edit.Events, data.Insert(e))
	}
	for i := range 2 {
		text := fmt.Sprintf("What article %d says of the event.", i)
		a := data.Article{ID: data.NewID(), Title: fmt.Sprintf("Article %d", i), Published: date(t, "2022-02-05"), Added: int64(i)}.WithText(text)
		m.articles = append(m.articles, a)
		edit.Articles = append(edit.Articles, data.Insert(a))
		x := data.Excerpt{ID: data.NewID(), Event: m.events[i].ID, Article: a.ID, Anchor: passage(t, text, "article")}
		m.excerpts = append(m.excerpts, x)
		edit.Excerpts = append(edit.Excerpts, data.Insert(x))
	}
	m.note = data.Annotation{ID: data.NewID(), Event: m.events[0].ID, Text: "A note", Colour: "amber", Created: 1, Changed: 1}
	edit.Annotations = append(edit.Annotations, data.Insert(m.note))
	stored, err := store.Apply(t.Context(), edit)
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range stored.Events {
		m.events[i] = *c.After
	}
	m.note = *stored.Annotations[0].After
	m.Library = New(m.q.post, func(err error) { t.Error(err) }, time.Now)
	m.Subscribe(func(c Change) { m.told = append(m.told, c) })
	m.Show(store, nil)
	m.q.until(t, "the library is shown", func() bool { return m.Snapshot() != nil })
	t.Cleanup(func() {
		closed := false
		m.Close(func(err error) {
			closed = true
			if err != nil {
				t.Error(err)
			}
		})
		m.q.until(t, "the library is closed", func() bool { return closed })
	})
	m.idle(t, m.q)
	m.told = nil
	return m
}

// do writes an edit and waits until it is shown.
func (m *made) do(t testing.TB, edit data.Edit) {
	t.Helper()
	edit.Label = "edit.event.change"
	m.Do(edit, nil)
	m.idle(t, m.q)
}

// kinds are those of the changes that were told.
func (m *made) kinds() (kinds []Kind) {
	for _, c := range m.told {
		if c.Kind != SavingChanged {
			kinds = append(kinds, c.Kind)
		}
	}
	return kinds
}
