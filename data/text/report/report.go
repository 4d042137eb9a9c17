// Package report tells how many reports passages of several sources are: a dispatch of an
// agency that ten newspapers print is one.
//
// The one idea behind it: two passages have to do with each other where they are of the same
// publisher, credit the same news agency, or have nearly the same words. Reports are
// passages of which no two have, and each other passage has to do with one of them: it
// names that one and says why, so that the count can be explained. Two passages that both
// have to do with a third are not made one by that: a newspaper that prints an agency beside
// a report of its own still has one of its own.
package report

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"tarikh.org/tarikh/data/text/fold"
)

// Passage is what a source says, with what tells where that comes from.
type Passage struct {
	Publisher string // as its article names it; "" if unknown
	Byline    string // of its article
	Lead      string // the beginning of the article's text, where agencies are credited
	Words     string
}

// Why is the reason for which a passage is no report of its own.
type Why uint8

// The reasons, the strongest last.
const (
	Own           Why = iota // it is one
	SamePublisher            // as another passage, or both are of unknown ones
	SameAgency               // is credited
	SameWords                // or nearly so
)

// Source is what a passage is among the others.
type Source struct {
	Why Why
	// Of is the place of the report that it is counted with; its own place if that is Own.
	Of int
	// Quotes is the place of an earlier passage of another report that it has a run of
	// words of; -1 for none.
	Quotes int
}

// Sources tells what each of some passages is. The earlier ones come first.
func Sources(passages []Passage) []Source {
	out := make([]Source, len(passages))
	var g gathering
	read := make([][]uint64, len(passages))
	for i, p := range passages {
		text := key(p.Words)
		for word := range strings.FieldsSeq(text) {
			read[i] = append(read[i], hashOf(word))
		}
		g.add(p, text, read[i])
	}
	g.divide(out)
	quotes(out, read)
	return out
}

// Count is how many independent reports sources are.
func Count(sources []Source) (n int) {
	for _, s := range sources {
		if s.Why == Own {
			n++
		}
	}
	return n
}

// Two passages have nearly the same words where such a share of the runs of runLength words
// of the shorter one, which has fewest words at least, is in the other. One quotes the other
// where they have quoted words in a row.
const (
	runLength = 3
	fewest    = 6
	nearly    = 0.7
	quoted    = 8
)

// key is a name as it is compared: its words, folded.
func key(name string) string { return strings.Join(slices.Collect(fold.Words(name)), " ") }

// agencies are the names of news agencies, folded, and what they are compared by.
var agencies = sync.OnceValue(func() map[string]string {
	return map[string]string{
		"reuters": "reuters", "رويترز": "reuters",
		"afp": "afp", "agence france presse": "afp", "ا ف ب": "afp", "اف ب": "afp", "فرانس برس": "afp",
		"ap": "ap", "associated press": "ap", "the associated press": "ap", "اسوشيتد برس": "ap", "اسوشييتد برس": "ap",
		"dpa": "dpa", "د ب ا": "dpa", "efe": "efe", "ansa": "ansa", "tass": "tass", "تاس": "tass", "interfax": "interfax", "انترفاكس": "interfax",
		"xinhua": "xinhua", "شينخوا": "xinhua", "kyodo": "kyodo", "yonhap": "yonhap", "bloomberg": "bloomberg", "بلومبرغ": "bloomberg",
		"anadolu": "anadolu", "anadolu agency": "anadolu", "الاناضول": "anadolu", "sana": "sana", "سانا": "sana", "wafa": "wafa", "وفا": "wafa",
		"mena": "mena", "ا ش ا": "mena", "spa": "spa", "واس": "spa", "ria novosti": "ria", "ria": "ria", "irna": "irna", "ارنا": "irna", "pti": "pti",
		"upi": "upi", "cnn wire": "cnn", "pa media": "pa", "press association": "pa",
	}
})

// longestAgency is how many bytes a text may have that names an agency, with the signs of
// reading of Arabic.
const longestAgency = 80

// credited is how many bytes of a text are looked at for the credit of an agency.
const credited = 200

// agencyOf is the agency that a passage is credited to: by its publisher or byline, or at
// the beginning of the text, in brackets or before a dash ("GENEVA (Reuters) -").
func agencyOf(p Passage) string {
	known := agencies()
	for _, name := range []string{p.Publisher, p.Byline} {
		for part := range strings.FieldsFuncSeq(name, func(r rune) bool { return strings.ContainsRune(",،;؛/&|()", r) }) {
			if a := known[key(part)]; a != "" {
				return a
			}
		}
	}
	if a := creditedIn(p.Lead); a != "" {
		return a
	}
	return creditedIn(p.Words)
}

// creditedIn is the agency that is named at the beginning of a text, "" for none.
func creditedIn(text string) string {
	if len(text) > credited {
		text = text[:credited]
		for !utf8.ValidString(text) {
			text = text[:len(text)-1]
		}
	}
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune("()[]–—-\n", r) }) {
		if len(part) > longestAgency {
			continue
		}
		if a := agencies()[key(part)]; a != "" {
			return a
		}
	}
	return ""
}
