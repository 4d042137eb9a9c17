package works

import (
	"strings"
	"unicode"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
)

// commas divide the parts of a name.
const commas = ",،"

// InvertedText is a name as data.NameOf reads it, without braces. A comma in a whole name or a family name
// would divide it, and is left out.
func InvertedText(n data.Name) string {
	undivided := func(s string) string {
		return form.Line(strings.Map(func(r rune) rune {
			if strings.ContainsRune(commas, r) {
				return ' '
			}
			return r
		}, s))
	}
	family := undivided(n.Literal + n.Family)
	switch given := form.Line(n.Given); {
	case given == "":
		return family
	case family == "":
		return undivided(given)
	default:
		return family + ", " + given
	}
}

// named is a name that a citation can hold, and whether there is one.
func named(n data.Name) (data.Name, bool) {
	n = data.Name{Family: form.Line(n.Family), Given: form.Line(n.Given), Literal: form.Line(n.Literal)}
	switch {
	case n.Family != "":
		n.Literal = ""
	case n.Literal == "": // a given name alone is all there is
		n = data.Name{Literal: n.Given}
	default:
		n.Given = ""
	}
	return n, n != data.Name{}
}

// Arabic reports whether a text is written in Arabic letters, by its first letter.
func Arabic(text string) bool {
	for _, r := range text {
		if unicode.IsLetter(r) {
			return unicode.Is(unicode.Arabic, r)
		}
	}
	return false
}

// InvertedList is a list of names in one text.
func InvertedList(names []data.Name) string {
	var out []string
	for _, n := range names {
		if n, ok := named(n); ok {
			out = append(out, strings.ReplaceAll(InvertedText(n), ";", " "))
		}
	}
	return strings.Join(out, "; ")
}

// NamesIn are the names of an InvertedList.
func NamesIn(list string) []data.Name {
	var names []data.Name
	for part := range strings.SplitSeq(list, ";") {
		if n := data.NameOf(part); n != (data.Name{}) {
			names = append(names, n)
		}
	}
	return names
}

// Keywords are those of a list, which are divided by semicolons or, where there are none,
// by commas.
func Keywords(text string) []string {
	by := ";"
	if !strings.ContainsAny(text, ";؛") {
		by = ",،"
	} else {
		by += "؛"
	}
	var words []string
	for _, k := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(by, r) }) {
		if k = form.Line(k); k != "" {
			words = append(words, k)
		}
	}
	return words
}

// KeywordList are keywords as Keywords reads them; a semicolon in one becomes a comma.
func KeywordList(words []string) string {
	if len(words) == 0 {
		return ""
	}
	undivided := make([]string, len(words))
	for i, k := range words {
		undivided[i] = strings.Map(func(r rune) rune {
			if r == ';' || r == '؛' {
				return ','
			}
			return r
		}, form.Line(k))
	}
	list := strings.Join(undivided, "; ")
	if len(words) == 1 && strings.ContainsAny(list, commas) {
		list += ";"
	}
	return list
}
