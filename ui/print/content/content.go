// Package content is what a chronology says, in words and in the order in which it is read:
// its title, its events by year, the passages that report them, notes, and the list of
// sources. Formats of documents print it, each in its own way.
//
// The one idea behind it: what is said is decided here once, for all formats; how it looks is
// decided there. An event is put into words when its format comes to it, so that a chronology
// of any length takes no more memory than what is taken of the library.
//
// Texts of the document's own are in its direction; what people wrote is between isolates in
// them (UAX #9). All other texts are as they were written, in lines without line ends.
package content

import (
	"cmp"
	"slices"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/ui/i18n"
)

// New is the chronology of what is taken, in its language, or in English. The error is that
// of the catalog of messages.
func New(from form.Taken) (*Content, error) {
	lang := from.Lang
	if !slices.Contains(i18n.Languages(), lang) {
		lang = i18n.English
	}
	locale, err := i18n.New(assets.Files, lang)
	if err != nil {
		return nil, err
	}
	c := &Content{
		From: from, Locale: locale, Axis: from.Library.Axis(), About: Paragraphs(from.Look.About), Author: form.Line(from.Look.Byline),
		Title:  cmp.Or(form.Line(from.Titled()), locale.T("page.chronology")),
		Tracks: map[data.ID]data.Track{}, articles: from.ArticlesByID(), numbers: map[data.ID]int{},
		pictures: map[data.ID][]data.Picture{},
	}
	for _, p := range from.Pictures {
		if of := cmp.Or(p.Event, p.Article); p.IsImage() && of != (data.ID{}) {
			c.pictures[of] = append(c.pictures[of], p)
		}
	}
	for _, t := range from.Tracks {
		c.Tracks[t.ID] = t
	}
	for i, a := range from.Articles {
		c.numbers[a.ID] = i + 1
		if a.Text != "" {
			c.Lost.Lose(form.LosesArticles, 1)
		}
	}
	c.sortEvents()
	c.Groups = c.grouped()
	c.sortNotes()
	return c, nil
}

func (c *Content) sortEvents() {
	for i := range c.From.Events {
		e := &c.From.Events[i]
		lo, hi := c.Axis.Bounds(e.Date)
		c.Events = append(c.Events, Event{e, lo, hi})
	}
	slices.SortStableFunc(c.Events, func(a, b Event) int { return cmp.Or(cmp.Compare(a.Moment(), b.Moment()), cmp.Compare(b.Hi, a.Hi)) })
}

// Made is who made the document, and when the library was edited last.
func (c *Content) Made() string {
	day := ""
	if d, err := dates.Parse(c.From.Edited.UTC().Format("2006-01-02")); err == nil {
		day = c.Locale.Date(d)
	}
	if by := c.Author; by != "" {
		return c.Locale.T("page.byline", "name", defused(by)) + " \u00b7 " + day
	}
	return day
}

// Told says how much is in the document, and of which time.
func (c *Content) Told() string {
	says := c.Locale.TN("page.events", len(c.Events))
	if n := len(c.From.Articles); n > 0 {
		says += " \u00b7 " + c.Locale.TN("page.sources", n)
	}
	if n := len(c.Events); n > 0 {
		first, last := c.Events[0].Moments()
		for _, e := range c.Events[1:] {
			lo, hi := e.Moments()
			first, last = min(first, lo), max(last, hi)
		}
		says += " \u00b7 " + c.Between(first, last)
	}
	return says
}

// OnTrack is how many of the events are on a track.
func (c *Content) OnTrack(track data.ID) (n int) {
	for _, e := range c.Events {
		if e.Track == track {
			n++
		}
	}
	return n
}

// Sections are the entries of the contents: those of Groups, then of the notes and of the
// sources where there are any.
func (c *Content) Sections() (all []Section) {
	for _, g := range c.Groups {
		all = append(all, Section{g.Name, c.Locale.TN("page.events", g.To-g.From)})
	}
	if n := len(c.Spans); n > 0 {
		all = append(all, Section{c.SpansTitle(), c.Locale.Count(n)})
	}
	if n := len(c.From.Articles); n > 0 {
		all = append(all, Section{c.SourcesTitle(), c.Locale.Count(n)})
	}
	return all
}

// SpansTitle is the heading of the notes on spans of time.
func (c *Content) SpansTitle() string { return c.Locale.T("page.spans") }

// SourcesTitle is the heading of the list of sources.
func (c *Content) SourcesTitle() string { return c.Locale.T("page.sources.title") }
