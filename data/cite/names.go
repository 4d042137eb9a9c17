package cite

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tarikh.org/tarikh/data"
)

// parts are a name without what comes after it, and that: "Jr.".
func parts(n data.Name) (family, given, suffix string) {
	if n.Literal != "" {
		return n.Literal, "", ""
	}
	given, suffix, _ = strings.Cut(n.Given, ", ")
	return n.Family, given, suffix
}

// inArabic reports whether a name is in Arabic letters, in which it is neither turned
// around nor shortened.
func inArabic(name string) bool {
	r, _ := utf8.DecodeRuneInString(name)
	return unicode.Is(unicode.Arabic, r)
}

// inverse is a name with the family name first: "Haddad, Rana". In Arabic it stays as it is.
func (w *writer) inverse(n data.Name) string {
	family, given, suffix := parts(n)
	if w.arabic || given == "" || inArabic(family) {
		return n.String()
	}
	if suffix != "" {
		suffix = ", " + suffix
	}
	return family + ", " + given + suffix
}

// initialled is a name with initials, the family name first or last; in Arabic, which has none, it
// stays as it is.
func (w *writer) initialled(n data.Name, first bool) string {
	family, given, suffix := parts(n)
	if w.arabic || given == "" || inArabic(family) {
		return n.String()
	}
	letters := initials(given, w.style == Harvard)
	if suffix != "" {
		suffix = ", " + suffix
	}
	if first {
		return family + ", " + letters + suffix
	}
	return letters + " " + family + suffix
}

// initials are the first letters of given names: "J.-P. M."; together: "J.-P.M.".
func initials(given string, together bool) string {
	var out []string
	for _, word := range strings.Fields(given) {
		var halves []string
		for _, half := range strings.Split(word, "-") {
			if r, _ := utf8.DecodeRuneInString(half); unicode.IsLetter(r) {
				if unicode.IsLower(r) && len(out) > 0 { // a particle
					halves = append(halves, half)
					continue
				}
				halves = append(halves, string(unicode.ToUpper(r))+".")
			}
		}
		if len(halves) > 0 {
			out = append(out, strings.Join(halves, "-"))
		}
	}
	if together {
		return strings.Join(out, "")
	}
	return strings.Join(out, " ")
}

// listing is how a style lists names.
type listing struct {
	and    string // before the last of several, with its spaces: " and "
	serial bool   // a comma before it, from three on
	pair   bool   // a comma before it even between two
	turned bool   // the same, where the first one is turned around
	most   int    // more are not all listed
	few    int    // how many are listed of those
}

// list are names as a style lists them.
func (w *writer) list(names []data.Name, l listing, form func(n data.Name, first bool) string) string {
	var all []string
	others := false
	if len(names) > 0 && l.turned {
		l.pair = form(names[0], true) != names[0].String()
	}
	for _, n := range names {
		if n.Literal == "et al." {
			others = true
			continue
		}
		all = append(all, form(n, len(all) == 0))
	}
	if len(all) > l.most {
		all, others = all[:l.few], true
	}
	switch n := len(all); {
	case n == 0:
		return ""
	case others:
		return w.andOthers(strings.Join(all, w.usage.comma), n, l)
	case n == 1:
		return all[0]
	case w.arabic:
		and := " و"
		if !inArabic(all[n-1]) { // it is not joined to other letters
			and = " و "
		}
		return strings.Join(all[:n-1], w.usage.comma) + and + all[n-1]
	default:
		between := l.and
		if n == 2 && l.pair || n > 2 && l.serial {
			between = "," + l.and
		}
		return strings.Join(all[:n-1], ", ") + between + all[n-1]
	}
}

// editing is what several editors are called, by their number.
func (w *writer) editing(n int, one, more string) string {
	switch {
	case n == 1:
		return w.word(one)
	case w.arabic && n == 2:
		return "محرران"
	}
	return w.word(more)
}

func (w *writer) andOthers(some string, n int, l listing) string {
	if w.arabic {
		return some + " " + w.word("et al.")
	}
	if l.pair || l.turned || n > 1 {
		return some + ", et al."
	}
	return some + " et al."
}

// people are names in their own order.
func (w *writer) people(names []data.Name) string {
	return w.list(names, listing{and: " and ", serial: true, most: 6, few: 3}, func(n data.Name, _ bool) string { return n.String() })
}
