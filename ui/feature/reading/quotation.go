package reading

import (
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
)

// quotation is words of an article with their source, for pasting elsewhere.
func quotation(k *control.Kit, a data.Article, words string) string {
	source := []string{a.Title}
	for _, part := range []string{a.Byline, a.Publisher, k.Locale.Date(a.Published), a.URL} {
		if part != "" {
			source = append(source, part)
		}
	}
	return k.T("quotation", "words", inner(k.RTL(), strings.TrimSpace(words)), "source", strings.Join(source, " · "))
}

// inner turns quotation marks within a quotation into those of the second rank.
func inner(arabic bool, words string) string {
	if arabic {
		return strings.NewReplacer("«", "“", "»", "”").Replace(words)
	}
	return strings.NewReplacer("“", "‘", "”", "’").Replace(words)
}
