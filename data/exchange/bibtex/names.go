package bibtex

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
)

// people reads a list of names that "and" divides, and whether there are others.
func people(tex string) (names []data.Name, others bool) {
	for _, part := range divided(tex) {
		if strings.EqualFold(part, "others") {
			others = true
			continue
		}
		names = append(names, nameOf(part))
	}
	return names, others
}

// divided is a list whose parts stand between the word "and", outside of braces.
func divided(tex string) []string {
	var parts []string
	var part []string
	for _, word := range words(tex, false) {
		if strings.EqualFold(word, "and") {
			parts = append(parts, strings.Join(part, " "))
			part = nil
			continue
		}
		part = append(part, word)
	}
	parts = append(parts, strings.Join(part, " "))
	var filled []string
	for _, p := range parts {
		if p != "" {
			filled = append(filled, p)
		}
	}
	return filled
}

// words are the words of a text outside of braces. In a name a comma ends one, too, and
// stays with it.
func words(tex string, name bool) []string {
	var out []string
	from, depth := 0, 0
	cut := func(to int) {
		if w := strings.TrimSpace(tex[from:to]); w != "" {
			out = append(out, w)
		}
		from = to
	}
	for i := 0; i < len(tex); i++ {
		switch c := tex[i]; {
		case c == '\\' && i+1 < len(tex) && tex[i+1] != '{' && tex[i+1] != '}':
			i++
		case c == '{':
			depth++
		case c == '}':
			depth--
		case depth <= 0 && (c == ' ' || c == '\n' || c == '\t' || c == '~'):
			cut(i)
			from = i + 1
		case depth <= 0 && name && comma(tex[i:]) > 0:
			i += comma(tex[i:]) - 1
			cut(i + 1)
		}
	}
	cut(len(tex))
	return out
}

// comma is the length of the comma, Latin or Arabic, that a text begins with, 0 if it begins
// with none.
func comma(text string) int {
	for _, c := range []string{",", "،"} {
		if strings.HasPrefix(text, c) {
			return len(c)
		}
	}
	return 0
}

// labelled is a part of a name in the extended form of biblatex: "family=Gogh, prefix=van".
var labelled = regexp.MustCompile(`(?i)^(family|given|prefix|suffix)\s*=\s*(.*)$`)

// nameOf reads a name: First von Last, or von Last, First, or von Last, Jr, First, where
// von is what begins with a small letter. All of it in braces is whole.
func nameOf(tex string) data.Name {
	var parts [][]string
	var part []string
	for _, w := range words(tex, true) {
		bare := strings.TrimRight(w, ",،")
		if bare != "" {
			part = append(part, bare)
		}
		if bare != w {
			parts = append(parts, part)
			part = nil
		}
	}
	parts = append(parts, part)
	if n, ok := extended(parts); ok {
		return n
	}
	text := func(words []string) string { return form.Line(plain(strings.Join(words, " "))) }
	switch {
	case len(parts) == 1 && len(part) == 1 && strings.HasPrefix(part[0], "{") && !strings.HasPrefix(part[0], `{\`):
		return data.Name{Literal: text(part)}
	case len(parts) == 1:
		at := familyIn(part)
		return data.Name{Family: text(part[at:]), Given: text(part[:at])}
	case len(parts) == 2:
		return data.Name{Family: text(parts[0]), Given: text(parts[1])}
	}
	given := text(parts[2])
	for _, more := range parts[3:] {
		given += " " + text(more)
	}
	return data.Name{Family: text(parts[0]), Given: strings.TrimPrefix(form.Line(given)+", "+text(parts[1]), ", ")}
}

// familyIn is where the family name begins in words: with the first one in small letters
// before the last word, else with that.
func familyIn(words []string) int {
	for i, w := range words[:max(len(words)-1, 0)] {
		if i > 0 && strings.HasPrefix(w, "{") && !strings.HasPrefix(w, `{\`) {
			continue // braces hide the case
		}
		if r, _ := utf8.DecodeRuneInString(plain(w)); unicode.IsLower(r) {
			return i
		}
	}
	return max(len(words)-1, 0)
}

func extended(parts [][]string) (n data.Name, ok bool) {
	var prefix, suffix string
	for _, p := range parts {
		m := labelled.FindStringSubmatch(strings.Join(p, " "))
		if m == nil {
			continue
		}
		ok = true
		text := form.Line(plain(strings.Trim(m[2], `"`)))
		switch strings.ToLower(m[1]) {
		case "family":
			n.Family = text
		case "given":
			n.Given = text
		case "prefix":
			prefix = text
		case "suffix":
			suffix = text
		}
	}
	n.Family = form.Line(prefix + " " + n.Family)
	if suffix != "" {
		n.Given = strings.TrimPrefix(n.Given+", "+suffix, ", ")
	}
	return n, ok
}
