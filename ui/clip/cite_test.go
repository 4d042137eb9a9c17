package clip

import (
	"testing"

	"tarikh.org/tarikh/data/cite"
)

func TestCitations(t *testing.T) {
	all := []cite.Text{{{Text: "Haddad. "}, {Text: "Tides <1>", Italic: true}, {Text: ".\u202e"}}, {{Text: "حداد. "}, {Text: "المد", Italic: true}, {Text: "."}}}
	for lang, want := range map[string]Content{
		"en": {
			"Haddad. Tides <1>.\n\u200eحداد. المد.",
			charset + `<p dir="ltr">Haddad. <i>Tides &lt;1&gt;</i>.</p><p dir="ltr">حداد. <i>المد</i>.</p>`,
		},
		"ar": {
			"\u200fHaddad. Tides <1>.\nحداد. المد.",
			charset + `<p dir="rtl">Haddad. <i>Tides &lt;1&gt;</i>.</p><p dir="rtl">حداد. <i>المد</i>.</p>`,
		},
	} {
		if got := words(t, lang).Citations(all); got != want {
			t.Errorf("%s: %q\nwant %q", lang, got, want)
		}
	}
}
