package propose

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// divide appends the clauses of the words [first, last) between two marks.
func (y *syntax) divide(first, last int) {
	type joint struct {
		at     int
		opener class
	}
	var joints []joint // from the last one
	if y.v.verb != nil {
		next := last
		for at := last - 1; at > first; at-- {
			if y.words[at].aside {
				continue
			}
			if opener := y.joint(first, at, next); opener != 0 {
				joints = append(joints, joint{at, opener})
				next = at
			}
		}
	}
	apart := first > 0 && strings.ContainsAny(y.text[y.words[first-1].end:y.words[first].start], ";؛")
	add := func(first, last int, comma bool, opener class) {
		verb := -1
		for i := first; i < last && verb < 0; i++ {
			if y.finite(i) {
				verb = i
			}
		}
		y.clauses = append(y.clauses, clause{first, last, comma, comma && apart, opener, verb})
	}
	comma, opener := true, y.opener(first)
	for i := len(joints) - 1; i >= 0; i-- {
		add(first, joints[i].at, comma, opener)
		first, comma, opener = joints[i].at, false, joints[i].opener
	}
	add(first, last, comma, opener)
}

// opener is what the first word behind a mark opens.
func (y *syntax) opener(at int) class {
	c := y.words[at].class
	if c&(coordinating|that) != 0 && at+1 < len(y.words) { // "but after", «وأن»
		if next := y.words[at+1].class & (subordinate | relative); next != 0 && c&coordinating != 0 {
			return next
		}
	}
	for _, opener := range [...]class{relative, subordinate, that, coordinating} {
		if c&opener != 0 && (opener != relative || c&that == 0) {
			return opener
		}
	}
	return 0
}

// joint is what a word in the middle of the words [first, next) opens, 0 for no clause:
// next is where the clause behind it begins.
func (y *syntax) joint(first, at, next int) class {
	c := y.words[at].class
	switch {
	case c&that != 0 && y.said(first, at):
		return that
	case c&that != 0 && y.v.arab:
		return 0
	case c&relative != 0:
		if y.v.arab || y.verbWithin(at+1, next) {
			return relative
		}
	case c&subordinate != 0:
		if y.verbWithin(at+1, next) {
			return subordinate
		}
	case y.v.arab:
		return y.arabicJoint(first, at, next)
	case c&coordinating != 0:
		if y.whole(first, at) && y.verbWithin(at+1, next) {
			return coordinating
		}
	}
	return 0
}

// arabicJoint is joint for Arabic words that are not in themselves relative or
// subordinating.
func (y *syntax) arabicJoint(first, at, next int) class {
	w, behind := y.words[at], word{}
	if at+1 < next {
		behind = y.words[at+1]
	}
	switch {
	case w.class&preposition != 0 && behind.class&that != 0: // «بعد أن»
		return subordinate
	case w.bare == "يوم" && at+1 < next && y.finite(at+1) && behind.class&coordinating == 0:
		return subordinate
	case w.class&(finite|preposition) == 0 && y.parts(first, at, next):
		return coordinating
	case w.class&passive != 0 && y.words[first].class&subordinate != 0 && y.verbWithin(first, at): // «كان», of the main clause
		return mainly
	case w.class&coordinating == 0 || !y.whole(first, at):
		return 0
	case y.finite(at) || y.v.classes[w.bare]&coordinating != 0 && y.verbWithin(at+1, next):
		// The conjunction is written together with the verb, or is a word as «ثم» is.
		return coordinating
	}
	return 0
}

// verbWithin reports whether there is a finite verb among the words [from, to).
func (y *syntax) verbWithin(from, to int) bool {
	for i := from; i < to; i++ {
		if y.finite(i) {
			return true
		}
	}
	return false
}

// whole reports whether the words [from, to) before "and" have a verb, and none of a
// clause that goes on behind it: "when part of a copper and gold mine caved in".
func (y *syntax) whole(from, to int) bool {
	for i := to - 1; i >= from; i-- {
		if y.finite(i) {
			return y.v.arab || y.words[i].class&(saying|claiming) == 0
		}
		if w := y.words[i]; !y.v.arab && (w.class&(subordinate|relative) != 0 && w.bare != "as" || w.class == 0 && strings.HasSuffix(w.bare, "ing")) {
			return false
		}
	}
	return false
}

// parts reports whether an Arabic word with a conjunction stands between two dates: then
// each has a clause of its own, with a verb that is not known.
func (y *syntax) parts(first, at, next int) bool {
	w := y.words[at]
	if !strings.HasPrefix(w.bare, "و") || utf8.RuneCountInString(w.bare) < 4 || beginWithWaw()[w.bare] || strings.HasPrefix(w.bare, "وال") {
		return false
	}
	before, behind := false, false
	for _, d := range y.named {
		before = before || d.start >= y.words[first].start && d.end <= w.start
		behind = behind || d.start >= w.end && d.start < y.words[next-1].end
	}
	if before && behind {
		y.verbs[at] = verbYes
	}
	return before && behind
}

// said reports whether a verb that attributes stands shortly before a word.
func (y *syntax) said(first, at int) bool {
	const reach = 14
	for i := at - 1; i >= max(first, at-reach); i-- {
		c := y.words[i].class
		if c&(saying|claiming) != 0 {
			return true
		}
		if c&relative != 0 && c&that == 0 {
			return false
		}
	}
	// Behind a mark: "said, on Friday, that".
	return at == first && first > 0
}

// finite reports whether a word is a finite verb where it stands.
func (y *syntax) finite(at int) bool {
	if y.verbs[at] == unasked {
		y.verbs[at] = verbNo
		if y.isFinite(at) {
			y.verbs[at] = verbYes
		}
	}
	return y.verbs[at] == verbYes
}

func (y *syntax) isFinite(at int) bool {
	w := y.words[at]
	if y.v.arab && at > 0 && y.words[at-1].class&completing != 0 { // behind «قد» comes a verb
		return true
	}
	if w.class&(finite|present) == 0 || w.aside {
		return false
	}
	if y.v.arab {
		before := class(0)
		if at > 0 {
			before = y.words[at-1].class
		}
		return before&(preposition|coordinating) != preposition || before&(relative|that) != 0
	}
	return y.finiteInEnglish(at)
}

// finiteInEnglish is isFinite for a word whose form is that of a verb.
func (y *syntax) finiteInEnglish(at int) bool {
	w, before, behind := y.words[at], class(0), ""
	if at > 0 {
		before = y.words[at-1].class
	}
	if at+1 < len(y.words) {
		behind = y.words[at+1].bare
	}
	if first, _ := utf8.DecodeRuneInString(y.text[w.start:]); unicode.IsUpper(first) {
		return false
	}
	switch {
	case w.class&auxiliary != 0:
		return true
	case at == 0, before&(determiner|pronoun) == determiner, strings.HasSuffix(y.words[at-1].bare, "'s") && strings.HasSuffix(w.bare, "ed"), before&preposition != 0 && before&subordinate == 0:
		return false
	case behind == "by" && before&(passive|coordinating) == 0:
		return false
	case before&coordinating != 0 && at > 1 && y.words[at-2].class&finite != 0 && !y.finite(at-2): // "his dismembered and burned body"
		return false
	case w.class&finite == 0: // a noun as well
		return before&(determiner|opening|auxiliary|pronoun) == 0 || before&(coordinating|auxiliary) != 0
	}
	return true
}

// marksCut cuts a sentence into parts at commas, colons, dashes and the like, but not
// within dates, a number, a pair of brackets or a quotation.
func marksCut(text string, dates []part) []part {
	var parts []part
	start, depth, quoted, date := 0, 0, false, 0
	cut := func(end, next int) {
		if strings.TrimSpace(text[start:end]) != "" {
			parts = append(parts, part{start, end})
		}
		start = next
	}
	for at, r := range text {
		next := at + utf8.RuneLen(r)
		if r == utf8.RuneError {
			next = at + 1
		}
		for date < len(dates) && dates[date].end <= at {
			date++
		}
		switch r {
		case '(', '[', '«', '“':
			depth++
		case ')', ']', '»', '”':
			depth = max(depth-1, 0)
		case '"':
			quoted = !quoted
		default:
			if (date == len(dates) || !dates[date].holds(at)) && depth == 0 && separates(text, r, at, next, quoted) {
				cut(at, next)
			}
		}
	}
	cut(len(text), len(text))
	return parts
}

// separates reports whether a mark that lies from at to next ends a clause. Within
// a quotation commas do not.
func separates(text string, mark rune, at, next int, quoted bool) bool {
	switch mark {
	case ',', '،', '؛', ';', '，', '；', '、':
		return !quoted && !betweenDigits(text, at, next)
	case ':':
		return !betweenDigits(text, at, next)
	case '–', '—':
		return betweenSpaces(text, at, next)
	case '-':
		return betweenSpaces(text, at, next) || strings.HasPrefix(text[next:], "- ") || strings.HasSuffix(text[:at], " -")
	}
	return false
}

// betweenDigits reports whether there are digits on both sides.
func betweenDigits(text string, at, next int) bool {
	a, _ := utf8.DecodeLastRuneInString(text[:at])
	b, _ := utf8.DecodeRuneInString(text[next:])
	return unicode.IsDigit(a) && unicode.IsDigit(b)
}

// betweenSpaces reports whether there is white space on both sides.
func betweenSpaces(text string, at, next int) bool {
	a, _ := utf8.DecodeLastRuneInString(text[:at])
	b, _ := utf8.DecodeRuneInString(text[next:])
	return unicode.IsSpace(a) && unicode.IsSpace(b)
}
