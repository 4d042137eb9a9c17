package claims

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// differNames reports whether two passages differ in what they name: each names places, and
// none of the one is one of the other or its country; or the one names a person by other
// words beside a name of the same, as "Hassan Diab" and "Ahmed Diab", and neither names both.
// A passage that names fewer says nothing else.
func (t Topic) differNames() bool {
	var by [][]Value
	last := -1
	for _, c := range t.Claims {
		if c.Passage != last {
			by, last = append(by, nil), c.Passage
		}
		by[len(by)-1] = append(by[len(by)-1], c.Value)
	}
	differ := elsewhere
	if t.Subject == Named {
		differ = misnamed
	}
	for i, a := range by {
		for _, b := range by[:i] {
			if differ(a, b) {
				return true
			}
		}
	}
	return false
}

// elsewhere reports whether no place of one passage is one of another, or in it.
func elsewhere(a, b []Value) bool {
	return !slices.ContainsFunc(a, func(p Value) bool {
		return slices.ContainsFunc(b, func(q Value) bool { return p.Name == q.Name || p.Within == q.Name || q.Within == p.Name })
	})
}

// misnamed reports whether a person of one passage has another name in the other.
func misnamed(a, b []Value) bool {
	names := func(all []Value, key string) bool {
		return slices.ContainsFunc(all, func(v Value) bool { return v.Name == key })
	}
	for _, p := range a {
		for _, q := range b {
			if p.Kind == OfPerson && q.Kind == OfPerson && !names(b, p.Name) && !names(a, q.Name) && namesakes(p.Name, q.Name) {
				return true
			}
		}
	}
	return false
}

// leastShared is how many letters a word has at least that two names share.
const leastShared = 3

// namesakes reports whether two names share a word, and each has one that the other has not:
// a surname alone is the whole name, shorter.
func namesakes(a, b string) bool {
	p, q := strings.Fields(a), strings.Fields(b)
	shared := 0
	for _, word := range p {
		if slices.Contains(q, word) && utf8.RuneCountInString(word) >= leastShared {
			shared++
		}
	}
	return shared > 0 && shared < len(p) && shared < len(q)
}
