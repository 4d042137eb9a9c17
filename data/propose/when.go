package propose

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/dates/find"
	"tarikh.org/tarikh/data/text/fold"
)

// mostLed is how many words before a date can go with it: "in a late hour of the night of".
const mostLed = 6

// when tells what goes with a date, and what it does.
func (y *syntax) when(f find.Find, named part) when {
	w := when{named: named, part: named}
	w.first = sort.Search(len(y.words), func(i int) bool { return y.words[i].end > named.start })
	w.at, w.last = w.first, w.first
	for w.last < len(y.words) && y.words[w.last].start < named.end {
		w.last++
	}
	if w.first == w.last { // signs without letters and digits
		return w
	}
	led := false
	if own := y.words[w.first].part; own.start < named.start {
		if utf8.RuneCountInString(y.text[own.start:named.start]) <= 2 {
			w.start, led = own.start, true
		} else if y.v.verb != nil {
			w.role = belonging
			return w
		}
	}
	w.withLead(y, &led)
	if i := w.first - 1; i > 0 && y.words[i].bare == "for" && !y.marked(i, w.first) && scheduled(y.words[i-1].bare) {
		w.first, w.start, led = i, y.words[i].start, true
	}
	w.withTrail(y)
	if i := w.first - 1; y.v.verb != nil && i > 1 && y.words[i].class&slight != 0 && y.words[i-1].class&(relative|that|coordinating) == 0 && !y.marked(i, w.first) && y.clauses[y.clauseOf(i)].verb < i {
		w.first, w.start = i, y.words[i].start // «في مؤتمر عقد الأحد», "in a referendum held on Friday"
	}
	w.role = y.role(f, w, led)
	return w
}

// withLead takes in the words before a date that go with it.
func (w *when) withLead(y *syntax, led *bool) {
	for range mostLed {
		if w.first == 0 || y.marked(w.first-1, w.first) {
			return
		}
		before := y.words[w.first-1]
		c := before.class
		if ordinal(before.bare) {
			c |= dated
		}
		if y.v.arab && c&coordinating != 0 && c&dated == 0 {
			return
		}
		if c&dated == 0 || y.v.verb != nil && !y.v.arab && before.bare == "of" && (w.first < 2 || y.words[w.first-2].class&(dated|trailing) == 0) {
			return
		}
		if y.v.arab && w.start < w.named.start && y.words[w.first].class&coordinating != 0 {
			return
		}
		*led = *led || before.bare != "the" && before.bare != "this"
		w.first--
		w.start = before.start
	}
}

// scheduled reports a word behind which "for" tells when: "is set for 11 July".
func scheduled(word string) bool {
	switch word {
	case "set", "scheduled", "slated", "due", "planned", "called", "expected":
		return true
	}
	return false
}

// ordinal reports "14th" and the like.
func ordinal(word string) bool {
	n := strings.TrimRight(word, "thsndr")
	return len(n) > 0 && len(n) == len(word)-2 && !strings.ContainsFunc(n, func(r rune) bool { return !unicode.IsDigit(r) })
}

// withTrail takes in the part of day behind a date.
func (w *when) withTrail(y *syntax) {
	for w.last < len(y.words) && y.words[w.last].class&trailing != 0 && !y.marked(w.last-1, w.last) {
		w.end = y.words[w.last].end
		w.last++
	}
}

// role is what a date does, once it is known what goes with it. led says that a
// preposition does.
func (y *syntax) role(f find.Find, w when, led bool) role {
	if y.words[w.first].aside {
		return inAside
	}
	floating := f.Kind == find.KindRelative || f.Kind == find.KindWeekday
	if y.v.verb == nil {
		c := y.clauses[y.clauseOf(w.first)]
		if !floating && f.Kind != find.KindPartial && wordy(y.text[min(y.words[c.first].start, w.start):w.start]) && wordy(y.text[w.end:max(y.words[c.last-1].end, w.end)]) {
			return belonging
		}
		return tells
	}
	before, behind := word{}, word{}
	if w.first > 0 && !y.marked(w.first-1, w.first) {
		before = y.words[w.first-1]
	}
	touched := w.last < len(y.words) && !y.marked(w.last-1, w.last)
	if touched {
		behind = y.words[w.last]
	}
	if y.v.arab {
		return y.arabicRole(f, w, before, led, floating)
	}
	next, _ := utf8.DecodeRuneInString(y.text[w.end:])
	noun := behind.bare != "" && behind.class&(preposition|coordinating|subordinate|relative|auxiliary|finite|pronoun|determiner) == 0 &&
		behind.class&present == 0
	named := strings.ToLower(f.Text)
	article := false // stands right before the date, which a noun follows: "in the October 1998 riot"
	if i := sort.Search(len(y.words), func(i int) bool { return y.words[i].end > w.named.start }); i > 0 && touched && w.end == w.named.end {
		article = y.words[i-1].class&determiner != 0 && y.words[i-1].class&pronoun == 0 && !floating && f.Kind != find.KindPeriod &&
			behind.class&^(present|closing|unspecific) == 0
	}
	switch {
	case strings.ContainsRune("'’-‑", next) && w.end < len(y.text), strings.Contains(y.words[w.last-1].bare, "'"):
		return modifies
	case article, before.bare == "of", f.Kind == find.KindPeriod && noun && strings.Contains(named, "-"):
		return modifies
	case strings.HasSuffix(named, " earlier"), strings.HasSuffix(named, " before"), strings.HasPrefix(named, "born"):
		return bounds
	case before.class&dated == 0 && (before.class&bounding != 0 && (!led || before.class&preposition != 0) || before.class&preposition != 0 && !led):
		return bounds
	case y.words[w.first].bare == "from" && f.Kind == find.KindRange:
		return belonging
	case y.words[w.first].bare == "from":
		return bounds
	case led && y.words[w.first].bare != "of":
		if behind.bare != "" && noun && y.words[w.last-1].class&trailing == 0 && w.first > 0 && y.words[w.first].bare == "the" {
			return modifies
		}
		return tells
	case y.words[w.first].bare == "the" && f.Kind == find.KindAbsolute: // "the Aug. 7, 1998, bombings"
		return modifies
	case y.words[w.first].bare == "the" || before.class&determiner != 0:
		if noun {
			return modifies
		}
		return tells
	case w.first > 1 && before.bare != "" && before.class&(finite|preposition) == 0 && y.words[w.first-2].class&determiner != 0 && f.Kind == find.KindPeriod:
		return belonging // "in the fiscal first quarter"
	case floating, f.Kind == find.KindRange, f.Kind == find.KindPeriod:
		return tells
	case noun || behind.class&present != 0 && f.Kind == find.KindAbsolute && w.first == 0:
		return modifies
	}
	return tells
}

// wordy reports whether a text has letters or digits.
func wordy(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// arabicRole is role in Arabic, where a date without a preposition tells when, but for
// months and years alone, which belong to the noun before them.
func (y *syntax) arabicRole(f find.Find, w when, before word, led, floating bool) role {
	start, _, _ := f.Date.Parts()
	bare := fold.String(strings.Fields(f.Text)[0])
	adverb := floating || arabicTimes()[bare] || unicode.IsDigit([]rune(bare)[0]) && f.Kind == find.KindHijri
	switch {
	case !adverb && !unicode.IsDigit([]rune(bare)[0]) && f.Kind == find.KindAbsolute && start.Precision < dates.PrecisionMonth:
		return modifies // «زلزال 1939»
	case before.class&pronoun != 0 && before.class&finite == 0, before.bare == "شهد", before.bare == "شهدت", before.class&bounding != 0, y.words[w.first].bare == "من" && y.words[w.first].class&dated != 0:
		return bounds
	case before.class&preposition != 0 && before.class&(finite|dated) == 0:
		return bounds
	case w.first > 0 && y.inDate(w.first-1), led, adverb, f.Kind == find.KindRange, start.Precision > dates.PrecisionDay:
		return tells
	case before.bare != "" && before.class&(finite|coordinating|opening) == 0:
		return modifies
	}
	return tells
}
