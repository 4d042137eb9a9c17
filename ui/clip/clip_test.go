package clip

import (
	"strings"
	"testing"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/ui/i18n"
)

func words(t testing.TB, lang string) Words {
	t.Helper()
	l, err := i18n.New(assets.Files, lang)
	if err != nil {
		t.Fatal(err)
	}
	return Words{Locale: l, Date: l.Date, Link: func(s string) bool { return strings.HasPrefix(s, "https://") }}
}

func date(t testing.TB, edtf string) dates.Date {
	t.Helper()
	d, err := dates.Parse(edtf)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// Isolates are around what runs against its line, and nothing else.
func TestCopied(t *testing.T) {
	report := data.Article{Title: "The opening", Byline: "A. Writer", Publisher: "Press", URL: "https://example.org/a?b=1&c", Lang: "en", Published: date(t, "2022-02-05")}
	خبر := data.Article{Title: "افتتاح الألعاب", Publisher: "Press", URL: "https://example.org/b", Lang: "ar", Published: date(t, "2022-02-05")}
	games := Event{Event: data.Event{Title: "Winter Games\n open", Date: date(t, "2022-02-04"), Place: "بكين"}, Passages: []Passage{
		{"They “opened” on Friday.", report}, {"افتُتحت «الألعاب» يوم الجمعة", خبر},
	}}
	plain := Event{Event: data.Event{Title: "Summit", Date: date(t, "2022"), Source: "Diary", Links: []data.Reference{{URL: "https://example.org/c", Title: "Page"}, {URL: "mailto:a@example.org"}}}}
	for _, c := range []struct {
		name, lang string
		got        func(Words) Content
		text, html string
	}{
		{
			"an event", "en", func(w Words) Content { return w.Events([]Event{games}) },
			"Winter Games open\n" +
				"4 February 2022 · \u2068بكين\u2069\n" +
				"“They ‘opened’ on Friday.” — The opening · A. Writer · Press · 5 February 2022 · https://example.org/a?b=1&c\n" +
				"«افتُتحت “الألعاب” يوم الجمعة» — افتتاح الألعاب · \u2068Press\u2069 · \u20685 February 2022\u2069 · \u2068https://example.org/b\u2069",
			`<div><p dir="ltr"><b>Winter Games open</b></p><p dir="ltr">4 February 2022 · <bdi dir="rtl">بكين</bdi></p>` +
				`<blockquote dir="ltr"><span lang="en">“They ‘opened’ on Friday.”</span><br>— <cite>The opening</cite> · A. Writer · Press · 5 February 2022 · <a href="https://example.org/a?b=1&amp;c">https://example.org/a?b=1&amp;c</a></blockquote>` +
				`<blockquote dir="rtl"><span lang="ar">«افتُتحت “الألعاب” يوم الجمعة»</span><br>— <cite>افتتاح الألعاب</cite> · <bdi dir="ltr">Press</bdi> · <bdi dir="ltr">5 February 2022</bdi> · <bdi dir="ltr"><a href="https://example.org/b">https://example.org/b</a></bdi></blockquote></div>`,
		},
		{
			"in Arabic", "ar", func(w Words) Content { return w.Passage(Passage{"افتُتحت الألعاب", خبر}) },
			"«افتُتحت الألعاب» — افتتاح الألعاب · \u2068Press\u2069 · 5 شباط/فبراير 2022 · \u2068https://example.org/b\u2069", "",
		},
		{
			"English in Arabic", "ar", func(w Words) Content { return w.Passage(Passage{"They opened.", report}) },
			"“They opened.” — The opening · A. Writer · Press · \u20685 شباط/فبراير 2022\u2069 · https://example.org/a?b=1&c", "",
		},
		{
			"several", "en", func(w Words) Content { return w.Events([]Event{plain, plain}) },
			"Summit\n2022\nSource: Diary\nPage · https://example.org/c\nmailto:a@example.org\n\nSummit\n2022\nSource: Diary\nPage · https://example.org/c\nmailto:a@example.org", "",
		},
		{
			"controls", "en", func(w Words) Content {
				return w.Passage(Passage{"a\u202eb\u2069", data.Article{Title: "c\u202e\td", Publisher: "e\u2066"}})
			},
			"“ab” — c d · e", "",
		},
		{
			"paragraphs and signs", "en", func(w Words) Content { return w.Passage(Passage{" One <b>\nTwo & three ", data.Article{Title: "<i>"}}) },
			"“One <b>\nTwo & three” — <i>", `<div><blockquote dir="ltr"><span lang="en">“One &lt;b&gt;<br>Two &amp; three”</span><br>— <cite>&lt;i&gt;</cite></blockquote></div>`,
		},
	} {
		got := c.got(words(t, c.lang))
		if got.Text != c.text {
			t.Errorf("%s:\n got %q\nwant %q", c.name, got.Text, c.text)
		}
		if body := strings.TrimPrefix(got.HTML, `<meta http-equiv="content-type" content="text/html; charset=utf-8">`); c.html != "" && body != c.html {
			t.Errorf("%s:\n got %s\nwant %s", c.name, body, c.html)
		}
	}
}

func TestQuotationMarks(t *testing.T) {
	for _, c := range []struct{ lang, words, want string }{
		{"en", "plain", "“plain”"},
		{"en", "said “yes” and “no”", "“said ‘yes’ and ‘no’”"},
		{"en-GB", " spaced ", "“spaced”"},
		{"ar", "قال «نعم»", "«قال “نعم”»"},
		{"fr", "dit « oui »", "«\u202fdit “ oui ”\u202f»"},
		{"fr", "dit «\u202foui\u202f»", "«\u202fdit “oui”\u202f»"},
		{"de", "sagte „ja“", "„sagte ‚ja‘“"},
		{"ru", "сказал «да»", "«сказал „да“»"},
		{"sv", "sade ”ja”", "”sade ’ja’”"},
		{"ja", "「はい」", "「『はい』」"},
		{"fa", "گفت «بله»", "«گفت ‹بله›»"},
		{"xx", "a", "“a”"},
	} {
		if got := quoted(c.lang, c.words); got != c.want {
			t.Errorf("%s: %q, want %q", c.lang, got, c.want)
		}
	}
}

// The marks are those of the words where the article is in another script.
func TestLanguageOfAPassage(t *testing.T) {
	for _, c := range []struct{ words, lang, otherwise, want string }{
		{"word", "de", "ar", "de"},
		{"word", "", "ar", "en"},
		{"word", "", "en", "en"},
		{"word", "ar", "ar", "en"},
		{"كلمة", "en", "en", "ar"},
		{"کلمه", "fa-IR", "ar", "fa-IR"},
		{"كلمة", "", "ar", "ar"},
		{"מילה", "ar", "ar", "he"},
		{"2022", "fr", "ar", "fr"},
	} {
		if got := languageOf(c.words, c.lang, c.otherwise); got != c.want {
			t.Errorf("%q of %q in %s: %q, want %q", c.words, c.lang, c.otherwise, got, c.want)
		}
	}
}
