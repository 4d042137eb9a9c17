package markdown

import (
	"bytes"
	"context"
	"errors"
	"html"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"pgregory.net/rapid"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/text/anchor"
)

func id(n int) data.ID { return data.ID{15: byte(n), 14: byte(n >> 8), 0: 1} }

func sample(t rapid.TB, lang string) form.Taken {
	t.Helper()
	date := func(edtf string) dates.Date {
		d, err := dates.Parse(edtf)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	article := data.Article{ID: id(101), Title: "خبر [من](b) العاصمة", Publisher: "The *Paper*", URL: "https://example.org/a_b_c?b=1&c=>", Lang: "ar", Published: date("2022-02-05")}
	other := data.Article{ID: id(102), Title: "Unread", URL: "javascript:alert(1)"}
	track := data.Track{ID: id(201), Name: "Diplomacy", Colour: "blue"}
	return form.Taken{
		Library: data.Library{Title: "Two winters"}, Lang: lang, Look: form.Look{Byline: "Amal"}, Edited: time.Unix(1_650_000_000, 0),
		Tracks: []data.Track{track}, Articles: []data.Article{article, other},
		Events: []form.TakenEvent{
			{Event: data.Event{ID: id(1), Title: "# An *early* one", Date: date("-0043-03-15"), Track: track.ID, Links: []data.Reference{{URL: "https://example.org/<x>", Title: "Page"}, {URL: "javascript:alert(2)", Title: "Script"}}}},
			{Event: data.Event{ID: id(2), Title: "قمة", Date: date("2022-02-04"), Track: track.ID, Description: "1. not a list\n    not code\n\x01<b>"}, Excerpts: []data.Excerpt{
				{ID: id(301), Article: article.ID, Anchor: anchor.Selector{Exact: "He said.\nTwice[^9]."}},
			}},
		},
		Notes: []data.Annotation{
			{ID: id(401), Event: id(2), Text: "A note", Author: "Amal"}, {ID: id(402), Parent: id(401), Text: "An answer"}, {ID: id(404), Span: date("2020/2021"), Text: "On a span"},
		},
	}
}

func written(t rapid.TB, from form.Taken) (string, form.Dropped) {
	t.Helper()
	var out bytes.Buffer
	lost, err := Format().Write(context.Background(), &out, from)
	if err != nil {
		t.Fatal(err)
	}
	return out.String(), lost
}

// read is what a reader of Markdown with all usual extensions makes of a text, as HTML.
func read(t rapid.TB, text string) string {
	t.Helper()
	var out bytes.Buffer
	all := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList))
	if err := all.Convert([]byte(text), &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

var tags = regexp.MustCompile(`<[^>]*>`)

// plain is the text of HTML in one line.
func plain(s string) string {
	return strings.Join(strings.Fields(html.UnescapeString(tags.ReplaceAllString(s, ""))), " ")
}

// TestWritten checks the file as a whole, and as a program reads it.
func TestWritten(t *testing.T) {
	got, lost := written(t, sample(t, "en"))
	for _, want := range []string{
		"# Two winters\n\n", "- [2022](#2022) \u00b7 1 event\n", "## 2022\n\n### قمة\n\n**4 February 2022** \u00b7 Friday \u00b7 Diplomacy\n\n1\\. not a list\n\nnot code\n\n\\<b\\>\n\n",
		"### \\# An \\*early\\* one\n", "> \u00abHe said.\n>\n> Twice\\[\\^9\\].\u00bb[^1]\n\n", "[Page](<https://example.org/%3Cx%3E>)", "Script\n", "> > An answer\n", "## Sources\n\n1. [خبر", "2. Unread\n", "العاصمة\u2069,\u201d *The \\*Paper\\**, February 5, 2022, <https://example.org/a_b_c?b=1&c=%3E>.",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("there is no %q in\n%s", want, got)
		}
	}
	if lost[form.LosesControls] != 1 || lost[form.LosesColours] != 1 {
		t.Errorf("lost %v", lost)
	}
	page := read(t, got)
	if n := strings.Count(page, `class="footnote-ref"`); n != 1 {
		t.Errorf("%d footnotes", n)
	}
	for _, never := range []string{"<em>early", "<b>", "javascript", "<pre>", "<del>"} {
		if strings.Contains(page, never) {
			t.Errorf("there is %s", never)
		}
	}
	again, _ := written(t, sample(t, "en"))
	if got != again {
		t.Error("other bytes the second time")
	}
	if arabic, _ := written(t, sample(t, "ar")); !strings.Contains(arabic, "## المصادر") {
		t.Error("there are no Arabic headings")
	}
}

// TestTextStaysText puts marks wherever people write, and reads them back as text.
func TestTextStaysText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.SampledFrom([]rune("ab1 #*_~`>-+=|.:!?()[]{}<>&\\\"'/@$^%;,wه ")), 1, 24, -1)
		from := sample(t, "en")
		says := []string{"T" + text.Draw(t, "title"), text.Draw(t, "text"), "Q" + text.Draw(t, "quotation")}
		e := &from.Events[1]
		e.Title, e.Description, e.Excerpts[0].Anchor.Exact = says[0], says[1], says[2]
		got, _ := written(t, from)
		page := read(t, got)
		for _, say := range says {
			if want := strings.Join(strings.Fields(say), " "); !strings.Contains(plain(page), want) {
				t.Fatalf("%q does not come back: %s", want, got)
			}
		}
		if n, m := strings.Count(page, "<a "), strings.Count(page, `class="footnote-`); n-m != 7 { // four of the contents, and three addresses
			t.Fatalf("%d links and %d of footnotes: %s", n, m, page)
		}
	})
}

// TestRefusals stops when it is told to or cannot write.
func TestRefusals(t *testing.T) {
	stop, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Format().Write(stop, io.Discard, sample(t, "en")); !errors.Is(err, context.Canceled) {
		t.Errorf("after cancelling: %v", err)
	}
	if _, err := Format().Write(t.Context(), closed{}, sample(t, "en")); !errors.Is(err, os.ErrClosed) {
		t.Errorf("a writer that is closed: %v", err)
	}
}

type closed struct{}

func (closed) Write([]byte) (int, error) { return 0, os.ErrClosed }

// FuzzEscape checks that any line is one paragraph that says the same.
func FuzzEscape(f *testing.F) {
	for _, seed := range []string{"", "# a", "1) b", "- - -", "    code", "<script>", "[x]: http://a", "a@b.org", "www.a.org", "http://a.org", "&amp;", "![i](j)", "\\*", "~~a~~", "| a |", "[^1]: x", ": a", "\x00\xff", "___", "==", " \x00+ 000", "\u2028- a"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		text, _ := escape(s)
		text = strings.TrimSpace(text)
		page := read(t, text)
		says := strings.Join(strings.Fields(strings.Map(func(r rune) rune {
			if unicode.IsControl(r) && !unicode.IsSpace(r) {
				return -1
			}
			return r
		}, strings.ToValidUTF8(s, "\ufffd"))), " ")
		if got := plain(page); got != says {
			t.Errorf("%q is %q", says, got)
		}
		if bare := strings.NewReplacer("<p>", "", "</p>", "").Replace(page); strings.Contains(bare, "<") {
			t.Errorf("%q is %s", s, page)
		}
	})
}

// An event that the reader disputes or refutes is never written as if it were certain.
func TestWhatIsDoubted(t *testing.T) {
	from := sample(t, "en")
	before, _ := written(t, from)
	from.Events[0].Verdict = data.Verdict{State: data.StateRefuted, Why: "a forged letter"}
	after, _ := written(t, from)
	if strings.Contains(before, "refuted") || !strings.Contains(after, "refuted: ") || !strings.Contains(after, "a forged letter") {
		t.Errorf("written as %s", after)
	}
}
