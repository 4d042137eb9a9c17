package works

import (
	"bufio"
	"context"
	"io"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/cite"
	"tarikh.org/tarikh/data/exchange/form"
)

// Entry is an article as an entry of a list of references.
type Entry struct {
	data.Article
	Key     string // by which it is cited, of its own
	Authors []data.Name
	Notes   []string // on the whole of it
}

// Writer is what the writers of lists have in common: where they write, and what they have no
// place for.
type Writer struct {
	*bufio.Writer
	Lost    form.Dropped
	entries []Entry
}

// NewWriter writes the articles of what is taken to w.
func NewWriter(w io.Writer, from form.Taken) *Writer {
	out := &Writer{Writer: bufio.NewWriterSize(w, 1<<16)}
	out.entries, out.Lost = Entries(from)
	return out
}

// batch is after how many entries it is looked whether what is written is still wanted.
const batch = 1000

// Each calls write for each entry, in the order of their articles.
func (w *Writer) Each(ctx context.Context, write func(i int, e Entry) error) error {
	for i, e := range w.entries {
		if i%batch == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if err := write(i, e); err != nil {
			return err
		}
	}
	return nil
}

// Finish writes what is left, and returns what was lost.
func (w *Writer) Finish() (form.Dropped, error) { return w.Lost, w.Flush() }

// Entries are the articles that report the events that are taken, and those that report none.
// lost are the parts of what is taken that no such list has.
func Entries(from form.Taken) (entries []Entry, lost form.Dropped) {
	from = from.WithOthers()
	keys := keysOf(from.Articles)
	notes := map[data.ID][]string{}
	for _, n := range from.Notes {
		if n.Article == (data.ID{}) || n.Event != (data.ID{}) || n.Anchor.Exact != "" || n.Text == "" {
			lost.Lose(form.LosesNotes, 1)
			continue
		}
		notes[n.Article] = append(notes[n.Article], n.Text)
	}
	for _, a := range from.Articles {
		if a.Text != "" {
			lost.Lose(form.LosesArticles, 1)
		}
		entries = append(entries, Entry{Article: a, Key: keys[a.ID], Authors: cite.Authors(a), Notes: notes[a.ID]})
	}
	lost.Lose(form.LosesEvents, len(from.Events))
	for _, e := range from.Events {
		lost.Lose(form.LosesExcerpts, len(e.Excerpts))
	}
	return entries, lost
}

// Loses are what no list of references has a place for.
func Loses() []string {
	return []string{form.LosesEvents, form.LosesExcerpts, form.LosesArticles, form.LosesNotes, form.LosesCertainty}
}
