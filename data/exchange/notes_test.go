package exchange

import (
	"html"
	"regexp"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"pgregory.net/rapid"
)

func written(t testing.TB, as NoteFormat, n TakenNotes) string {
	t.Helper()
	var b strings.Builder
	if err := WriteNotes(&b, as, n); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestWriteNotes(t *testing.T) {
	n := TakenNotes{Title: "A & B", Lang: "ar", RTL: true, Notes: []TakenNote{
		{
			Quote: "no <limits>", Text: "see [[the *summit*]]\n1. and #later", Source: []string{"The [report]", "Agency", "2022"}, URL: "https://example.org/a?b=1&c=(2)",
			About: []string{"Summit", "4 February"}, Tags: []string{"to check", "قمة"}, Signed: []string{"Amal", "today"},
			Replies: []TakenNote{{Text: "yes", Signed: []string{"Badr"}}},
		},
		{Text: "on nothing", URL: "javascript:alert(1)", Source: []string{"Bad"}},
	}}
	for as, want := range map[NoteFormat]string{
		Markdown: `# A \& B

> no \<limits>

see the \*summit\*\
1\. and #later

— [The \[report\]](<https://example.org/a?b=1&c=(2)>) · Agency · 2022\
Summit · 4 February\
#to_check · #قمة · Amal · today
>
> yes
>
> Badr

---

on nothing

— Bad
`,
		Text: `A & B

> no <limits>
see the *summit*
1. and #later
— The [report] · Agency · 2022
https://example.org/a?b=1&c=(2)
Summit · 4 February
#to_check · #قمة · Amal · today
    yes
    Badr

on nothing
— Bad
`,
	} {
		if got := written(t, as, n); got != want {
			t.Errorf("%s:\n%s\nwant:\n%s", as, got, want)
		}
	}
	page := written(t, HTML, n)
	for _, want := range []string{
		`<html lang="ar" dir="rtl">`, "<title>A &amp; B</title>", "<p>no &lt;limits&gt;</p>", "see the *summit*\n1. and #later",
		`<a href="https://example.org/a?b=1&amp;c=(2)"><bdi>The [report]</bdi></a>`, "<bdi>#قمة</bdi>",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page has no %s:\n%s", want, page)
		}
	}
	if strings.Contains(page, "javascript") || strings.Count(page, "<article>") != strings.Count(page, "</article>") {
		t.Errorf("the page is\n%s", page)
	}
	if err := WriteNotes(&strings.Builder{}, "doc", n); err == nil {
		t.Error("an unknown format is written")
	}
}

var tag = regexp.MustCompile(`<[^>]*>`)

// What is written as Markdown or HTML is read as it was typed, whatever is in it.
func TestNotesAreReadAsTyped(t *testing.T) {
	parts := []string{"*", "_", "`", "[", "](x)", "<b>", "&amp;", "# ", "#", "> ", "- ", "+ ", "1. ", "2) ", "===", "---", "\\", "~~", "|", "a", "قمة", " ", "\n", "\n\n", "!", "http://a.b", "    "}
	words := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	check := func(t interface {
		Fatalf(string, ...any)
		Fatal(...any)
	}, typed string,
	) {
		n := TakenNotes{Title: "T", Notes: []TakenNote{{Text: typed, Quote: typed}}}
		want := words("T " + plain(typed) + " " + plain(typed))
		if quoted := words(typed); quoted != words(plain(typed)) {
			want = words("T " + typed + " " + plain(typed))
		}
		var b, page strings.Builder
		if err := WriteNotes(&b, Markdown, n); err != nil {
			t.Fatal(err)
		}
		if err := goldmark.Convert([]byte(b.String()), &page); err != nil {
			t.Fatal(err)
		}
		if got := words(html.UnescapeString(tag.ReplaceAllString(page.String(), " "))); strings.ReplaceAll(got, " ", "") != strings.ReplaceAll(want, " ", "") {
			t.Fatalf("read is %q, typed was %q:\n%s", got, want, b.String())
		}
		if body := page.String(); strings.Contains(body, "<li>") || strings.Contains(body, "<em>") || strings.Contains(body, "<code>") || strings.Count(body, "<h") > 1 || strings.Contains(body, "<a ") {
			t.Fatalf("%q means something in Markdown:\n%s", typed, body)
		}
	}
	check(t, "\\\n*") // a line that ends in the sign that ends lines
	rapid.Check(t, func(t *rapid.T) {
		check(t, strings.Join(rapid.SliceOf(rapid.SampledFrom(parts)).Draw(t, "text"), ""))
	})
}
