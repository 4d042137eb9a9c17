package names

import "tarikh.org/tarikh/data/gazetteer"

// manyPeople is how many people a city has at least whose name is taken for it: names of
// smaller ones are those of persons far more often.
const manyPeople = 100_000

// WellKnown reports whether a name is that of a country or of a large city.
func WellKnown(g *gazetteer.Gazetteer, name string) bool {
	for _, p := range g.Named(name) {
		if p.Kind != gazetteer.City || p.Population >= manyPeople {
			return true
		}
	}
	return false
}
