// Package formtest is what the tests of all formats ask of the documents that they read:
// whatever a file says, every row can be stored, and refers to rows of its document.
package formtest

import (
	"bytes"
	"context"
	"errors"
	"testing"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
)

// File is a file with that name and contents.
func File(name, contents string) form.File {
	return form.File{Name: name, Size: int64(len(contents)), ReaderAt: bytes.NewReader([]byte(contents))}
}

// MustRead is the document of a file that read reads; what it holds is checked.
func MustRead(t rapid.TB, read func(context.Context, form.File, form.Options) (form.Document, error), name, contents string, o form.Options) form.Document {
	t.Helper()
	d, err := read(context.Background(), File(name, contents), o)
	if err != nil {
		t.Fatalf("%s: %v", contents, err)
	}
	Check(t, d)
	return d
}

// Fuzz fuzzes what reads files of that name: it gives a document whose rows can be stored, or
// a *form.Error.
func Fuzz(f *testing.F, read func(context.Context, form.File, form.Options) (form.Document, error), name string, o form.Options) {
	f.Fuzz(func(t *testing.T, contents []byte) {
		d, err := read(context.Background(), File(name, string(contents)), o)
		if err == nil {
			Check(t, d)
		} else if _, ok := errors.AsType[*form.Error](err); !ok {
			t.Errorf("%T: %v", err, err)
		}
	})
}

// Check fails the test where a row of a document cannot be stored or refers to one that
// the document does not have.
func Check(t rapid.TB, d form.Document) {
	t.Helper()
	c := checker{t: t, ids: map[data.ID]string{}}
	tracks := c.tracks(d)
	events := c.events(d, tracks)
	articles := c.articles(d)
	for _, x := range d.Excerpts {
		c.row("excerpt", x.Anchor.Exact, x.ID, x.Validate())
		if !events[x.Event] || !articles[x.Article] {
			t.Errorf("excerpt %q is of an event or article that the document does not have", x.Anchor.Exact)
		}
	}
	c.notes(d, events, articles)
	for _, s := range d.Skipped {
		if s.Reason() == "" || len(s.Detail) > 200 {
			t.Errorf("%s was skipped for the reason %q", s.Where, s.Reason())
		}
	}
	for what, n := range d.Dropped {
		if what == "" || n <= 0 {
			t.Errorf("dropped %q %d times", what, n)
		}
	}
}

type checker struct {
	t   rapid.TB
	ids map[data.ID]string
}

// row checks what all rows have.
func (c checker) row(kind, name string, id data.ID, invalid error) {
	c.t.Helper()
	if invalid != nil {
		c.t.Errorf("%s %q: %v", kind, name, invalid)
	}
	if id == (data.ID{}) {
		c.t.Errorf("%s %q has no ID", kind, name)
	}
	if other, taken := c.ids[id]; taken {
		c.t.Errorf("%s %q has the ID of %s", kind, name, other)
	}
	c.ids[id] = kind + " " + name
}

func (c checker) tracks(d form.Document) map[data.ID]bool {
	c.t.Helper()
	tracks, names := map[data.ID]bool{}, map[string]bool{}
	for _, track := range d.Tracks {
		c.row("track", track.Name, track.ID, track.Validate())
		if names[track.Name] {
			c.t.Errorf("there are two tracks %q", track.Name)
		}
		tracks[track.ID], names[track.Name] = true, true
	}
	return tracks
}

// events may have no track: then the caller chooses one.
func (c checker) events(d form.Document, tracks map[data.ID]bool) map[data.ID]bool {
	c.t.Helper()
	chosen := data.NewID()
	events := map[data.ID]bool{}
	for _, e := range d.Events {
		row := e.Event
		if row.Track == (data.ID{}) {
			row.Track = chosen
		} else if !tracks[row.Track] {
			c.t.Errorf("event %q is on a track that the document does not have", row.Title)
		}
		c.row("event", row.Title, row.ID, row.Validate())
		c.source("event", row.Title, e.Source)
		events[row.ID] = true
	}
	return events
}

func (c checker) articles(d form.Document) map[data.ID]bool {
	c.t.Helper()
	articles := map[data.ID]bool{}
	for _, a := range d.Articles {
		c.row("article", a.Title, a.ID, a.Validate())
		c.source("article", a.Title, a.Source)
		articles[a.ID] = true
	}
	return articles
}

func (c checker) notes(d form.Document, events, articles map[data.ID]bool) {
	c.t.Helper()
	notes := map[data.ID]bool{}
	for _, n := range d.Notes {
		notes[n.ID] = true
	}
	for _, n := range d.Notes {
		c.row("note", n.Text, n.ID, n.Validate())
		c.source("note", n.Text, n.Source)
		if n.Era && n.Span.IsZero() {
			c.t.Errorf("era %q has no span", n.Text)
		}
		for kind, to := range map[string]struct {
			id   data.ID
			here map[data.ID]bool
		}{"event": {n.Event, events}, "article": {n.Article, articles}, "note": {n.Parent, notes}} {
			if to.id != (data.ID{}) && !to.here[to.id] {
				c.t.Errorf("note %q is on an %s that the document does not have", n.Text, kind)
			}
		}
	}
}

// source checks that a row can be found in its file and told apart when it is read again.
func (c checker) source(kind, name string, s form.Source) {
	c.t.Helper()
	if s.Place == (form.Place{}) {
		c.t.Errorf("%s %q is at no place", kind, name)
	}
	if len(s.Key) > data.MaxForeign {
		c.t.Errorf("%s %q has a key of %d bytes", kind, name, len(s.Key))
	}
}
