package i18n

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// Order returns how names are sorted in a list: by the language's collation (CLDR), in
// which case, harakat and signs come after letters, and figures by their value. In
// Arabic, names in Arabic letters come first, which CLDR's rules ask for and the
// collator leaves out. The function is for one goroutine.
func (l *Locale) Order() func(a, b string) int {
	c := collate.New(language.Make(l.lang), collate.Numeric)
	return func(a, b string) int {
		a, b = listed(a), listed(b)
		if l.lang == Arabic {
			if first := cmp.Compare(script(a), script(b)); first != 0 {
				return first
			}
		}
		return cmp.Or(c.CompareString(a, b), strings.Compare(a, b))
	}
}

// listed is a name without the signs before its first letter or figure, as a reader
// looks for it.
func listed(name string) string {
	if i := strings.IndexFunc(name, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }); i > 0 {
		return name[i:]
	}
	return name
}

// script is where names that begin like this one stand in Arabic lists: figures and
// signs, Arabic, others.
func script(name string) int {
	switch r, _ := utf8.DecodeRuneInString(name); {
	case !unicode.IsLetter(r):
		return 0
	case unicode.Is(unicode.Arabic, r):
		return 1
	}
	return 2
}
