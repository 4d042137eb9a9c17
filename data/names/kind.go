package names

import (
	"strings"

	"tarikh.org/tarikh/data/gazetteer"
)

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

// KindOf guesses what has a name: a body, by the words that name bodies, else a person.
func KindOf(name string) Kind {
	if _, ok := bodies()[Key(name)]; ok {
		return Organisation
	}
	s := &scan{Finder: New(nil, nil), text: name, tokens: tokens(name)}
	if len(s.tokens) == 0 {
		return Person
	}
	if t := s.tokens[0]; t.arabic {
		if word := strings.TrimPrefix(t.word, "ال"); bodiesAr()[word] != 0 && len(s.tokens) > 1 {
			return Organisation
		}
		return Person
	}
	_, body := s.bodyWord(0, len(s.tokens))
	if t := s.tokens[0]; body || len(s.tokens) == 1 && t.upper && runes(t.word) <= 6 {
		return Organisation
	}
	return Person
}
