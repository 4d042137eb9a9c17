package app

import (
	"context"
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/dates/find"
	"tarikh.org/tarikh/data/propose"
	"tarikh.org/tarikh/data/text/anchor"
)

// Proposals are the dates that an article names, and the events that they propose.
// They are immutable.
type Proposals struct {
	Article    data.ID
	Finds      []find.Find         // all that the text names, in its order
	Items      []propose.Item      // all that they propose, in the order of the text
	Candidates []propose.Candidate // those to be decided on
	Dismissed  []propose.Candidate
	Reported   int                // finds whose events are in the library already
	Partial    bool               // only the first maxSearched bytes were searched
	Known      map[data.ID]string // titles of the events that Candidates may name
	// Tracks are those that Candidates belong to by their words, as places in the columns,
	// by the Start of their finds.
	Tracks map[int]int

	of searched
}

// searched is the input that finds depend on.
type searched struct {
	hash      [sha256.Size]byte // of the text
	lang      string
	published dates.Date
}

// maxSearched is how many bytes of a text are searched for dates, which takes about 1.5
// seconds.
const maxSearched = 4 << 20

// Propose finds the events that an article of the library, given with its text, seems
// to report. columns are all events of the library; before, which may be nil, are
// earlier proposals: the finds in the same text are reused.
func (l *Library) Propose(ctx context.Context, a data.Article, columns data.Columns, before *Proposals) (*Proposals, error) {
	p := &Proposals{Article: a.ID, of: searched{a.Hash, a.Lang, a.Published}, Known: map[data.ID]string{}}
	text := a.Text
	if len(text) > maxSearched {
		p.Partial = true
		text = text[:strings.LastIndexByte(text[:maxSearched], '\n')+1]
	}
	if before != nil && before.of == p.of {
		p.Finds = before.Finds
	} else {
		p.Finds = find.Dates(text, find.Options{Lang: a.Lang, Published: a.Published})
	}
	r, err := readReview(ctx, l.Store, a)
	if err != nil {
		return nil, err
	}
	sorted := r.sort(p.Finds, nil)
	p.Reported = len(sorted.Reported)
	known, err := l.eventsNear(ctx, columns, sorted.Open)
	if err != nil {
		return nil, err
	}
	for _, c := range propose.Events(text, a.Blocks, p.Finds, propose.Options{Lang: a.Lang, Known: known}) {
		item := sorted.Item(c)
		p.Items = append(p.Items, item)
		switch item.Decision {
		case propose.Undecided:
			p.Candidates = append(p.Candidates, item.Candidate)
		case propose.Dismissed:
			p.Dismissed = append(p.Dismissed, item.Candidate)
		case propose.Accepted:
		}
	}
	for _, k := range known {
		p.Known[k.ID] = k.Title
	}
	if p.Tracks, err = l.suggest(ctx, text, columns, p.Candidates); err != nil {
		return nil, err
	}
	return p, ctx.Err()
}

// Of the events that begin within the date of a find, so many are compared with it,
// so many finds with events at all, and so many events that began before.
const (
	knownPerDate = 100
	knownDates   = 500
	knownLasting = 1000
)

// eventsNear returns the events at the time of finds: those that begin within their
// dates, and then those that last until then.
func (l *Library) eventsNear(ctx context.Context, columns data.Columns, finds []find.Find) ([]propose.Known, error) {
	library, err := l.Library(ctx)
	if err != nil {
		return nil, err
	}
	axis := library.Axis()
	spans := map[dates.Date]bool{}
	seen := map[int]bool{}
	var ids []data.ID
	var starts []int64 // of the dates
	take := func(place int) {
		if !seen[place] {
			seen[place] = true
			ids = append(ids, columns.IDs[place])
		}
	}
	for _, f := range finds {
		if spans[f.Date] || len(spans) == knownDates {
			continue
		}
		spans[f.Date] = true
		lo, hi := axis.Bounds(f.Date)
		starts = append(starts, lo)
		from, _ := slices.BinarySearch(columns.Lo, lo)
		for i := from; i < min(columns.Len(), from+knownPerDate) && columns.Lo[i] < hi; i++ {
			take(i)
		}
	}
	slices.Sort(starts)
	most := len(ids) + knownLasting
	at := 0 // the first start that is not before the event
	for i, lo := range columns.Lo {
		for at < len(starts) && starts[at] < lo {
			at++
		}
		if at == len(starts) || len(ids) == most {
			break
		}
		if starts[at] < columns.Hi[i] {
			take(i)
		}
	}
	captions, err := l.Captions(ctx, ids)
	if err != nil {
		return nil, err
	}
	known := make([]propose.Known, 0, len(captions))
	for i, c := range captions {
		known = append(known, propose.Known{ID: ids[i], Title: c.Title, Date: c.Date})
	}
	return known, nil
}

// review is what is known of the passages of an article in the library.
type review struct {
	article    data.Article
	text       *anchor.Text
	reports    []propose.Report
	dismissals []data.Dismissal
}

func readReview(ctx context.Context, store data.Store, a data.Article) (*review, error) {
	r := &review{article: a, text: anchor.NewText(a.Text)}
	excerpts, events, err := ReadExcerpts(ctx, store, a.ID)
	if err != nil {
		return nil, err
	}
	for i, x := range excerpts {
		if x.Doubt.State == data.Orphan || x.Anchor.Part != "" {
			continue
		}
		if m, ok := r.text.Resolve(x.Anchor); ok {
			r.reports = append(r.reports, propose.Report{Start: m.Start, End: m.End, Date: events[i].Date})
		}
	}
	r.dismissals, err = store.Dismissals(ctx, a.ID)
	return r, err
}

// sort divides the finds of the article into open, reported and dismissed ones, as if
// more passages reported events.
func (r *review) sort(finds []find.Find, more []propose.Report) propose.Review {
	return propose.Sort(r.text, finds, slices.Concat(r.reports, more), r.dismissals)
}

// reviewOf reads the present state of the article of proposals. data.ErrConflict if it
// has another text.
func (l *Library) reviewOf(ctx context.Context, p *Proposals) (*review, error) {
	a, err := l.Article(ctx, p.Article)
	if err != nil {
		return nil, err
	}
	if a.Hash != p.of.hash {
		return nil, fmt.Errorf("article %q has another text: %w", a.Title, data.ErrConflict)
	}
	return readReview(ctx, l.Store, a)
}
