package app

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange"
)

// NoteWords put dates into words.
type NoteWords struct {
	Date func(dates.Date) string // of articles, events and spans; "" for none
	Day  func(unix int64) string // on which a note was made
	// Waits says that a note waits for the text of its article.
	Waits string
}

// OpenNotes are the notes that are not private.
func OpenNotes(notes []data.Annotation) []data.Annotation {
	return slices.DeleteFunc(slices.Clone(notes), func(n data.Annotation) bool { return n.Private })
}

// TakeNotes are notes in words, as they are taken out of a library, in their order, with
// the replies to each among all notes.
func TakeNotes(ctx context.Context, store data.Store, notes, all []data.Annotation, words NoteWords) ([]exchange.TakenNote, error) {
	articles, err := store.Articles(ctx)
	if err != nil {
		return nil, err
	}
	byID := make(map[data.ID]data.Article, len(articles))
	for _, a := range articles {
		byID[a.ID] = a
	}
	var ids []data.ID
	events := map[data.ID]data.Caption{}
	for _, n := range notes {
		if _, have := events[n.Event]; n.Event != (data.ID{}) && !have {
			events[n.Event] = data.Caption{}
			ids = append(ids, n.Event)
		}
	}
	captions, err := store.Captions(ctx, ids)
	if err != nil {
		return nil, err
	}
	for i, c := range captions {
		events[ids[i]] = c
	}
	replies := map[data.ID][]exchange.TakenNote{}
	for _, n := range all {
		if n.Parent != (data.ID{}) {
			replies[n.Parent] = append(replies[n.Parent], words.take(n))
		}
	}
	taken := make([]exchange.TakenNote, 0, len(notes))
	for _, n := range notes {
		t := words.take(n)
		if a, ok := byID[n.Article]; ok {
			t.Source, t.URL = filled(a.Title, a.Authors(), a.Publisher, words.Date(a.Published)), a.URL
			if a.Awaits(n.Anchor) && n.Doubt.State != data.Orphan {
				t.About = filled(words.Waits)
			}
		}
		if e, ok := events[n.Event]; ok {
			t.About = append(t.About, filled(e.Title, words.Date(e.Date))...)
		}
		t.About = append(t.About, filled(words.Date(n.Span))...)
		t.Replies = replies[n.ID]
		taken = append(taken, t)
	}
	return taken, nil
}

// take is what a note says by itself.
func (w NoteWords) take(n data.Annotation) exchange.TakenNote {
	return exchange.TakenNote{Quote: n.Anchor.Exact, Text: n.Text, Tags: slices.Clone(n.Tags), Signed: filled(n.Author, w.Day(n.Created))}
}

// filled are the parts that are not empty.
func filled(parts ...string) []string {
	return slices.DeleteFunc(parts, func(s string) bool { return strings.TrimSpace(s) == "" })
}

// NotesByPlace sorts notes by the titles of their articles and their places in these;
// those in none follow, by the time they were made.
func NotesByPlace(notes []data.Annotation, articles []data.Article) {
	titles := make(map[data.ID]string, len(articles))
	for _, a := range articles {
		titles[a.ID] = a.Title
	}
	slices.SortStableFunc(notes, func(a, b data.Annotation) int {
		none := data.ID{}
		if (a.Article == none) != (b.Article == none) {
			if a.Article == none {
				return 1
			}
			return -1
		}
		return cmp.Or(strings.Compare(titles[a.Article], titles[b.Article]), slices.Compare(a.Article[:], b.Article[:]),
			a.Anchor.Compare(b.Anchor), cmp.Compare(a.Created, b.Created))
	})
}
