package app

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates/find"
	"tarikh.org/tarikh/data/propose"
	"tarikh.org/tarikh/data/text/anchor"
)

// ErrDecided: a candidate was accepted, attached or dismissed already. Nothing was
// changed.
var ErrDecided = errors.New("decided already")

// Accept makes a candidate of proposals, or several of them as one, an event with
// the passages that report it. The event is new; where it has no track, it goes to
// the one with the given name, which is made if there is none. Errors: ErrDecided,
// data.ErrConflict if the article has another text by now, and those of Store.Apply.
func (l *Library) Accept(ctx context.Context, p *Proposals, c propose.Candidate, event data.Event, track string) (data.Edit, error) {
	return l.decide(ctx, p, c, func(r *review) (data.Edit, error) {
		var tracks []data.Change[data.Track]
		if event.Track == (data.ID{}) {
			all, err := l.Tracks(ctx)
			if err != nil {
				return data.Edit{}, err
			}
			event.Track, tracks = TrackNamed(track, all)
		}
		edit, err := propose.Accept(r.article, c, event, tracks)
		if err != nil {
			return edit, err
		}
		return edit, r.settle(&edit, p, c, event)
	})
}

// Attach ties the passages of a candidate to an event that is there. Errors as for
// Accept; data.ErrNotFound if the event is gone.
func (l *Library) Attach(ctx context.Context, p *Proposals, c propose.Candidate, event data.ID) (data.Edit, error) {
	return l.decide(ctx, p, c, func(r *review) (data.Edit, error) {
		e, err := l.Event(ctx, event)
		if err != nil {
			return data.Edit{}, err
		}
		edit, err := propose.Attach(r.article, c, event)
		if err != nil {
			return edit, err
		}
		return edit, r.settle(&edit, p, c, e)
	})
}

// Dismiss keeps a candidate away for good. Errors as for Accept.
func (l *Library) Dismiss(ctx context.Context, p *Proposals, c propose.Candidate) (data.Edit, error) {
	return l.decide(ctx, p, c, func(r *review) (data.Edit, error) { return propose.Dismiss(r.article, c) })
}

// Restore brings a dismissed candidate back; one that is back already stays so.
func (l *Library) Restore(ctx context.Context, p *Proposals, c propose.Candidate) (data.Edit, error) {
	l.writing.Lock()
	defer l.writing.Unlock()
	r, err := l.reviewOf(ctx, p)
	if err != nil {
		return data.Edit{}, err
	}
	sorted := r.sort(p.Finds, nil)
	return l.Apply(ctx, sorted.Restore(c))
}

// decide writes a decision on a candidate that is still open.
func (l *Library) decide(ctx context.Context, p *Proposals, c propose.Candidate, edit func(*review) (data.Edit, error)) (data.Edit, error) {
	l.writing.Lock()
	defer l.writing.Unlock()
	r, err := l.reviewOf(ctx, p)
	if err != nil {
		return data.Edit{}, err
	}
	if len(r.open(p, c, nil)) < len(c.Passages()) {
		return data.Edit{}, fmt.Errorf("%q: %w", c.Title, ErrDecided)
	}
	e, err := edit(r)
	if err != nil {
		return data.Edit{}, err
	}
	return l.Apply(ctx, e)
}

// open are the finds of a candidate that are open once more passages report events.
func (r *review) open(p *Proposals, c propose.Candidate, more []propose.Report) []find.Find {
	sorted := r.sort(p.Finds, more)
	var open []find.Find
	for _, q := range c.Passages() {
		if slices.ContainsFunc(sorted.Open, func(f find.Find) bool { return f.Start == q.Find.Start }) {
			open = append(open, q.Find)
		}
	}
	return open
}

// settle adds to an edit that reports an event what keeps the candidate from being
// proposed again: where its passage names other dates too, and the event is on none
// of them, the passage alone does not say which of its dates was meant.
func (r *review) settle(edit *data.Edit, p *Proposals, c propose.Candidate, event data.Event) error {
	var more []propose.Report
	for _, q := range c.Passages() {
		more = append(more, propose.Report{Start: q.Start, End: q.End, Date: event.Date})
	}
	for _, f := range r.open(p, c, more) {
		s, err := anchor.Make(r.article.Text, f.Start, f.End)
		if err != nil {
			return err
		}
		d := data.Dismissal{ID: data.NewID(), Article: p.Article, Anchor: s, EDTF: f.Date.EDTF}
		edit.Dismissals = append(edit.Dismissals, data.Insert(d))
	}
	return nil
}

// TrackNamed returns the track with that name, or a new one below the others and
// its insertion.
func TrackNamed(name string, tracks []data.Track) (data.ID, []data.Change[data.Track]) {
	if i := slices.IndexFunc(tracks, func(t data.Track) bool { return t.Name == name }); i >= 0 {
		return tracks[i].ID, nil
	}
	t := data.NextTrack(name, tracks)
	return t.ID, []data.Change[data.Track]{data.Insert(t)}
}
