package library

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/text/wording"
	"tarikh.org/tarikh/data/verify"
)

// ExcerptView is an excerpt with the article it is from (without its text).
type ExcerptView struct {
	data.Excerpt
	Source data.Article
}

// EventView is an event and what belongs to it.
type EventView struct {
	data.Event
	TrackRow data.Track
	Excerpts []ExcerptView // in order of time, see app.Earlier
	First    int           // how many of them may be the first, see app.FirstOf
	Best     int           // the place of the one that is read first: in the language of the interface
	Missing  int           // excerpts that are not shown: their article is not in the library
	Notes    []data.Annotation
	Names    wording.Names // of the library, where a passage is in doubt
	Standing verify.Standing
	Linked   []data.ID // the excerpts that the sources of Standing are

	links []verify.Link
}

// SourceOf is what an excerpt is to the state of the event.
func (v *EventView) SourceOf(excerpt data.ID) verify.Source {
	if i := slices.Index(v.Linked, excerpt); i >= 0 {
		return v.Standing.Sources[i]
	}
	return verify.Source{}
}

// ArticleExcerpt is an excerpt with the event that it reports.
type ArticleExcerpt struct {
	data.Excerpt
	EventRow data.Event
	TrackRow data.Track
}

// ArticleView is an article with its text and what belongs to it.
type ArticleView struct {
	data.Article
	Excerpts []ArticleExcerpt
	Missing  int // excerpts that are not shown: their event is not in the library
	Notes    []data.Annotation
	Names    wording.Names // of the library, where a passage is in doubt
}

func readEvent(ctx context.Context, store data.Store, n *Snapshot, id data.ID, lang string) (*EventView, error) {
	e, err := store.Event(ctx, id)
	if err != nil {
		return nil, err
	}
	v := &EventView{Event: e, TrackRow: trackOf(n.Tracks, e.Track)}
	excerpts, err := store.EventExcerpts(ctx, id)
	if err != nil {
		return nil, err
	}
	for _, x := range excerpts {
		i := slices.IndexFunc(n.Articles, func(a data.Article) bool { return a.ID == x.Article })
		if i >= 0 {
			v.Excerpts = append(v.Excerpts, ExcerptView{x, n.Articles[i]})
			continue
		}
		a, err := store.Article(ctx, x.Article) // perhaps added since the articles were listed
		switch a.Text = ""; {
		case errors.Is(err, data.ErrNotFound):
			v.Missing++
		case err != nil:
			return nil, err
		default:
			v.Excerpts = append(v.Excerpts, ExcerptView{x, a})
		}
	}
	v.order(app.Clock(n.Axis))
	v.prefer(lang)
	if v.Linked, v.links, err = app.Links(ctx, store, app.Clock(n.Axis), excerpts); err != nil {
		return nil, err
	}
	v.Standing = verify.Of(v.Verdict, v.links)
	if v.Notes, err = store.EventAnnotations(ctx, id); err != nil {
		return nil, err
	}
	if slices.ContainsFunc(v.Excerpts, func(x ExcerptView) bool { return x.Doubt.State == data.CheckMe }) || inDoubt(v.Notes) {
		v.Names, err = app.Names(ctx, store)
	}
	return v, err
}

// order puts the passages in order of time.
func (v *EventView) order(clock dates.Axis) {
	slices.SortStableFunc(v.Excerpts, func(a, b ExcerptView) int { return app.Earlier(clock, a.Source, b.Source) })
	sources := make([]data.Article, len(v.Excerpts))
	for i, x := range v.Excerpts {
		sources[i] = x.Source
	}
	v.First = app.FirstOf(clock, sources)
}

// prefer takes the first passage in a language for the one that is read first, else the first
// of all.
func (v *EventView) prefer(lang string) {
	v.Best = max(slices.IndexFunc(v.Excerpts, func(x ExcerptView) bool { return x.Source.Lang == lang }), 0)
}

// inDoubt reports whether the passage of one of some notes is to be checked.
func inDoubt(notes []data.Annotation) bool {
	return slices.ContainsFunc(notes, func(n data.Annotation) bool { return n.Doubt.State == data.CheckMe })
}

// changed returns the view after a change of rows, without reading; false where it
// is to be read again.
func (v *EventView) changed(c Change, n *Snapshot) (*EventView, bool) {
	if c.Has(data.KindExcerpt, data.KindTrack, data.KindLibrary) || // which names the clock
		slices.ContainsFunc(v.Excerpts, func(x ExcerptView) bool { return c.Row(data.KindArticle, x.Article) }) {
		return nil, false
	}
	next := v
	own := func() {
		if next == v {
			copied := *v
			next = &copied
		}
	}
	if belongs := func(a data.Annotation) bool { return a.Event == v.ID }; c.note(v.Notes, belongs) {
		own()
		next.Notes = c.renote(v.Notes, belongs, byTime)
		if inDoubt(next.Notes) && !inDoubt(v.Notes) {
			return nil, false // without names
		}
	}
	if c.Row(data.KindEvent, v.ID) {
		row := c.Event(v.ID)
		if row == nil {
			return nil, false
		}
		own()
		next.Event, next.TrackRow = *row, trackOf(n.Tracks, row.Track)
		next.Standing = verify.Of(next.Verdict, next.links)
	}
	return next, true
}

// byTime is the order of the notes on an event, byPlace of those in an article; replies
// follow all others in both.
func byTime(a, b data.Annotation) int {
	return cmp.Or(afterReplies(a, b), cmp.Compare(a.Created, b.Created), slices.Compare(a.ID[:], b.ID[:]))
}

func byPlace(a, b data.Annotation) int {
	if a.Parent == (data.ID{}) && b.Parent == (data.ID{}) {
		if at := a.Anchor.Compare(b.Anchor); at != 0 {
			return at
		}
	}
	return byTime(a, b)
}

// afterReplies sorts replies after the notes that they answer.
func afterReplies(a, b data.Annotation) int {
	switch reply, other := a.Parent != (data.ID{}), b.Parent != (data.ID{}); {
	case reply && !other:
		return 1
	case other && !reply:
		return -1
	}
	return 0
}

func readArticle(ctx context.Context, store data.Store, n *Snapshot, id data.ID) (*ArticleView, error) {
	a, err := store.Article(ctx, id)
	if err != nil {
		return nil, err
	}
	return readOnArticle(ctx, store, n, a)
}

// readOnArticle reads what belongs to an article.
func readOnArticle(ctx context.Context, store data.Store, n *Snapshot, a data.Article) (*ArticleView, error) {
	v := &ArticleView{Article: a}
	excerpts, events, err := app.ReadExcerpts(ctx, store, a.ID)
	if err != nil {
		return nil, err
	}
	for i, x := range excerpts {
		if events[i].ID == (data.ID{}) {
			v.Missing++
			continue
		}
		if !a.Awaits(x.Anchor) && !within(a.In(x.Anchor), x.Anchor.Start, x.Anchor.End) {
			x.Doubt = data.Doubt{State: data.Orphan}
		}
		v.Excerpts = append(v.Excerpts, ArticleExcerpt{x, events[i], trackOf(n.Tracks, events[i].Track)})
	}
	if v.Notes, err = store.ArticleAnnotations(ctx, a.ID); err != nil {
		return nil, err
	}
	v.keepNotesWithin()
	if slices.ContainsFunc(v.Excerpts, func(x ArticleExcerpt) bool { return x.Doubt.State == data.CheckMe }) || inDoubt(v.Notes) {
		v.Names, err = app.Names(ctx, store)
	}
	return v, err
}

// keepNotesWithin makes orphans of the notes whose passage is not within the text.
func (v *ArticleView) keepNotesWithin() {
	for i, note := range v.Notes {
		if note.OnPassage() && !v.Awaits(note.Anchor) && !within(v.In(note.Anchor), note.Anchor.Start, note.Anchor.End) {
			v.Notes[i].Doubt = data.Doubt{State: data.Orphan}
		}
	}
}

// changed is like EventView.changed.
func (v *ArticleView) changed(c Change, n *Snapshot) (*ArticleView, bool) {
	if c.Has(data.KindExcerpt, data.KindTrack) || c.Row(data.KindArticle, v.ID) {
		return nil, false
	}
	next := v
	own := func() {
		if next == v {
			copied := *v
			copied.Excerpts = slices.Clone(v.Excerpts)
			next = &copied
		}
	}
	if belongs := func(a data.Annotation) bool { return a.Article == v.ID }; c.note(v.Notes, belongs) {
		own()
		next.Notes = c.renote(v.Notes, belongs, byPlace)
		next.keepNotesWithin()
		if inDoubt(next.Notes) && !inDoubt(v.Notes) {
			return nil, false // without names
		}
	}
	for i, x := range v.Excerpts {
		if !c.Row(data.KindEvent, x.Event) {
			continue
		}
		row := c.Event(x.Event)
		if row == nil {
			return nil, false
		}
		own()
		next.Excerpts[i].EventRow, next.Excerpts[i].TrackRow = *row, trackOf(n.Tracks, row.Track)
	}
	return next, true
}

// within reports whether a passage lies in a text: in a damaged library, or one
// from elsewhere, it need not.
func within(text string, start, end int) bool { return 0 <= start && start <= end && end <= len(text) }

func trackOf(tracks []data.Track, id data.ID) data.Track {
	if i := slices.IndexFunc(tracks, func(t data.Track) bool { return t.ID == id }); i >= 0 {
		return tracks[i]
	}
	return data.Track{}
}
