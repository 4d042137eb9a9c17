package intake_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/intake"
)

func TestDraft(t *testing.T) {
	paragraph := strings.Repeat("كلمة ", 60)
	for _, c := range []struct{ name, body, path, title, lang string }{
		{"first line", "قمة في بكين\n\nنص الخبر", "a.txt", "قمة في بكين", "ar"},
		{"blank lines before it", "\n \n  A summit \t in Beijing \nText", "a.txt", "A summit in Beijing", "en"},
		{"a dateline before it", "04-فبراير-2022\n\nقمة في بكين", "a.txt", "قمة في بكين", "ar"},
		{"a line of dashes before it", "-----\nA summit", "a.txt", "A summit", "en"},
		{"marks around it", "\u200f«قمة» في بكين\u200f\nنص", "a.txt", "«قمة» في بكين", "ar"},
		{"no line is short enough", paragraph + "\nقصير", "/home/x/قمة بكين.txt", "قمة بكين", "ar"},
		{"two extensions", paragraph, "summit.ar.txt", "summit.ar", "ar"},
		{"a file name that is not UTF-8", paragraph, "a\xffb.txt", "a\ufffdb", "ar"},
		{"no path", paragraph, "", "", "ar"},
		{"a year in a title", "بكين 2022: ما تغيّر\nنص", "a.txt", "بكين 2022: ما تغيّر", "ar"},
		{"Arabic with Latin names", "قال (COVID-19) إن المنظمة (WHO) في جنيف", "a.txt", "قال (COVID-19) إن المنظمة (WHO) في جنيف", "ar"},
		{"half and half", "قمة Beijing في بكين today", "a.txt", "قمة Beijing في بكين today", ""},
		{"neither", "Саммит в Пекине", "a.txt", "Саммит в Пекине", "ru"},
	} {
		t.Run(c.name, func(t *testing.T) {
			source, files := intake.Pasted(c.body), afero.NewMemMapFs()
			if c.path != "" {
				source = intake.File(c.path)
				if err := afero.WriteFile(files, c.path, []byte(c.body), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			d, err := intake.Reader{Files: files}.Read(t.Context(), source, nil)
			if err != nil {
				t.Fatal(err)
			}
			if d.Title.Value != c.title || d.Lang.Value != c.lang || d.Text != c.body {
				t.Errorf("got %q in %q, want %q in %q", d.Title.Value, d.Lang.Value, c.title, c.lang)
			}
			checkDraft(t, d)
		})
	}
}

func TestRetitle(t *testing.T) {
	for _, c := range []struct{ html, title, want string }{
		{"<h1>Iron</h1><p>It came late.<h2>After</h2><p>Then steel.", "IRON", "It came late.|[After]|Then steel."},
		{"<h1>Iron</h1><p>It came late.<h2>After</h2><p>Then steel.", "Chapter 1", "[Iron]|It came late.|[After]|Then steel."},
		{"<h2>Iron</h2><p>It came late.<h2>After</h2><p>Then steel.", "Iron", "It came late.|[After]|Then steel."},
		{"<h2>Iron</h2><p>It came late.", "Chapter 1", "[Iron]|It came late."},
		{"<h2>Iron</h2>", "Iron", "[Iron]"},
		{"<p>It came late.", "", "It came late."},
	} {
		d, err := intake.Reader{}.Read(t.Context(), intake.PastedHTML([]byte(c.html)), nil)
		if err != nil {
			t.Fatal(err)
		}
		d.Retitle(c.title)
		text := d.Text
		for _, b := range slices.Backward(d.Blocks) {
			text = text[:b.Start] + "[" + text[b.Start:b.End] + "]" + text[b.End:]
		}
		if got := strings.ReplaceAll(strings.TrimSpace(text), "\n\n", "|"); got != c.want {
			t.Errorf("%s called %q: %s, want %s", c.html, c.title, got, c.want)
		}
		if c.title != "" && d.Title.Value != c.title {
			t.Errorf("it is called %q", d.Title.Value)
		}
	}
}

// A page that was saved is read as one that is fetched, and dated by when it was.
func TestSaved(t *testing.T) {
	const markup = `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/><meta property="og:title" content="The bridge"/></head><body><article><p>The bridge over the river was opened on Friday, and many came to see it.</p></article></body></html>`
	reader := intake.Reader{Now: func() time.Time { return time.Unix(1_643_968_800, 0) }}
	d, err := reader.Read(t.Context(), intake.Saved("https://news.example/bridge?utm_source=x", "application/xhtml+xml", []byte(markup)), nil)
	if err != nil {
		t.Fatal(err)
	}
	if d.Title.Value != "The bridge" || d.URL.Value != "https://news.example/bridge" || !strings.HasPrefix(d.Text, "The bridge over") || d.Page.Fetched != 1_643_968_800 || d.Page.URL != "https://news.example/bridge?utm_source=x" || d.Page.Media != "application/xhtml+xml" {
		t.Errorf("%+v", d)
	}
	if _, err := reader.Read(t.Context(), intake.Saved("https://news.example/", "", make([]byte, data.MaxArticle+1)), nil); err == nil {
		t.Error("it is too large, and read")
	}
}
