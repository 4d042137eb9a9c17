package app

import (
	"context"
	"crypto/sha256"
	"fmt"
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates/find"
	"tarikh.org/tarikh/data/propose"
	"tarikh.org/tarikh/data/text/anchor"
)

// Proposed is a candidate to decide on, and what it was found in.
type Proposed struct {
	Article   data.ID
	Hash      [sha256.Size]byte // of the article's text
	Finds     []find.Find       // all dates of that text
	Candidate propose.Candidate
}

// Accept makes a candidate an event with the passages that report it. The event is
// new; where it has no track, it goes to the one with the given name, which is made
// if there is none. Errors: ErrDecided, data.ErrConflict if the text is another one
// by now, and those of Store.Apply.
func (l *Library) Accept(ctx context.Context, p Proposed, event data.Event, track string) (data.Edit, error) {
	return l.decide(ctx, p, func(r *review) (data.Edit, error) {
		var tracks []data.Change[data.Track]
		if event.Track == (data.ID{}) {
			all, err := l.store.Tracks(ctx)
			if err != nil {
				return data.Edit{}, err
			}
			event.Track, tracks = trackNamed(track, all)
		}
		edit, err := propose.Accept(r.article, p.Candidate, event, tracks)
		if err != nil {
			return edit, err
		}
		return edit, r.settle(&edit, event)
	})
}

// Attach ties the passages of a candidate to an event that is there. Errors as for
// Accept; data.ErrNotFound if the event is gone.
func (l *Library) Attach(ctx context.Context, p Proposed, event data.ID) (data.Edit, error) {
	return l.decide(ctx, p, func(r *review) (data.Edit, error) {
		e, err := l.store.Event(ctx, event)
		if err != nil {
			return data.Edit{}, err
		}
		edit, err := propose.Attach(r.article, p.Candidate, event)
		if err != nil {
			return edit, err
		}
		return edit, r.settle(&edit, e)
	})
}

// Dismiss keeps a candidate away for good. Errors as for Accept.
func (l *Library) Dismiss(ctx context.Context, p Proposed) (data.Edit, error) {
	return l.decide(ctx, p, func(r *review) (data.Edit, error) { return propose.Dismiss(r.article, p.Candidate) })
}

// decide writes a decision on a candidate that is still open.
func (l *Library) decide(ctx context.Context, p Proposed, edit func(*review) (data.Edit, error)) (data.Edit, error) {
	l.writing.Lock()
	defer l.writing.Unlock()
	r, err := readReview(ctx, l.store, p)
	if err != nil {
		return data.Edit{}, err
	}
	if len(r.open(nil)) < len(p.Candidate.Passages()) {
		return data.Edit{}, fmt.Errorf("%q: %w", p.Candidate.Title, ErrDecided)
	}
	e, err := edit(r)
	if err != nil {
		return data.Edit{}, err
	}
	return l.store.Apply(ctx, e)
}

// review is how the finds of an article stand in the library.
type review struct {
	Proposed
	article    data.Article
	text       *anchor.Text
	reports    []propose.Report
	dismissals []data.Dismissal
}

func readReview(ctx context.Context, store data.Store, p Proposed) (*review, error) {
	r := &review{Proposed: p}
	var err error
	if r.article, err = store.Article(ctx, p.Article); err != nil {
		return nil, err
	}
	if r.article.Hash != p.Hash {
		return nil, fmt.Errorf("article %q has another text: %w", r.article.Title, data.ErrConflict)
	}
	r.text = anchor.NewText(r.article.Text)
	excerpts, err := store.ArticleExcerpts(ctx, p.Article)
	if err != nil {
		return nil, err
	}
	ids := make([]data.ID, len(excerpts))
	for i, x := range excerpts {
		ids[i] = x.Event
	}
	events, err := store.EventRows(ctx, ids)
	if err != nil {
		return nil, err
	}
	for i, x := range excerpts {
		if x.Doubt.State == data.Orphan {
			continue
		}
		if m, ok := r.text.Resolve(x.Anchor); ok {
			r.reports = append(r.reports, propose.Report{Start: m.Start, End: m.End, Date: events[i].Date})
		}
	}
	r.dismissals, err = store.Dismissals(ctx, p.Article)
	return r, err
}

// open are the finds of the candidate that are open once more passages report
// events.
func (r *review) open(more []propose.Report) []find.Find {
	sorted := propose.Sort(r.text, r.Finds, slices.Concat(r.reports, more), r.dismissals)
	var open []find.Find
	for _, q := range r.Candidate.Passages() {
		if slices.ContainsFunc(sorted.Open, func(f find.Find) bool { return f.Start == q.Find.Start }) {
			open = append(open, q.Find)
		}
	}
	return open
}

// settle adds to an edit that reports an event what keeps the candidate from being
// proposed again: where its passage names other dates too, and the event is on none
// of them, the passage alone does not say which of its dates was meant.
func (r *review) settle(edit *data.Edit, event data.Event) error {
	var more []propose.Report
	for _, q := range r.Candidate.Passages() {
		more = append(more, propose.Report{Start: q.Start, End: q.End, Date: event.Date})
	}
	for _, f := range r.open(more) {
		s, err := anchor.Make(r.article.Text, f.Start, f.End)
		if err != nil {
			return err
		}
		d := data.Dismissal{ID: data.NewID(), Article: r.Article, Anchor: s, EDTF: f.Date.EDTF}
		edit.Dismissals = append(edit.Dismissals, data.Insert(d))
	}
	return nil
}
