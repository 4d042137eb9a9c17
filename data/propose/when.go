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
	if y.v.verb == nil {
		return y.plainRole(f, w)
	}
	before, behind := y.beside(w)
	if y.v.arab {
		return y.arabicRole(f, w, before, led, floating(f))
	}
	first := y.words[w.first].bare
	switch {
	case y.possessive(w), y.behindArticle(f, w, behind), before.bare == "of":
		return modifies
	case strings.Contains(f.Text, "-") && f.Kind == find.KindPeriod && behind.noun():
		return modifies
	case counted(f), limited(before, led):
		return bounds
	case first == "from":
		if f.Kind == find.KindRange {
			return belonging
		}
		return bounds
	case led && first != "of":
		if behind.noun() && y.words[w.last-1].class&trailing == 0 && w.first > 0 && first == "the" {
			return modifies
		}
		return tells
	}
	return y.looseRole(f, w, before, behind)
}

// beside are the words before and behind a date that no mark parts from it.
func (y *syntax) beside(w when) (before, behind word) {
	if w.first > 0 && !y.marked(w.first-1, w.first) {
		before = y.words[w.first-1]
	}
	if w.last < len(y.words) && !y.marked(w.last-1, w.last) {
		behind = y.words[w.last]
	}
	return before, behind
}

// floating reports a date that is counted from the text's own day.
func floating(f find.Find) bool { return f.Kind == find.KindRelative || f.Kind == find.KindWeekday }

// plainRole is role in a language whose verbs are not known.
func (y *syntax) plainRole(f find.Find, w when) role {
	c := y.clauses[y.clauseOf(w.first)]
	if !floating(f) && f.Kind != find.KindPartial && wordy(y.text[min(y.words[c.first].start, w.start):w.start]) && wordy(y.text[w.end:max(y.words[c.last-1].end, w.end)]) {
		return belonging
	}
	return tells
}

// looseRole is role of a date without a preposition.
func (y *syntax) looseRole(f find.Find, w when, before, behind word) role {
	the := y.words[w.first].bare == "the"
	switch {
	case the && f.Kind == find.KindAbsolute: // "the Aug. 7, 1998, bombings"
		return modifies
	case the || before.class&determiner != 0:
		if behind.noun() {
			return modifies
		}
		return tells
	case w.first > 1 && before.bare != "" && before.class&(finite|preposition) == 0 && y.words[w.first-2].class&determiner != 0 && f.Kind == find.KindPeriod:
		return belonging // "in the fiscal first quarter"
	case floating(f), f.Kind == find.KindRange, f.Kind == find.KindPeriod:
		return tells
	case behind.noun() || behind.class&present != 0 && f.Kind == find.KindAbsolute && w.first == 0:
		return modifies
	}
	return tells
}

// possessive reports a date that a sign joins to the noun behind it: "Friday's", "1998-style".
func (y *syntax) possessive(w when) bool {
	next, _ := utf8.DecodeRuneInString(y.text[w.end:])
	return strings.ContainsRune("'’-‑", next) && w.end < len(y.text) || strings.Contains(y.words[w.last-1].bare, "'")
}

// behindArticle reports whether an article stands right before a date that a noun
// follows: "in the October 1998 riot".
func (y *syntax) behindArticle(f find.Find, w when, behind word) bool {
	i := sort.Search(len(y.words), func(i int) bool { return y.words[i].end > w.named.start })
	if i == 0 || behind.start == behind.end || w.end != w.named.end || floating(f) || f.Kind == find.KindPeriod {
		return false
	}
	return y.words[i-1].class&(determiner|pronoun) == determiner && behind.class&^(present|closing|unspecific) == 0
}

// counted reports a date that is counted from another: "a day earlier".
func counted(f find.Find) bool {
	named := strings.ToLower(f.Text)
	return strings.HasSuffix(named, " earlier") || strings.HasSuffix(named, " before") || strings.HasPrefix(named, "born")
}

// limited reports whether the word before a date makes it a limit.
func limited(before word, led bool) bool {
	c := before.class
	if c&dated != 0 {
		return false
	}
	return c&bounding != 0 && (!led || c&preposition != 0) || c&preposition != 0 && !led
}

// noun reports whether a word can be a noun, by what else it is not.
func (w word) noun() bool {
	return w.bare != "" && w.class&(preposition|coordinating|subordinate|relative|auxiliary|finite|pronoun|determiner|present) == 0
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
