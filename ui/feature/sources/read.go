package sources

import (
	"context"
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/claims"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/dates/find"
	"tarikh.org/tarikh/data/gazetteer"
	"tarikh.org/tarikh/data/text/report"
	"tarikh.org/tarikh/data/text/wording"
	"tarikh.org/tarikh/data/verify"
)

// told is a passage that reports the event.
type told struct {
	data.Excerpt
	article data.Article // without its text
	what    report.Source
	date    dates.Date // that it gives: its own, else the event's
	nearest wording.Nearness
}

// comparison is an event with what its sources say, in the order of time.
type comparison struct {
	event   data.Event
	clock   dates.Axis // by which they are in order
	told    []told
	first   int // how many may be the first
	reports int // independent ones that count
	topics  []claims.Topic
	called  map[string]string // by the keys of names
	// spans are the places of claims in the words of each passage, agreeing and differing,
	// and of the words by which it differs from the passage that it is nearest to.
	spans [][]span
}

// span is bytes of a passage that say something of a topic, or differ from other words.
type span struct {
	start, end int
	differs    bool // from what others claim
	reworded   bool // from the words of the nearest passage
}

// reader is what passages are read with.
type reader struct {
	gazetteer *gazetteer.Gazetteer
	lang      string // of the interface
}

// read compares the sources of an event.
func (r reader) read(ctx context.Context, store data.Store, id data.ID) (*comparison, error) {
	event, err := store.Event(ctx, id)
	if err != nil {
		return nil, err
	}
	library, err := store.Library(ctx)
	if err != nil {
		return nil, err
	}
	c := &comparison{event: event, clock: app.Clock(library.Axis())}
	texts, err := c.passages(ctx, store)
	if err != nil {
		return nil, err
	}
	entities, err := store.Entities(ctx)
	if err != nil {
		return nil, err
	}
	names, err := app.Names(ctx, store)
	if err != nil {
		return nil, err
	}
	c.judge(texts, names)
	c.spans = make([][]span, len(c.told))
	if err := c.claim(ctx, texts, func(words []string) app.Called { return app.CalledIn(words, entities, r.gazetteer, r.lang) }); err != nil {
		return nil, err
	}
	c.reword()
	return c, ctx.Err()
}

// reword marks the words by which passages differ from those that they are nearest to; not
// those of a date that the other gives in other words.
func (c *comparison) reword() {
	dated := func(t told) []find.Find {
		return find.Dates(t.Anchor.Exact, find.Options{Lang: t.article.Lang, Published: t.article.Published})
	}
	for i := range c.told {
		t := &c.told[i]
		if len(t.nearest.Changes) == 0 {
			continue
		}
		own, other := dated(*t), dated(c.told[t.nearest.To])
		t.nearest.Changes = slices.DeleteFunc(t.nearest.Changes, func(change wording.Change) bool {
			within := slices.IndexFunc(own, func(f find.Find) bool { return f.Start <= change.New.Start && change.New.End <= f.End })
			return within >= 0 && slices.ContainsFunc(other, func(f find.Find) bool { return f.Date == own[within].Date })
		})
		for _, change := range t.nearest.Changes {
			c.mark(i, span{start: change.New.Start, end: change.New.End, reworded: true})
		}
	}
}

// passages reads them, in order of time, and returns the articles with their texts.
func (c *comparison) passages(ctx context.Context, store data.Store) (map[data.ID]data.Article, error) {
	excerpts, err := store.EventExcerpts(ctx, c.event.ID)
	if err != nil {
		return nil, err
	}
	texts := map[data.ID]data.Article{}
	for _, x := range excerpts {
		a, ok := texts[x.Article]
		if !ok {
			if a, err = store.Article(ctx, x.Article); err != nil {
				return nil, err
			}
			texts[x.Article] = a
		}
		one := told{Excerpt: x, article: a, date: x.DateAsTold(c.event)}
		one.article.Text, one.article.Blocks = "", nil
		c.told = append(c.told, one)
	}
	slices.SortStableFunc(c.told, func(a, b told) int { return app.Earlier(c.clock, a.article, b.article) })
	var articles []data.Article
	for _, t := range c.told {
		articles = append(articles, t.article)
	}
	c.first = app.FirstOf(c.clock, articles)
	return texts, nil
}

// judge tells which of the passages that count are one report, as the card of the event
// does, and which have nearly the same words.
func (c *comparison) judge(texts map[data.ID]data.Article, names wording.Names) {
	var links []verify.Link
	var words []string
	for _, t := range c.told {
		a := texts[t.Article]
		links = append(links, verify.Link{Verdict: t.Verdict, Doubt: t.Doubt.State, Passage: verify.Passage(a, verify.Lead(a.Text), t.Anchor.Exact)})
		words = append(words, t.Anchor.Exact)
	}
	standing := verify.Of(c.event.Verdict, links)
	c.reports = standing.Reports
	for i, s := range standing.Sources {
		if c.told[i].what = s.Report; s.Without != verify.Counts {
			c.told[i].what = report.Source{Of: i, Quotes: -1}
		}
	}
	for i, n := range wording.Nearest(words, names) {
		c.told[i].nearest = n
	}
}

// claim finds what the passages claim.
func (c *comparison) claim(ctx context.Context, texts map[data.ID]data.Article, named func([]string) app.Called) error {
	var extents []string
	var said []claims.Passage
	var from []int // of the passages of claims, in the words
	for _, t := range c.told {
		if err := ctx.Err(); err != nil {
			return err
		}
		a := texts[t.Article]
		words, at := t.Anchor.Exact, 0
		if text := a.Text; t.Anchor.Part == "" && t.Doubt.State == data.Sure && t.Anchor.End <= len(text) {
			start, end := claims.Extent(text, t.Anchor.Start, t.Anchor.End, find.Dates(text, find.Options{Lang: a.Lang, Published: a.Published}))
			words, at = text[start:end], t.Anchor.Start-start
		}
		from = append(from, at)
		extents = append(extents, words)
		said = append(said, claims.Passage{Text: words, Lang: a.Lang, Published: a.Published})
	}
	called := named(extents)
	for i, all := range called.In {
		said[i].Names = all
	}
	c.called = called.Words
	for _, t := range claims.Of(said) {
		if t.Subject == claims.Day {
			continue // the dates of an event are those of its passages, not all that they name
		}
		c.topics = append(c.topics, t)
		c.place(t, from)
	}
	return nil
}

// place notes where passages say something of a topic that several speak of; of names and
// places only where they differ.
func (c *comparison) place(t claims.Topic, from []int) {
	differs := t.Differ()
	if named := t.Subject == claims.Place || t.Subject == claims.Named; named && !differs || slices.IndexFunc(t.Claims, func(o claims.Claim) bool { return o.Passage != t.Claims[0].Passage }) < 0 {
		return
	}
	for _, claim := range t.Claims {
		c.mark(claim.Passage, span{start: claim.Start - from[claim.Passage], end: claim.End - from[claim.Passage], differs: differs})
	}
}

// mark adds a span of the words of a passage where none is yet.
func (c *comparison) mark(passage int, s span) {
	over := func(o span) bool { return s.start < o.end && o.start < s.end }
	if words := c.told[passage].Anchor.Exact; s.start >= 0 && s.start < s.end && s.end <= len(words) && !slices.ContainsFunc(c.spans[passage], over) {
		c.spans[passage] = append(c.spans[passage], s)
	}
}

// dates are those that passages give, each once, in the order of time, with who gives them.
func (c *comparison) dates() (all []dates.Date, by [][]int) {
	for i, t := range c.told {
		at := slices.IndexFunc(all, func(d dates.Date) bool { return d.EDTF == t.date.EDTF })
		if at < 0 {
			at, all, by = len(all), append(all, t.date), append(by, nil)
		}
		by[at] = append(by[at], i)
	}
	return all, by
}

// carried is what the event carries of a subject, the zero Claim where that is not decided.
func (c *comparison) carried(subject claims.Subject) data.Claim {
	for _, one := range c.event.Claims {
		if one.Subject == string(subject) {
			return one
		}
	}
	return data.Claim{}
}
