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
// the passages that report it. The event is new; its track is as in AddEvent. Errors:
// ErrDecided, data.ErrConflict if the article has another text by now, and those of
// Store.Apply.
func (l *Library) Accept(ctx context.Context, p *Proposals, c propose.Candidate, event data.Event, track string) (data.Edit, error) {
	return l.decide(ctx, p, c, "edit.found.accept", func(d *decision) error {
		if err := l.assignTrack(ctx, track, &event, &d.edit); err != nil {
			return err
		}
		d.edit.Events = []data.Change[data.Event]{data.Insert(event)}
		return d.report(event)
	})
}

// Attach adds the passages of a candidate to an existing event. Errors as for Accept;
// data.ErrNotFound if the event no longer exists.
func (l *Library) Attach(ctx context.Context, p *Proposals, c propose.Candidate, event data.ID) (data.Edit, error) {
	return l.decide(ctx, p, c, "edit.found.attach", func(d *decision) error {
		e, err := l.Event(ctx, event)
		if err != nil {
			return err
		}
		return d.report(e)
	})
}

// Dismiss stops a candidate from being proposed again. Errors as for Accept.
func (l *Library) Dismiss(ctx context.Context, p *Proposals, c propose.Candidate) (data.Edit, error) {
	return l.decide(ctx, p, c, "edit.found.dismiss", func(d *decision) error { return d.dismiss(d.open(nil)) })
}

// Restore makes a dismissed candidate open again; it has no effect on one that is open.
func (l *Library) Restore(ctx context.Context, p *Proposals, c propose.Candidate) (data.Edit, error) {
	l.writing.Lock()
	defer l.writing.Unlock()
	r, err := l.reviewOf(ctx, p)
	if err != nil {
		return data.Edit{}, err
	}
	edit, rows := data.Edit{Label: "edit.found.restore"}, r.sort(p.Finds, nil).Rows
	for _, q := range c.Passages() {
		for _, row := range rows[q.Find.Start] {
			if !slices.ContainsFunc(edit.Dismissals, func(d data.Change[data.Dismissal]) bool { return d.Before.ID == row.ID }) {
				edit.Dismissals = append(edit.Dismissals, data.Delete(row))
			}
		}
	}
	return l.Write(ctx, edit)
}

// decision is what is decided on a candidate.
type decision struct {
	*review
	propose.Candidate
	finds []find.Find // of the article
	edit  data.Edit
}

// decide writes a decision on a candidate that is still open.
func (l *Library) decide(ctx context.Context, p *Proposals, c propose.Candidate, label string, make func(*decision) error) (data.Edit, error) {
	l.writing.Lock()
	defer l.writing.Unlock()
	r, err := l.reviewOf(ctx, p)
	if err != nil {
		return data.Edit{}, err
	}
	d := &decision{review: r, Candidate: c, finds: p.Finds, edit: data.Edit{Label: label}}
	if len(d.open(nil)) < len(c.Passages()) {
		return data.Edit{}, fmt.Errorf("%q: %w", c.Title, ErrDecided)
	}
	if err := make(d); err != nil {
		return data.Edit{}, err
	}
	return l.Write(ctx, d.edit)
}

// open are the candidate's finds that are open once more passages report events.
func (d *decision) open(more []propose.Report) []find.Find {
	sorted := d.sort(d.finds, more)
	var open []find.Find
	for _, q := range d.Passages() {
		if slices.ContainsFunc(sorted.Open, func(f find.Find) bool { return f.Start == q.Find.Start }) {
			open = append(open, q.Find)
		}
	}
	return open
}

// report adds the candidate's passages to an event, and stops the candidate from being
// proposed again: where a passage names other dates too, and the event is on none of
// them, the passage alone does not say which of its dates was meant.
func (d *decision) report(event data.Event) error {
	var reports []propose.Report
	for i, q := range d.Passages() {
		if slices.ContainsFunc(d.Passages()[:i], func(p propose.Passage) bool { return p.Start == q.Start && p.End == q.End }) {
			continue // a sentence with two dates reports an event once
		}
		s, err := anchor.Make(d.article.Text, q.Start, q.End)
		if err != nil {
			return err
		}
		d.edit.Excerpts = append(d.edit.Excerpts, data.Insert(data.Excerpt{ID: data.NewID(), Event: event.ID, Article: d.article.ID, Anchor: s, Date: givenDate(q.Find.Date, event.Date)}))
		reports = append(reports, propose.Report{Start: q.Start, End: q.End, Date: event.Date})
	}
	return d.dismiss(d.open(reports))
}

// dismiss adds dismissals for the events that finds propose.
func (d *decision) dismiss(finds []find.Find) error {
	for _, f := range finds {
		s, err := anchor.Make(d.article.Text, f.Start, f.End)
		if err != nil {
			return err
		}
		d.edit.Dismissals = append(d.edit.Dismissals, data.Insert(data.Dismissal{ID: data.NewID(), Article: d.article.ID, Anchor: s, EDTF: f.Date.EDTF}))
	}
	return nil
}
