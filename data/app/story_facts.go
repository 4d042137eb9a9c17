package app

import (
	"fmt"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/claims"
	"tarikh.org/tarikh/data/gazetteer"
	"tarikh.org/tarikh/data/propose/story"
)

// Shared is something that passages in two scripts both say: a name, or a figure.
type Shared struct {
	Name    string         // of somebody or of a place; "" for a figure
	Subject claims.Subject // of a figure
	Value   claims.Value
}

// storyFacts finds what passages say whatever their language.
type storyFacts struct {
	articles  []data.Article // by source
	entities  []data.Entity
	lang      string
	gazetteer *gazetteer.Gazetteer // nil until it is needed
	words     map[string]string    // by the keys of names: what is called so
	values    map[story.Fact]claims.Value
}

// leastFigure is the least figure that tells an event from others.
const leastFigure = 3

// of is story.Facts: names, places and exact figures.
func (s *storyFacts) of(reports []story.Report) [][]story.Fact {
	if s.gazetteer == nil {
		s.gazetteer = gazetteer.New()
	}
	texts := make([]string, len(reports))
	passages := make([]claims.Passage, len(reports))
	for i, r := range reports {
		a := s.articles[r.Source]
		texts[i] = a.Text[r.Start:r.End]
		passages[i] = claims.Passage{Text: texts[i], Lang: a.Lang, Published: a.Published}
	}
	out := make([][]story.Fact, len(reports))
	called := CalledIn(texts, s.entities, s.gazetteer, s.lang)
	for i, all := range called.In {
		for _, n := range all {
			f := story.Fact{Kind: story.FactName, Key: n.Key}
			if n.Kind == claims.OfPlace {
				if f.Kind = story.FactTown; isCountry(n) {
					f.Kind = story.FactCountry
				}
			}
			s.words[n.Key] = called.Words[n.Key]
			out[i] = append(out[i], f)
		}
	}
	for _, topic := range claims.Of(passages) {
		for _, c := range topic.Claims {
			v := c.Value
			if v.Name != "" || !v.Date.IsZero() || v.Lo != v.Hi || v.Lo < leastFigure || v.Vague != 0 || v.Approx {
				continue
			}
			v.AtLeast, v.AtMost = false, false
			f := story.Fact{Kind: story.FactFigure, Key: string(topic.Subject), Value: fmt.Sprintf("%g %s", v.Lo, v.Unit)}
			s.values[f] = v
			out[c.Passage] = append(out[c.Passage], f)
		}
	}
	return out
}

// isCountry reports whether a name is that of a country of the gazetteer.
func isCountry(n claims.Name) bool { return strings.HasPrefix(n.Key, "iso:") }

// shared are facts in words.
func (s *storyFacts) shared(facts []story.Fact) (out []Shared) {
	for _, f := range facts {
		if f.Kind == story.FactFigure {
			out = append(out, Shared{Subject: claims.Subject(f.Key), Value: s.values[f]})
		} else {
			out = append(out, Shared{Name: s.words[f.Key]})
		}
	}
	return out
}
