package app

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/claims"
	"tarikh.org/tarikh/data/gazetteer"
	"tarikh.org/tarikh/data/names"
	"tarikh.org/tarikh/data/text/fold"
)

// Called are the persons, bodies and places that some passages name: those that the library
// has, those that the passages tell to be names, and places that the gazetteer knows.
type Called struct {
	In    [][]claims.Name   // by passage, in its order
	Words map[string]string // by the keys of names: what is called so, as the library has it
}

// CalledIn finds who and what passages name; lang is the language in which places are called.
func CalledIn(texts []string, entities []data.Entity, g *gazetteer.Gazetteer, lang string) Called {
	c := caller{gazetteer: g, lang: lang, places: map[string]claims.Name{}, words: map[string]string{}}
	var known []names.Known
	for _, e := range entities {
		if e.Type == data.Place {
			c.addPlace(e)
			continue
		}
		known = append(known, names.Known{Kind: names.Kind(e.Type), Called: e.Called()})
	}
	finder := names.New(known, func(name string) bool { return names.WellKnown(g, name) })
	for _, text := range texts {
		finder.Add(text)
	}
	out := make([][]claims.Name, len(texts))
	for _, p := range finder.Proposals() {
		c.propose(out, p)
	}
	for i, text := range texts {
		out[i] = c.placesIn(text, out[i])
		slices.SortFunc(out[i], func(a, b claims.Name) int { return cmp.Compare(a.Start, b.Start) })
	}
	return Called{out, c.words}
}

// caller finds names.
type caller struct {
	gazetteer *gazetteer.Gazetteer
	lang      string
	places    map[string]claims.Name // of the library, by their folded names; without where they are
	longest   int                    // words of a name of one
	words     map[string]string
}

// seenTwice is in how many passages a name is that nothing but its letters tells.
const seenTwice = 2

// propose adds what names a person or a body, where it is sure enough.
func (c *caller) propose(out [][]claims.Name, p names.Proposal) {
	if !p.Sure() && (len(p.May) > 0 || p.Texts < seenTwice) {
		return
	}
	kind := claims.OfPerson
	if p.Kind == names.Organisation {
		kind = claims.OfBody
	}
	key := names.Key(p.Name)
	if p.Alike != "" { // one key for both scripts
		key = min(key, names.Key(p.Alike))
	}
	if c.words[key] == "" || p.Known >= 0 {
		c.words[key] = p.Name
	}
	for _, at := range p.Passages {
		if !overlaps(out[at.Text], at.Start, at.End) {
			out[at.Text] = append(out[at.Text], claims.Name{Start: at.Start, End: at.End, Key: key, Kind: kind})
		}
	}
}

func overlaps(all []claims.Name, start, end int) bool {
	return slices.ContainsFunc(all, func(n claims.Name) bool { return n.Start < end && start < n.End })
}

// addPlace adds a place of the library: that of the gazetteer which it is, where it is one.
func (c *caller) addPlace(e data.Entity) {
	one := claims.Name{Key: names.Key(e.Name), Kind: claims.OfPlace}
	for _, p := range c.gazetteer.Named(e.Name) {
		if e.Ref == "" || p.ID == e.Ref {
			one.Key = p.ID
			if of, ok := c.gazetteer.CountryOf(p); ok {
				one.Within = of.ID
			}
			break
		}
	}
	c.words[one.Key] = e.Name
	for _, name := range e.Called() {
		if f := names.Key(name); f != "" {
			c.places[f] = one
			c.longest = max(c.longest, strings.Count(f, " ")+1)
		}
	}
}

// placesIn adds the places that a text names to the other names in it.
func (c *caller) placesIn(text string, all []claims.Name) []claims.Name {
	add := func(n claims.Name) {
		if !overlaps(all, n.Start, n.End) {
			all = append(all, n)
		}
	}
	for _, n := range c.own(text) {
		add(n)
	}
	for _, f := range c.gazetteer.In(text) {
		p := f.Places[0]
		n := claims.Name{Start: f.Start, End: f.End, Key: p.ID, Kind: claims.OfPlace}
		if c.words[p.ID] == "" {
			c.words[p.ID] = p.Name(c.lang)
		}
		if of, ok := c.gazetteer.CountryOf(p); ok {
			n.Within = of.ID
		}
		add(n)
	}
	return all
}

// own are the places of the library that a text names: as many words as can be, an Arabic
// one with what is written together with it, one in Latin letters with a capital.
func (c *caller) own(text string) (out []claims.Name) {
	if c.longest == 0 {
		return nil
	}
	tokens := slices.Collect(fold.Tokens(text))
	for i := 0; i < len(tokens); i++ {
		first, _ := utf8.DecodeRuneInString(text[tokens[i].Start:])
		if unicode.Is(unicode.Latin, first) && !unicode.IsUpper(first) {
			continue
		}
		for many := min(c.longest, len(tokens)-i); many > 0; many-- {
			n, ok := c.starting(tokens[i : i+many])
			if !ok {
				continue
			}
			n.Start, n.End = tokens[i].Start, tokens[i+many-1].End
			out = append(out, n)
			i += many - 1
			break
		}
	}
	return out
}

// starting is the place of the library that all of some words name.
func (c *caller) starting(tokens []fold.Token) (claims.Name, bool) {
	rest := ""
	for _, t := range tokens[1:] {
		rest += " " + t.Word
	}
	for _, first := range fold.Readings(tokens[0].Word) {
		if n, ok := c.places[first+rest]; ok {
			return n, true
		}
	}
	return claims.Name{}, false
}
