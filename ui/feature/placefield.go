package feature

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data/gazetteer"
	"tarikh.org/tarikh/data/placing"
	"tarikh.org/tarikh/ui/control"
)

// PlaceField is where a place is typed, with what it may mean offered below, in both
// scripts. Before anything is typed, what a passage names is offered.
type PlaceField struct {
	Entry *control.Entry
	Root  *fyne.Container // the line and the offers

	kit     *control.Kit
	places  *gazetteer.Gazetteer
	named   []gazetteer.Place // in the passage
	offers  *control.Suggestions
	offered []gazetteer.Place
}

// mostOffered is how many places are offered.
const mostOffered = 6

// PlaceField makes a field with some words in it; passage is the text that the event was
// found in, "" for none.
func (h *Host) PlaceField(words, passage string) *PlaceField {
	k := h.Kit()
	f := &PlaceField{kit: k, places: h.Gazetteer, Entry: k.Entry(1, words, "")}
	f.offers = control.NewSuggestions(k, func(i int) {
		before, _ := f.last()
		f.Entry.SetText(before + f.name(f.offered[i]))
	})
	f.offers.Compact = true
	f.Root = control.Column(6, f.Entry, f.offers.Root)
	f.Entry.OnChanged = f.offer
	f.Entry.OnKey = f.offers.Key
	f.Entry.OnFocus = func(on bool) {
		if !on {
			return // the offers stay: a press on one of them takes the focus first
		}
		Background(h, func(context.Context) ([]gazetteer.Place, error) { return f.find(passage), nil }, func(found []gazetteer.Place, _ error) {
			if f.named = found; f.Entry.Text() == "" {
				f.offer("")
			}
		})
	}
	return f
}

// find reads the gazetteer, if nobody has, and finds what a passage names.
func (f *PlaceField) find(passage string) (all []gazetteer.Place) {
	for _, found := range f.places.In(passage) {
		if len(all) < mostOffered {
			all = append(all, found.Places[0])
		}
	}
	return all
}

func (f *PlaceField) offer(typed string) {
	if typed == "" {
		f.show(f.named)
		return
	}
	_, typed = f.last()
	found := f.places.Suggest(typed, mostOffered)
	if len(found) == 1 && f.name(found[0]) == typed {
		found = nil // it is chosen
	}
	f.show(found)
}

// last is what is typed before the last of several places, and that one.
func (f *PlaceField) last() (before, last string) {
	typed := f.Entry.Text()
	i := strings.LastIndexAny(typed, ";؛")
	if i < 0 {
		return "", typed
	}
	_, size := utf8.DecodeRuneInString(typed[i:])
	last = strings.TrimLeft(typed[i+size:], " ")
	return typed[:len(typed)-len(last)], last
}

// Wrong says what is wrong with what is typed, "" where nothing is: coordinates beyond the
// poles, or more than a turn around.
func (f *PlaceField) Wrong() string {
	for _, name := range placing.Names(f.Entry.Text()) {
		_, err := gazetteer.Coordinates(name)
		if beyond, ok := errors.AsType[*gazetteer.RangeError](err); ok {
			key := "place.range.lat"
			if beyond.Longitude {
				key = "place.range.lon"
			}
			return f.kit.T(key, "n", strconv.FormatFloat(beyond.Degrees, 'f', -1, 64))
		}
	}
	return ""
}

func (f *PlaceField) show(places []gazetteer.Place) {
	f.offered = places
	list := make([]control.Suggestion, len(places))
	for i, p := range places {
		list[i] = control.Suggestion{Text: p.Name(f.kit.Locale.Lang()), Detail: f.detail(p)}
	}
	f.offers.Show(list, -1)
	if d := f.kit.Dialogs.Top(); d != nil {
		d.Refit()
	}
}

// detail is the country of a place, or what it is, and its name in the other language.
func (f *PlaceField) detail(p gazetteer.Place) string {
	lang, other := f.kit.Locale.Lang(), p.Arabic
	if lang == "ar" {
		other = p.English
	}
	if other == p.Name(lang) {
		other = ""
	}
	of := ""
	switch country, ok := f.places.CountryOf(p); {
	case ok:
		of = country.Name(lang)
	case p.Kind == gazetteer.Country:
		of = f.kit.T("place.country")
	}
	return f.kit.Join(of, f.kit.Given(other))
}

// name is what is written for a place: with its country where the name alone may mean
// another one.
func (f *PlaceField) name(p gazetteer.Place) string {
	lang := f.kit.Locale.Lang()
	if known, _ := placing.Known(f.places, p.Name(lang)); known.ID == p.ID {
		return p.Name(lang)
	}
	return f.places.Full(p, lang)
}
