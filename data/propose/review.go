package propose

import (
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/dates/find"
	"tarikh.org/tarikh/data/text/anchor"
)

// Report is a passage that reports an event of the library: bytes of the text,
// half-open, and the event's date.
type Report struct {
	Start, End int
	Date       dates.Date
}

// Review is what was decided on the finds of an article.
type Review struct {
	Open      []find.Find // to be decided on
	Dismissed []find.Find // the reader does not want events from them
	Reported  []find.Find // events from them are in the library
	// Rows are the dismissals of the dismissed finds, by their Start.
	Rows map[int][]data.Dismissal
}

// Sort divides the finds of a text. A find is reported where a passage around
// it reports an event of one of its dates, or where it is the only one in a
// passage, so that an event whose date was corrected does not come back.
func Sort(text *anchor.Text, finds []find.Find, reports []Report, dismissals []data.Dismissal) Review {
	r := Review{Rows: map[int][]data.Dismissal{}}
	for _, d := range dismissals {
		m, ok := text.Resolve(d.Anchor)
		if !ok {
			continue
		}
		for _, f := range within(finds, m.Start, m.End) {
			if reads(f, func(date dates.Date) bool { return date.EDTF == d.EDTF }) {
				r.Rows[f.Start] = append(r.Rows[f.Start], d)
			}
		}
	}
	reported := map[int]bool{}
	for _, p := range reports {
		inside := within(finds, p.Start, p.End)
		for _, f := range inside {
			touches := func(date dates.Date) bool { return date.Lo < p.Date.Hi && p.Date.Lo < date.Hi }
			if len(inside) == 1 || reads(f, touches) {
				reported[f.Start] = true
			}
		}
	}
	for _, f := range finds {
		switch {
		case reported[f.Start]:
			r.Reported = append(r.Reported, f)
		case r.Rows[f.Start] != nil:
			r.Dismissed = append(r.Dismissed, f)
		default:
			r.Open = append(r.Open, f)
		}
	}
	return r
}

// within are the finds, in the order of the text, that touch a span of it.
func within(finds []find.Find, start, end int) []find.Find {
	from, _ := slices.BinarySearchFunc(finds, start, func(f find.Find, at int) int { return f.End - at - 1 })
	to := from
	for to < len(finds) && finds[to].Start < end {
		to++
	}
	return finds[from:to]
}

// reads reports whether something holds for one of the ways to read a find.
func reads(f find.Find, holds func(dates.Date) bool) bool {
	return holds(f.Date) || slices.ContainsFunc(f.Readings, func(r find.Reading) bool { return holds(r.Date) })
}

// Excerpts are the passages of a candidate as excerpts that report an event.
func (c *Candidate) Excerpts(a data.Article, event data.ID) ([]data.Change[data.Excerpt], error) {
	var all []data.Change[data.Excerpt]
	for _, p := range c.Passages() {
		s, err := anchor.Make(a.Text, p.Start, p.End)
		if err != nil {
			return nil, err
		}
		all = append(all, data.Insert(data.Excerpt{ID: data.NewID(), Event: event, Article: a.ID, Anchor: s}))
	}
	return all, nil
}

// Accept returns the edit that makes a candidate an event of the library with the
// passages that report it; the event, of which the track at least is to be set, is
// new, and so are tracks.
func Accept(a data.Article, c Candidate, event data.Event, tracks []data.Change[data.Track]) (data.Edit, error) {
	excerpts, err := c.Excerpts(a, event.ID)
	return data.Edit{
		Label: "edit.found.accept", Tracks: tracks, Events: []data.Change[data.Event]{data.Insert(event)}, Excerpts: excerpts,
	}, err
}

// Attach returns the edit that ties the passages of a candidate to an event that
// is there.
func Attach(a data.Article, c Candidate, event data.ID) (data.Edit, error) {
	excerpts, err := c.Excerpts(a, event)
	return data.Edit{Label: "edit.found.attach", Excerpts: excerpts}, err
}

// Dismiss returns the edit that keeps a candidate away for good.
func Dismiss(a data.Article, c Candidate) (data.Edit, error) {
	edit := data.Edit{Label: "edit.found.dismiss"}
	for _, p := range c.Passages() {
		s, err := anchor.Make(a.Text, p.Find.Start, p.Find.End)
		if err != nil {
			return data.Edit{}, err
		}
		d := data.Dismissal{ID: data.NewID(), Article: a.ID, Anchor: s, EDTF: p.Find.Date.EDTF}
		edit.Dismissals = append(edit.Dismissals, data.Insert(d))
	}
	return edit, nil
}

// Restore returns the edit that brings a dismissed candidate back.
func (r *Review) Restore(c Candidate) data.Edit {
	edit := data.Edit{Label: "edit.found.restore"}
	seen := map[data.ID]bool{}
	for _, p := range c.Passages() {
		for _, d := range r.Rows[p.Find.Start] {
			if !seen[d.ID] {
				seen[d.ID] = true
				edit.Dismissals = append(edit.Dismissals, data.Delete(d))
			}
		}
	}
	return edit
}
