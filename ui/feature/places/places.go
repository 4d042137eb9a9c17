// Package places goes back to where a person was, and on again: the event, the article
// to the pixel, the passage or note, and the search.
//
// The one idea behind it: a place is remembered when it is left, so what is done there
// makes no step of its own, and going back shows it as it was last seen.
package places

import (
	"slices"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/text"
)

// Reader shows the open article.
type Reader interface {
	Place() text.Place // of its text in the view
	Return(text.Place)
}

// Search is the field of the search.
type Search interface {
	Typed() string
	Type(words string)
}

// place is where a person was.
type place struct {
	library.Visit
	at     text.Place // of the article's text
	search string
}

// most is how many places are remembered in each direction.
const most = 200

// Feature is the places of the open library.
type Feature struct {
	host     *feature.Host
	reader   Reader
	search   Search
	back, on []place // the nearest last
}

var _ feature.Feature = (*Feature)(nil)

// New makes the feature.
func New(h *feature.Host, r Reader, s Search) *Feature {
	f := &Feature{host: h, reader: r, search: s}
	h.Library.OnLeaving(f.left)
	h.Library.Subscribe(func(c library.Change) {
		if c.Kind == library.Closed {
			f.back, f.on = nil, nil
		}
	})
	return f
}

// Commands are those of feature.Feature: the keys point to where the past is on the
// screen.
func (f *Feature) Commands() []command.Command {
	past, later := fyne.KeyLeft, fyne.KeyRight
	if f.host.Kit().RTL() {
		past, later = later, past
	}
	alt := func(name fyne.KeyName) []command.Key { return []command.Key{{Name: name, Mod: fyne.KeyModifierAlt}} }
	return []command.Command{
		{ID: "place.back", Title: "command.place.back", Keys: alt(past), Enabled: func() bool { return len(f.back) > 0 }, Run: func() { f.step(&f.back, &f.on) }},
		{ID: "place.on", Title: "command.place.on", Keys: alt(later), Enabled: func() bool { return len(f.on) > 0 }, Run: func() { f.step(&f.on, &f.back) }},
	}
}

// Relocale is that of feature.Feature: nothing of it is shown.
func (f *Feature) Relocale() {}

// now is the place where the person is.
func (f *Feature) now(v library.Visit) place {
	p := place{Visit: v, search: f.search.Typed()}
	if v.Article != (data.ID{}) {
		p.at = f.reader.Place()
	}
	return p
}

// left remembers a place that is about to be left. Before the first one there is nothing
// to go back to.
func (f *Feature) left(d library.Departure) {
	if d.Passing {
		return
	}
	p := f.now(d.Visit)
	if n := len(f.back); n == 0 && p == (place{}) || n > 0 && f.back[n-1] == p {
		return
	}
	f.back, f.on = push(f.back, p), nil
}

// step goes to the nearest of some places, and remembers this one for the way back.
func (f *Feature) step(from, to *[]place) {
	l, n := f.host.Library, len(*from)-1
	p, here := (*from)[n], f.now(l.Visit())
	*from, *to = (*from)[:n], push(*to, here)
	if p.search != here.search {
		f.search.Type(p.search)
	}
	l.Return(p.Visit, func() {
		if a := l.Article(); a != nil && a.ID == p.Article {
			f.reader.Return(p.at)
		}
	})
}

func push(places []place, p place) []place {
	if len(places) == most {
		places = slices.Delete(places, 0, 1)
	}
	return append(places, p)
}
