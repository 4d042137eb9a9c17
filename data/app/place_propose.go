package app

import (
	"context"
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/gazetteer"
	"tarikh.org/tarikh/data/text/anchor"
	"tarikh.org/tarikh/data/text/fold"
)

// PlaceProposal is a place that a source of an event names.
type PlaceProposal struct {
	gazetteer.Place
	Article data.ID
	Anchor  anchor.Selector // the words that name it
}

// mostPlaces is how many places are proposed for an event.
const mostPlaces = 4

// ProposePlaces returns the places that the passages of an event name, and then those that
// their articles say they come from: without those that are there already, and those that
// the reader has left. Errors: those of the store.
func ProposePlaces(ctx context.Context, store data.Store, g *gazetteer.Gazetteer, event data.ID, there []gazetteer.Place) ([]PlaceProposal, error) {
	excerpts, err := store.EventExcerpts(ctx, event)
	if err != nil {
		return nil, err
	}
	p := placesProposed{g: g, there: there, left: map[string]bool{}}
	var articles []data.Article
	for _, x := range excerpts {
		if slices.ContainsFunc(articles, func(a data.Article) bool { return a.ID == x.Article }) {
			continue
		}
		a, err := store.Article(ctx, x.Article)
		if err != nil {
			return nil, err
		}
		articles = append(articles, a)
		dismissals, err := store.Dismissals(ctx, a.ID)
		if err != nil {
			return nil, err
		}
		for _, d := range dismissals {
			if d.Event == event {
				p.leave(d.Anchor.Exact)
			}
		}
	}
	for _, x := range excerpts {
		a := &articles[slices.IndexFunc(articles, func(a data.Article) bool { return a.ID == x.Article })]
		for _, found := range g.In(x.Anchor.Exact) {
			p.add(found, a.ID, naming(a, x.Anchor, found))
		}
	}
	for i := range articles {
		a := &articles[i]
		if found, ok := g.Dateline(a.Text); ok {
			s, err := anchor.Make(a.Text, found.Start, found.End)
			if err != nil {
				return nil, err
			}
			p.add(found, a.ID, s)
		}
	}
	return p.all, nil
}

// naming is the selector of words that a passage names a place by: as the article has them,
// or if it has other words by now, as the passage has.
func naming(a *data.Article, passage anchor.Selector, found gazetteer.Found) anchor.Selector {
	text := a.Text
	if passage.Part == data.OfTitle {
		text = a.Title
	}
	at := passage.Start
	if passage.End > len(text) || text[passage.Start:passage.End] != passage.Exact {
		at = strings.Index(text, passage.Exact)
	}
	if at >= 0 {
		if s, err := anchor.Make(text, at+found.Start, at+found.End); err == nil {
			s.Part = passage.Part
			return s
		}
	}
	return anchor.Selector{Part: passage.Part, Start: passage.Start + found.Start, End: passage.Start + found.End, Exact: passage.Exact[found.Start:found.End]}
}

// placesProposed gathers proposals.
type placesProposed struct {
	g     *gazetteer.Gazetteer
	there []gazetteer.Place
	left  map[string]bool // names in their folded form, and IDs of the gazetteer
	all   []PlaceProposal
}

// leave leaves out what words name, in other words, too.
func (p *placesProposed) leave(words string) {
	p.left[fold.String(words)] = true
	for _, found := range p.g.In(words) {
		p.left[found.Places[0].ID] = true
	}
}

func (p *placesProposed) add(found gazetteer.Found, article data.ID, s anchor.Selector) {
	at := found.Places[0]
	same := func(o gazetteer.Place) bool { return o.Lat == at.Lat && o.Lon == at.Lon }
	switch {
	case len(p.all) == mostPlaces, p.left[at.ID], p.left[fold.String(s.Exact)], slices.ContainsFunc(p.there, same),
		slices.ContainsFunc(p.all, func(o PlaceProposal) bool { return same(o.Place) }):
		return
	}
	p.all = append(p.all, PlaceProposal{at, article, s})
}

// LeavePlace remembers that an event did not happen at a place that a source names, as one
// edit: it is not proposed for the event again.
func (l *Library) LeavePlace(ctx context.Context, event data.ID, p PlaceProposal) (data.Edit, error) {
	return l.Write(ctx, data.Edit{
		Label:      "edit.event.place.leave",
		Dismissals: []data.Change[data.Dismissal]{data.Insert(data.Dismissal{ID: data.NewID(), Article: p.Article, Anchor: p.Anchor, Event: event})},
	})
}
