// Package claims finds what passages of one event say in figures, dates and names, and
// which of them agree: "at least 12 dead" in one, «21 قتيلا» in another.
//
// The one idea behind it: a claim is an interval of a subject. "21" is one point, "about
// 20" a stretch around it, "at least 12" has no upper end; two claims differ where their
// intervals do not meet, and everything else (who is right, what the event carries) is
// the reader's. A figure whose subject is not told by words near it is no claim: a table
// that leaves one out is better than one that makes a difference of the age of a victim.
package claims

import (
	"cmp"
	"slices"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/dates/find"
)

// Subject is what a claim is about.
type Subject string

// The subjects, in the order in which they are shown.
const (
	Dead      Subject = "dead"
	Hurt      Subject = "hurt"
	Missing   Subject = "missing"
	Arrested  Subject = "arrested"
	Displaced Subject = "displaced" // or evacuated, or without a home
	Rescued   Subject = "rescued"
	Cases     Subject = "cases" // of a disease
	Crowd     Subject = "crowd" // people who gathered
	Votes     Subject = "votes"
	Percent   Subject = "percent"
	Damage    Subject = "damage" // in money
	Aid       Subject = "aid"    // in money
	Money     Subject = "money"  // any other
	Magnitude Subject = "magnitude"
	Weight    Subject = "weight"
	Distance  Subject = "distance"
	Buildings Subject = "buildings"
	Day       Subject = "date"
	Place     Subject = "place"
	Named     Subject = "name"
)

// Subjects are all subjects, in the order in which they are shown.
func Subjects() []Subject {
	return []Subject{
		Dead, Hurt, Missing, Arrested, Displaced, Rescued, Cases, Crowd, Votes, Percent, Damage, Aid, Money,
		Magnitude, Weight, Distance, Buildings, Day, Place, Named,
	}
}

// Passage is a passage that reports an event.
type Passage struct {
	Text      string
	Lang      string     // BCP 47; empty if unknown
	Published dates.Date // of its article; zero if unknown
	Names     []Name     // of persons, bodies and places in Text, as the caller knows them
}

// Name is a name in a passage.
type Name struct {
	Start, End int    // bytes of the passage
	Key        string // the same for all names of one person, body or place
	Kind       NameKind
	Within     string // the key of the country that a place is in; empty for none
}

// NameKind is what has a name.
type NameKind uint8

// The kinds.
const (
	OfPerson NameKind = iota
	OfBody
	OfPlace
)

// Claim is what a passage says of a subject.
type Claim struct {
	Passage int // its place among those given
	Value
	Start, End int // bytes of the passage: the figure with what bounds it, and its unit
}

// Topic is who says what of one subject.
type Topic struct {
	Subject Subject
	Claims  []Claim // by passage, then by place in it; never empty
}

// Of returns the topics of passages, in the order of Subjects.
func Of(passages []Passage) []Topic {
	by := map[Subject][]Claim{}
	for i, p := range passages {
		finds := find.Dates(p.Text, find.Options{Lang: p.Lang, Published: p.Published})
		for _, f := range figures(p.Text, finds) {
			by[f.subject] = append(by[f.subject], Claim{Passage: i, Value: f.Value, Start: f.start, End: f.end})
		}
		for _, f := range finds {
			by[Day] = append(by[Day], Claim{Passage: i, Value: Value{Date: f.Date}, Start: f.Start, End: f.End})
		}
		for _, n := range p.Names {
			subject := Named
			if n.Kind == OfPlace {
				subject = Place
			}
			by[subject] = append(by[subject], Claim{Passage: i, Value: Value{Name: n.Key, Kind: n.Kind, Within: n.Within}, Start: n.Start, End: n.End})
		}
	}
	var topics []Topic
	for _, s := range Subjects() {
		if claims := by[s]; len(claims) > 0 {
			slices.SortStableFunc(claims, func(a, b Claim) int {
				return cmp.Or(cmp.Compare(a.Passage, b.Passage), cmp.Compare(a.Start, b.Start))
			})
			topics = append(topics, Topic{Subject: s, Claims: claims})
		}
	}
	return topics
}

// Differ reports whether two claims of the topic differ; of places and names, see
// differNames.
func (t Topic) Differ() bool {
	if t.Subject == Place || t.Subject == Named {
		return t.differNames()
	}
	for i, a := range t.Claims {
		for _, b := range t.Claims[:i] {
			if Compare(a.Value, b.Value) == Differs {
				return true
			}
		}
	}
	return false
}

// Variants are the claims in groups of equal values, as places among Claims: the value
// of the most passages first.
func (t Topic) Variants() [][]int {
	var variants [][]int
	for i, c := range t.Claims {
		at := slices.IndexFunc(variants, func(v []int) bool { return t.Claims[v[0]].Value == c.Value })
		if at < 0 {
			variants = append(variants, []int{i})
			continue
		}
		variants[at] = append(variants[at], i)
	}
	passages := func(v []int) int {
		seen := map[int]bool{}
		for _, i := range v {
			seen[t.Claims[i].Passage] = true
		}
		return len(seen)
	}
	slices.SortStableFunc(variants, func(a, b []int) int { return cmp.Compare(passages(b), passages(a)) })
	return variants
}
