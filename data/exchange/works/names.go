package works

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
)

// commas divide the parts of a name.
const commas = ",،"

// Inverted reads a name with its family name first: "Shannon, Claude E.", with what comes
// after a name as a third part: "King, Martin Luther, Jr.". One without a comma is whole,
// as those of bodies are.
func Inverted(text string) data.Name {
	text = strings.Trim(form.Line(text), commas+" ")
	i := strings.IndexAny(text, commas)
	if i < 0 {
		return data.Name{Literal: text}
	}
	_, size := utf8.DecodeRuneInString(text[i:])
	return data.Name{Family: strings.TrimSpace(text[:i]), Given: strings.Trim(text[i+size:], commas+" ")}
}

// InvertedText is a name as Inverted reads it. A comma in a whole name or a family name
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
