package sources

import (
	"cmp"
	"context"
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/claims"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/dates/find"
	"tarikh.org/tarikh/data/text/report"
	"tarikh.org/tarikh/data/verify"
)

// told is a passage that reports the event.
type told struct {
	data.Excerpt
	article data.Article // without its text
	what    report.Source
	date    dates.Date // that it gives: its own, else the event's
}

// comparison is an event with what its sources say, in the order of time.
type comparison struct {
	event   data.Event
	told    []told
	reports int // independent ones
	topics  []claims.Topic
	// spans are the places of claims in the words of each passage, agreeing and differing.
	spans [][]span
}

// span is bytes of a passage that say something of a topic.
type span struct {
	start, end int
	differs    bool
}

// read compares the sources of an event.
func read(ctx context.Context, store data.Store, id data.ID) (*comparison, error) {
	event, err := store.Event(ctx, id)
	if err != nil {
		return nil, err
	}
	excerpts, err := store.EventExcerpts(ctx, id)
	if err != nil {
		return nil, err
	}
	c := &comparison{event: event}
	texts := map[data.ID]data.Article{}
	for _, x := range excerpts {
		a, ok := texts[x.Article]
		if !ok {
			if a, err = store.Article(ctx, x.Article); err != nil {
				return nil, err
			}
			texts[x.Article] = a
		}
		one := told{Excerpt: x, article: a, date: x.Date}
		one.article.Text, one.article.Blocks = "", nil
		if one.date.IsZero() {
			one.date = event.Date
		}
		c.told = append(c.told, one)
	}
	slices.SortStableFunc(c.told, func(a, b told) int { return cmp.Compare(published(a), published(b)) })
	var passages []report.Passage
	var said []claims.Passage
	var from []int // of the passages of claims, in the words
	for _, t := range c.told {
		a := texts[t.Article]
		passages = append(passages, verify.Passage(a, verify.Lead(a.Text), t.Anchor.Exact))
		words := t.Anchor.Exact
		if text := a.Text; t.Anchor.Part == "" && t.Doubt.State == data.Sure && t.Anchor.End <= len(text) {
			start, end := claims.Extent(text, t.Anchor.Start, t.Anchor.End, find.Dates(text, find.Options{Lang: a.Lang, Published: a.Published}))
			words = text[start:end]
			from = append(from, t.Anchor.Start-start)
		} else {
			from = append(from, 0)
		}
		said = append(said, claims.Passage{Text: words, Lang: a.Lang, Published: a.Published})
	}
	for i, s := range report.Sources(passages) {
		c.told[i].what = s
		if s.Report == i {
			c.reports++
		}
	}
	c.spans = make([][]span, len(c.told))
	for _, t := range claims.Of(said) {
		if t.Subject == claims.Day {
			continue // the dates of an event are those of its passages, not all that they name
		}
		c.topics = append(c.topics, t)
		c.place(t, from)
	}
	return c, ctx.Err()
}

// published is when a source was published; those of which that is not known are last.
func published(t told) int64 {
	if t.article.Published.IsZero() {
		return 1 << 62
	}
	return t.article.Published.Lo
}

// place notes where passages say something of a topic that several speak of.
func (c *comparison) place(t claims.Topic, from []int) {
	if slices.IndexFunc(t.Claims, func(o claims.Claim) bool { return o.Passage != t.Claims[0].Passage }) < 0 {
		return
	}
	differs := t.Differ()
	for _, claim := range t.Claims {
		s := span{claim.Start - from[claim.Passage], claim.End - from[claim.Passage], differs}
		over := func(o span) bool { return s.start < o.end && o.start < s.end }
		if words := c.told[claim.Passage].Anchor.Exact; s.start >= 0 && s.end <= len(words) && !slices.ContainsFunc(c.spans[claim.Passage], over) {
			c.spans[claim.Passage] = append(c.spans[claim.Passage], s)
		}
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
