// Package placing says where the events of a library happened.
//
// The one idea: what a person has decided comes first, the place that an event mentions
// with its position; where there is none, the words of its field are looked up in the
// gazetteer, and only a name that means one place is taken. What may mean several, and
// what no list knows, is told apart and is nowhere until somebody says.
package placing

import (
	"cmp"
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/gazetteer"
)

// Site is a place on the map.
type Site struct {
	Entity   data.ID // its row; zero: it is known from the words of events alone
	Name     string  // as the library has it
	English  string  // its name in that language, "" where that is not known
	Arabic   string  // the same
	Lat, Lon float64
	Radius   float64 // metres of doubt
	// Words are the names, or the fields of events, by which alone it is known; none where
	// its position is in the library.
	Words []string
}

// In is the name in a language, "ar" or another; the one that the library has where there
// is none in it.
func (s Site) In(lang string) string {
	if lang == "ar" {
		return cmp.Or(s.Arabic, s.Name)
	}
	return cmp.Or(s.English, s.Name)
}

// Placing is where the events of a library are.
type Placing struct {
	Sites  []Site
	Events map[data.ID][]int32 // the places of an event in Sites, in their order
	// Words are what the fields of events say that are nowhere.
	Words map[data.ID]string
}

// A meaning of a name is taken for it where the next one has likelier times less weight, or
// is no city that is written about: London is that of England and Geneva that of
// Switzerland, and which Tripoli is meant is not for us to say.
const likelier, writtenAbout = 25, 100_000

// Known looks a name up: the one place that it means, or what it may mean.
func Known(g *gazetteer.Gazetteer, name string) (place gazetteer.Place, may []gazetteer.Place) {
	if p, err := gazetteer.Coordinates(name); err == nil {
		return p, nil
	}
	all := g.Named(name)
	switch {
	case len(all) == 0:
		return place, nil
	case len(all) == 1, all[0].Kind == gazetteer.Country, all[0].Weight() >= likelier*all[1].Weight(),
		all[0].Population >= writtenAbout && all[1].Population < writtenAbout:
		return all[0], nil
	}
	return place, all
}

// Builder puts a Placing together. It keeps what names mean from one to the next.
type Builder struct {
	gazetteer *gazetteer.Gazetteer
	meanings  map[string][]gazetteer.Place // of fields
	names     map[string]gazetteer.Place   // of places
	sites     map[string]int32
	made      Placing
}

// NewBuilder begins a Placing.
func NewBuilder(g *gazetteer.Gazetteer) *Builder {
	return &Builder{
		gazetteer: g, meanings: map[string][]gazetteer.Place{}, names: map[string]gazetteer.Place{}, sites: map[string]int32{},
		made: Placing{Events: map[data.ID][]int32{}, Words: map[data.ID]string{}},
	}
}

// Mentioned adds a place that an event mentions: where it is, or what its name means. What
// an event mentions goes before what its field says.
func (b *Builder) Mentioned(event data.ID, place data.Entity) {
	s := Site{Entity: place.ID, Name: place.Name, Lat: place.Position.Lat, Lon: place.Position.Lon, Radius: place.Position.Radius}
	for _, n := range place.Names {
		switch n.Lang {
		case "ar":
			s.Arabic = cmp.Or(s.Arabic, n.Text)
		case "en":
			s.English = cmp.Or(s.English, n.Text)
		}
	}
	if place.Position.IsZero() {
		if _, done := b.sites[place.ID.String()]; !done {
			p := b.known(place.Name)
			if p.English == "" {
				b.made.Words[event] = place.Name
				return
			}
			s.Lat, s.Lon, s.Radius, s.English, s.Arabic = p.Lat, p.Lon, p.Radius, cmp.Or(s.English, p.English), cmp.Or(s.Arabic, p.Arabic)
		}
	}
	delete(b.made.Words, event)
	b.at(event, place.ID.String(), s, place.Position.IsZero(), place.Name)
}

// known is the one place that a name means, the zero Place if there is none.
func (b *Builder) known(name string) gazetteer.Place {
	p, ok := b.names[name]
	if !ok {
		p, _ = Known(b.gazetteer, name)
		b.names[name] = p
	}
	return p
}

// Said adds what the field of an event says. Several places have semicolons,
// commas or "and" between them, and each part is known as a place.
func (b *Builder) Said(event data.ID, words string) {
	words = strings.TrimSpace(words)
	if _, done := b.made.Events[event]; done || words == "" {
		return
	}
	places, ok := b.meanings[words]
	if !ok {
		places = b.meaning(words)
		b.meanings[words] = places
	}
	if len(places) == 0 {
		b.made.Words[event] = words
		return
	}
	delete(b.made.Words, event)
	for _, p := range places {
		name := p.English
		if len(places) == 1 && !strings.ContainsFunc(words, func(r rune) bool { return strings.ContainsRune(",،", r) }) {
			name = words
		} else if strings.Contains(words, p.Arabic) && p.Arabic != "" {
			name = p.Arabic
		}
		b.at(event, p.ID+"\x00"+name, Site{Name: name, English: p.English, Arabic: p.Arabic, Lat: p.Lat, Lon: p.Lon, Radius: p.Radius}, true, words)
	}
}

// at places an event at a site, which is made once; known by some words alone, or not.
func (b *Builder) at(event data.ID, key string, s Site, alone bool, words string) {
	n, ok := b.sites[key]
	if !ok {
		n = int32(len(b.made.Sites))
		b.sites[key] = n
		b.made.Sites = append(b.made.Sites, s)
	}
	if site := &b.made.Sites[n]; alone && !slices.Contains(site.Words, words) {
		site.Words = append(site.Words, words)
	}
	if slices.Contains(b.made.Events[event], n) {
		return
	}
	b.made.Events[event] = append(b.made.Events[event], n)
}

// mostNamed is how many places the words of one field name at most.
const mostNamed = 12

func (b *Builder) meaning(words string) []gazetteer.Place {
	if p, _ := Known(b.gazetteer, words); p.English != "" {
		return []gazetteer.Place{p}
	}
	joined := strings.NewReplacer(" and ", ";", " & ", ";", " و", ";").Replace(words)
	for _, in := range []struct{ words, marks string }{{words, ";؛·"}, {words, ",،/;؛·"}, {joined, ",،/;؛·"}} {
		parts := strings.FieldsFunc(in.words, func(r rune) bool { return strings.ContainsRune(in.marks, r) })
		if len(parts) < 2 || len(parts) > mostNamed {
			continue
		}
		parts = slices.DeleteFunc(parts, byMeans)
		var all []gazetteer.Place
		for _, part := range parts {
			if p, _ := Known(b.gazetteer, strings.TrimSpace(part)); p.English != "" {
				all = append(all, p)
			}
		}
		if len(all) == len(parts) {
			return all
		}
	}
	return nil
}

// byMeans reports whether a part says how, and not where: "by video", «عبر الفيديو».
func byMeans(part string) bool {
	part = strings.ToLower(strings.TrimSpace(part))
	for _, first := range []string{"by ", "via ", "online", "عبر "} {
		if strings.HasPrefix(part, first) {
			return true
		}
	}
	return false
}

// Done is what was put together.
func (b *Builder) Done() Placing { return b.made }
