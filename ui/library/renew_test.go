package library

import (
	"cmp"
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"github.com/spf13/afero"
	"pgregory.net/rapid"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/sqlite"
)

// What is patched equals what a full read returns.
func TestPatchedNotesAreThoseOfTheLibrary(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var stored, loaded []data.Annotation
		var changed []data.ID
		sorted := func() []data.Annotation {
			out := slices.Clone(stored)
			slices.SortFunc(out, func(a, b data.Annotation) int {
				return cmp.Or(cmp.Compare(a.Created, b.Created), slices.Compare(a.ID[:], b.ID[:]))
			})
			return out
		}
		for range rapid.IntRange(1, 30).Draw(t, "edits") {
			kind := rapid.SampledFrom([]string{"insert", "update", "delete", "load"}).Draw(t, "kind")
			created := rapid.Int64Range(0, 5).Draw(t, "created")
			if kind == "insert" || len(stored) == 0 {
				stored = append(stored, data.Annotation{ID: data.NewID(), Created: created})
				changed = append(changed, stored[len(stored)-1].ID)
				continue
			}
			i := rapid.IntRange(0, len(stored)-1).Draw(t, "row")
			switch kind {
			case "update":
				stored[i].Rev++
				stored[i].Created = created
			case "delete":
				changed = append(changed, stored[i].ID)
				stored = slices.Delete(stored, i, i+1)
				continue
			case "load":
				loaded, changed = sorted(), nil
				continue
			}
			changed = append(changed, stored[i].ID)
		}
		slices.SortFunc(changed, func(a, b data.ID) int { return slices.Compare(a[:], b[:]) })
		changed = slices.Compact(changed)
		rows := make([]data.Annotation, len(changed))
		for i, id := range changed {
			if at := slices.IndexFunc(stored, func(n data.Annotation) bool { return n.ID == id }); at >= 0 {
				rows[i] = stored[at]
			}
		}
		got, want := patched(loaded, changed, rows), sorted()
		same := func(a, b data.Annotation) bool { return a.ID == b.ID && a.Rev == b.Rev && a.Created == b.Created }
		if !slices.EqualFunc(got, want, same) {
			t.Fatalf("patched %v, want %v", got, want)
		}
	})
}

func newLibrary(t testing.TB) data.File {
	t.Helper()
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Create(t.Context(), filepath.Join(t.TempDir(), "a.tarikh"), "A library")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	return store
}

// drawn is what the edits of a test go on from.
type drawn struct {
	row      data.Library
	tracks   []data.Track
	events   []data.Event
	articles []data.Article
	notes    []data.Annotation
}

func drawDate(t *rapid.T) dates.Date {
	text := fmt.Sprintf("20%02d", rapid.IntRange(0, 30).Draw(t, "year"))
	if rapid.Bool().Draw(t, "timed") {
		text = rapid.SampledFrom([]string{"2022-02-04", "2022-02-04T00:30+03:00", "2022-02-03T23:30-05:00", "2022-02-04T10:00"}).Draw(t, "time")
	}
	d, err := dates.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// drawEdit draws an edit of any kind of row.
func (l *drawn) drawEdit(t *rapid.T) data.Edit {
	e := data.Edit{Label: "x"}
	track := func() data.ID { return rapid.SampledFrom(l.tracks).Draw(t, "track").ID }
	kinds := []string{"track", "event", "article", "view", "library"}
	if len(l.events) > 0 {
		kinds = append(kinds, "event changed", "event changed", "event titled", "event deleted", "note")
	}
	if len(l.notes) > 0 {
		kinds = append(kinds, "note changed", "note deleted")
	}
	if len(l.articles) > 0 && len(l.events) > 0 {
		kinds = append(kinds, "excerpt")
	}
	if len(l.tracks) == 0 {
		kinds = []string{"track"}
	}
	switch kind := rapid.SampledFrom(kinds).Draw(t, "kind"); kind {
	case "track":
		e.Tracks = append(e.Tracks, data.Insert(data.Track{ID: data.NewID(), Name: "T", Colour: "red", Order: rapid.IntRange(0, 3).Draw(t, "order")}))
	case "event":
		for range rapid.IntRange(1, 6).Draw(t, "events") {
			e.Events = append(e.Events, data.Insert(data.Event{ID: data.NewID(), Title: "E", Date: drawDate(t), Track: track(), Importance: 3}))
		}
	case "event changed", "event titled", "event deleted":
		before := rapid.SampledFrom(l.events).Draw(t, "event")
		after := before
		after.Title += "+"
		switch kind {
		case "event changed":
			after.Date, after.Track, after.Importance = drawDate(t), track(), rapid.IntRange(1, 5).Draw(t, "importance")
		case "event deleted":
			e.Events = append(e.Events, data.Delete(before))
			return e
		}
		e.Events = append(e.Events, data.Update(before, after))
	case "article":
		e.Articles = append(e.Articles, data.Insert(data.Article{ID: data.NewID(), Title: "A", Published: drawDate(t)}.WithText("They met.\n")))
	case "excerpt":
		x := data.Excerpt{ID: data.NewID(), Event: rapid.SampledFrom(l.events).Draw(t, "event").ID, Article: rapid.SampledFrom(l.articles).Draw(t, "article").ID}
		x.Anchor.End, x.Anchor.Exact = 4, "They"
		if rapid.Bool().Draw(t, "doubt") {
			x.Doubt = data.Doubt{State: data.CheckMe, Was: "We"}
		}
		e.Excerpts = append(e.Excerpts, data.Insert(x))
	case "note":
		e.Annotations = append(e.Annotations, data.Insert(data.Annotation{
			ID: data.NewID(), Event: rapid.SampledFrom(l.events).Draw(t, "event").ID, Text: "N", Colour: "red", Created: rapid.Int64Range(1, 5).Draw(t, "created"),
		}))
	case "note changed", "note deleted":
		before := rapid.SampledFrom(l.notes).Draw(t, "note")
		if kind == "note deleted" {
			e.Annotations = append(e.Annotations, data.Delete(before))
			return e
		}
		after := before
		after.Text, after.Created = after.Text+"+", rapid.Int64Range(1, 5).Draw(t, "created")
		e.Annotations = append(e.Annotations, data.Update(before, after))
	case "library":
		after := l.row
		after.Title += "+"
		after.Zone = rapid.SampledFrom([]string{"", "", "Pacific/Auckland", "America/New_York"}).Draw(t, "zone")
		e.Library = append(e.Library, data.Update(l.row, after))
	case "view":
		e.Views = append(e.Views, data.Insert(data.View{ID: data.NewID(), Name: "V"}))
	}
	return e
}

// follow takes in what an edit has made.
func (l *drawn) follow(e data.Edit) {
	if len(e.Library) > 0 {
		l.row = *e.Library[0].After
	}
	l.tracks = followed(l.tracks, e.Tracks, func(r data.Track) data.ID { return r.ID })
	l.events = followed(l.events, e.Events, func(r data.Event) data.ID { return r.ID })
	l.articles = followed(l.articles, e.Articles, func(r data.Article) data.ID { return r.ID })
	l.notes = followed(l.notes, e.Annotations, func(r data.Annotation) data.ID { return r.ID })
}

func followed[T any](rows []T, changes []data.Change[T], id func(T) data.ID) []T {
	for _, c := range changes {
		if c.Before != nil {
			rows = slices.DeleteFunc(rows, func(r T) bool { return id(r) == id(*c.Before) })
		}
		if c.After != nil {
			rows = append(rows, *c.After)
		}
	}
	return rows
}

// A snapshot patched by changes equals the one that a full read returns, whatever was
// changed and in how many steps.
func TestPatchedSnapshotEqualsFullRead(t *testing.T) {
	store := newLibrary(t)
	ctx := t.Context()
	old, err := loadSnapshot(ctx, store)
	if err != nil {
		t.Fatal(err)
	}
	l := drawn{row: old.Library}
	rapid.Check(t, func(r *rapid.T) {
		for range rapid.IntRange(1, 8).Draw(r, "rounds") {
			for range rapid.IntRange(1, 3).Draw(r, "edits") {
				made, err := store.Apply(ctx, l.drawEdit(r))
				if err != nil && made.Empty() { // a row that others refer to
					continue
				}
				l.follow(made)
			}
			got, err := renew(ctx, store, old)
			if err != nil {
				r.Fatal(err)
			}
			want, err := loadSnapshot(ctx, store)
			if err != nil {
				r.Fatal(err)
			}
			if !reflect.DeepEqual(got.snapshot, want) {
				r.Fatalf("got %+v\nwant %+v", got.snapshot, want)
			}
			old = got.snapshot
		}
	})
}

// BenchmarkEditOfAMillion measures what the window's reading costs after the edit of
// one event in a library of a million.
func BenchmarkEditOfAMillion(b *testing.B) {
	const events, part = 1_000_000, 50_000
	ctx, store := b.Context(), newLibrary(b)
	edit := data.Edit{Label: "x"}
	for i := range 20 {
		edit.Tracks = append(edit.Tracks, data.Insert(data.Track{ID: data.NewID(), Name: fmt.Sprint(i), Colour: "red", Order: i}))
	}
	tracks := edit.Tracks
	if _, err := store.Apply(ctx, edit); err != nil {
		b.Fatal(err)
	}
	for n := 0; n < events; n += part {
		e := data.Edit{Label: "x"}
		for i := n; i < n+part; i++ {
			lo := int64(i) * 7919 % events * 3600
			c := dates.CivilFromUnix(lo)
			date, err := dates.Parse(fmt.Sprintf("%04d-%02d-%02d", c.Year, c.Month, c.Day))
			if err != nil {
				b.Fatal(err)
			}
			e.Events = append(e.Events, data.Insert(data.Event{ID: data.NewID(), Title: fmt.Sprint("Event ", i), Date: date, Track: tracks[i%20].After.ID, Importance: 1 + i%5}))
		}
		if _, err := store.Apply(ctx, e); err != nil {
			b.Fatal(err)
		}
	}
	snapshot, err := loadSnapshot(ctx, store)
	if err != nil {
		b.Fatal(err)
	}
	event, err := store.Event(ctx, snapshot.Columns.IDs[events/3])
	if err != nil {
		b.Fatal(err)
	}
	for name, change := range map[string]func(*data.Event, int){
		"title": func(e *data.Event, i int) { e.Title = fmt.Sprint("Title ", i) },
		"date": func(e *data.Event, i int) {
			d, err := dates.Parse(fmt.Sprintf("19%02d-05-01", 80+i%20))
			if err != nil {
				b.Fatal(err)
			}
			e.Date = d
		},
	} {
		b.Run(name, func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				b.StopTimer()
				after := event
				change(&after, i)
				made, err := store.Apply(ctx, data.Edit{Label: "x", Events: []data.Change[data.Event]{data.Update(event, after)}})
				if err != nil {
					b.Fatal(err)
				}
				event = *made.Events[0].After
				b.StartTimer()
				r, err := renew(ctx, store, snapshot)
				if err != nil || r.change.All || len(r.change.Events) != 1 {
					b.Fatalf("%v, %d rows, all %v", err, len(r.change.Events), r.change.All)
				}
				snapshot = r.snapshot
			}
		})
	}
	b.Run("everything", func(b *testing.B) {
		for b.Loop() {
			if _, err := loadSnapshot(ctx, store); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// An event that is not moved in time leaves the columns and the index as they are.
func TestUnmovedEventKeepsColumnsAndIndex(t *testing.T) {
	m := newMade(t)
	before := m.Snapshot()
	after := m.events[1]
	after.Title = "Another title"
	m.do(t, data.Edit{Events: []data.Change[data.Event]{data.Update(m.events[1], after)}})
	if n := m.Snapshot(); n == before || n.Index != before.Index || &n.Columns.Lo[0] != &before.Columns.Lo[0] {
		t.Error("a title made another index")
	}
	if c, ok := m.Caption(after.ID); !ok || c.Title != after.Title {
		t.Errorf("the caption is %q", c.Title)
	}
}

// Notes on what is shown are patched in place, in the order in which they would be read.
func TestNotesOfAChange(t *testing.T) {
	event, article := data.NewID(), data.NewID()
	note := func(created int64, start int, parent data.ID) data.Annotation {
		n := data.Annotation{ID: data.NewID(), Created: created, Parent: parent}
		if parent == (data.ID{}) {
			n.Article, n.Anchor.Start = article, start
		}
		return n
	}
	first, second, third := note(3, 10, data.ID{}), note(2, 20, data.ID{}), note(1, 15, data.ID{})
	reply := note(4, 0, first.ID)
	belongs := func(n data.Annotation) bool { return n.Article == article }
	change := func(now ...data.Annotation) Change {
		c := Change{Kind: Edited, Rows: map[data.Kind][]data.ID{}}
		for _, n := range now {
			c.Rows[data.KindAnnotation] = append(c.Rows[data.KindAnnotation], n.ID)
			if n.Rev < 0 {
				n = data.Annotation{}
			}
			c.Notes = append(c.Notes, n)
		}
		return c
	}
	gone := func(n data.Annotation) data.Annotation { n.Rev = -1; return n }
	moved, elsewhere := second, third
	moved.Anchor.Start = 5
	elsewhere.Article, elsewhere.Event = data.ID{}, event
	for _, c := range []struct {
		name          string
		shown         []data.Annotation
		change        Change
		places, times []data.Annotation
	}{
		{"one is written", []data.Annotation{first, second, reply}, change(third), []data.Annotation{first, third, second, reply}, []data.Annotation{third, second, first, reply}},
		{"one goes with its reply", []data.Annotation{first, second, reply}, change(gone(first)), []data.Annotation{second}, []data.Annotation{second}},
		{"a reply comes", []data.Annotation{first, second}, change(reply), []data.Annotation{first, second, reply}, []data.Annotation{second, first, reply}},
		{"a note with its reply comes", []data.Annotation{second}, change(reply, first), []data.Annotation{first, second, reply}, []data.Annotation{second, first, reply}},
		{"one is elsewhere", []data.Annotation{first, second}, change(moved), []data.Annotation{moved, first}, []data.Annotation{moved, first}},
		{"one belongs elsewhere now", []data.Annotation{third, second}, change(elsewhere), []data.Annotation{second}, []data.Annotation{second}},
		{"another's", []data.Annotation{second}, change(note(9, 0, data.NewID())), []data.Annotation{second}, []data.Annotation{second}},
	} {
		t.Run(c.name, func(t *testing.T) {
			same := func(a, b data.Annotation) bool { return a.ID == b.ID && a.Anchor.Start == b.Anchor.Start }
			if got := c.change.renote(c.shown, belongs, byPlace); !slices.EqualFunc(got, c.places, same) {
				t.Errorf("by place %v, want %v", got, c.places)
			}
			if got := c.change.renote(c.shown, belongs, byTime); !slices.EqualFunc(got, c.times, same) {
				t.Errorf("by time %v, want %v", got, c.times)
			}
		})
	}
}
