// Package report tells how many reports passages of several sources are: a dispatch of an
// agency that ten newspapers print is one.
//
// The one idea behind it: a passage is a report of its own unless an earlier one is of the
// same publisher, credits the same news agency, or has nearly the same words. What follows
// from an earlier one names it and says why, so that the count can be explained.
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
	SamePublisher            // as an earlier passage, or both are of unknown ones
	SameAgency               // is credited
	SameWords                // or nearly so
)

// Source is what a passage is among the others.
type Source struct {
	Why Why
	// Of is the place of the earlier passage whose report it is; its own place if that is
	// Own.
	Of int
	// Report is the place of the first passage of its report.
	Report int
	// Quotes is the place of an earlier passage of another report that it has a run of
	// words of; -1 for none.
	Quotes int
}

// Sources tells what each of some passages is. The earlier ones come first.
func Sources(passages []Passage) []Source {
	out := make([]Source, len(passages))
	read := make([]words, len(passages))
	for i, p := range passages {
		read[i] = wordsOf(p)
		out[i] = Source{Of: i, Report: i, Quotes: -1}
		for j := range i {
			if why := read[i].follows(&read[j]); why > out[i].Why {
				out[i].Why, out[i].Of = why, j
			}
		}
	}
	for i := range out { // what is of one agency and of one publisher joins two reports
		for j := range i {
			if read[i].follows(&read[j]) != Own {
				join(out[:i+1], out[i].Report, out[j].Report)
			}
		}
	}
	for i := range out {
		for j := range i {
			if out[i].Report != out[j].Report && read[i].quotes(&read[j]) {
				out[i].Quotes = j
				break
			}
		}
	}
	return out
}

// join makes two reports one.
func join(sources []Source, a, b int) {
	for i := range sources {
		if r := sources[i].Report; r == a || r == b {
			sources[i].Report = min(a, b)
		}
	}
}

// Count is how many independent reports sources are.
func Count(sources []Source) (n int) {
	for i, s := range sources {
		if s.Report == i {
			n++
		}
	}
	return n
}

// words are a passage as it is compared.
type words struct {
	publisher string
	agency    string // "" for none
	list      []string
	runs      map[string]bool // of runLength words
	quotable  map[string]bool // runs of quoted words
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

func wordsOf(p Passage) words {
	w := words{publisher: key(p.Publisher), agency: agencyOf(p), list: slices.Collect(fold.Words(p.Words))}
	w.runs, w.quotable = runs(w.list, runLength), runs(w.list, quoted)
	return w
}

// runs are the runs of n words in a list.
func runs(list []string, n int) map[string]bool {
	all := map[string]bool{}
	for i := 0; i+n <= len(list); i++ {
		all[strings.Join(list[i:i+n], " ")] = true
	}
	return all
}

// key is a name as it is compared: its words, folded.
func key(name string) string { return strings.Join(slices.Collect(fold.Words(name)), " ") }

// follows is why a passage is of the same report as another.
func (w *words) follows(other *words) Why {
	switch {
	case w.nearly(other):
		return SameWords
	case w.agency != "" && w.agency == other.agency:
		return SameAgency
	case w.publisher == other.publisher:
		return SamePublisher
	}
	return Own
}

func (w *words) nearly(other *words) bool {
	if len(w.list) > len(other.list) {
		w, other = other, w
	}
	if len(w.list) < fewest {
		return false
	}
	n := 0
	for run := range w.runs {
		if other.runs[run] {
			n++
		}
	}
	return float64(n) >= nearly*float64(len(w.runs))
}

// quotes reports whether passages have quoted words in a row.
func (w *words) quotes(other *words) bool {
	for run := range w.quotable {
		if other.quotable[run] {
			return true
		}
	}
	return false
}

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
