// Package gazetteer knows places by their names in English and Arabic: countries and
// territories, and the cities of more than 15,000 people.
//
// The one idea: a place is never more exact than its name. Each has a radius, the doubt
// that the name leaves, and a country is a wide one. What a name may mean is offered whole,
// the likeliest first; nothing is decided here. The data is packed in a file of half a
// megabyte (cmd/mapdata), which is read when something is first asked.
//
// Sources: GeoNames (cities, CC BY 4.0), Unicode CLDR and i18n-iso-countries (names of
// countries, and of the cities of time zones in Arabic), Natural Earth (extents). Which
// country a city is listed under is that of GeoNames and says nothing about whose it is.
package gazetteer

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"sync"

	"tarikh.org/tarikh/data/text/fold"
)

// Kind is what a place is.
type Kind uint8

// The kinds of places.
const (
	Country Kind = iota // or a territory
	City
	Capital
)

// Place is an entry.
type Place struct {
	ID         string // of its source: "iso:EG", "geonames:360630"; "" of typed coordinates
	Kind       Kind
	English    string
	Arabic     string   // "" where no Arabic name is known
	Others     []string // further names and spellings, in both scripts
	Country    string   // ISO 3166-1, two letters; "" where it is not said
	Lat, Lon   float64  // degrees, of the middle
	Radius     float64  // metres
	Population int      // 0: not known
}

// Name is the name in a language, "ar" or another; the English one where there is no Arabic.
func (p Place) Name(lang string) string {
	if lang == "ar" && p.Arabic != "" {
		return p.Arabic
	}
	return p.English
}

// Weight orders places by how likely a name means them.
func (p Place) Weight() int {
	switch p.Kind {
	case Country:
		return 1<<40 + p.Population
	case Capital:
		return 4 * max(p.Population, 100_000)
	default:
		return p.Population
	}
}

// named is a folded name of a place, by its index.
type named struct {
	folded string
	place  int32
}

// tables are what is read from the file.
type tables struct {
	places    []Place
	countries map[string]int32 // indexes of places, by code
	names     []named          // sorted
	longest   int              // words of a name at most
}

// Gazetteer is the built-in list of places. It is read on first use and safe for
// concurrent use after that.
type Gazetteer struct{ tables func() *tables }

// New returns the built-in gazetteer; nothing is read yet.
func New() *Gazetteer {
	return &Gazetteer{tables: sync.OnceValue(func() *tables {
		places, err := unpack(packed)
		if err != nil {
			panic("gazetteer: " + err.Error()) // it is a part of the program, and a test reads it
		}
		return index(places)
	})}
}

func index(places []Place) *tables {
	t := &tables{places: places, countries: map[string]int32{}}
	for i := range places {
		p := &places[i]
		if p.Kind == Country {
			t.countries[p.Country] = int32(i)
		} else {
			p.Radius = cityRadius(p.Population)
		}
		add := func(name string) {
			if f := folded(name); f != "" {
				t.names = append(t.names, named{f, int32(i)})
				t.longest = max(t.longest, strings.Count(f, " ")+1)
			}
		}
		add(p.English)
		add(p.Arabic)
		for _, o := range p.Others {
			add(o)
		}
	}
	slices.SortFunc(t.names, func(a, b named) int {
		return cmp.Or(strings.Compare(a.folded, b.folded), cmp.Compare(a.place, b.place))
	})
	t.names = slices.Compact(t.names)
	return t
}

// cityRadius is the radius of a circle in which people live as densely as in most cities,
// 4,000 on a square kilometre, and two kilometres at least.
func cityRadius(people int) float64 {
	return max(2000, math.Round(math.Sqrt(float64(people)/4000/math.Pi)*10)*100)
}

// folded is the form in which names are compared: folded words with one space between.
func folded(name string) string {
	words := make([]string, 0, 4)
	for w := range fold.Words(name) {
		words = append(words, w)
	}
	return strings.Join(words, " ")
}

// All yields no copy: the places by country and size, countries first. They are not to
// be changed.
func (g *Gazetteer) All() []Place { return g.tables().places }

// CountryOf returns the country that a place is listed under.
func (g *Gazetteer) CountryOf(p Place) (Place, bool) {
	t := g.tables()
	i, ok := t.countries[p.Country]
	if !ok || p.Kind == Country {
		return Place{}, false
	}
	return t.places[i], true
}

// Full is the name of a place with its country's, as one tells places of one name apart.
func (g *Gazetteer) Full(p Place, lang string) string {
	of, ok := g.CountryOf(p)
	if !ok {
		return p.Name(lang)
	}
	comma := ", "
	if lang == "ar" {
		comma = "، "
	}
	return p.Name(lang) + comma + of.Name(lang)
}
