package omnivore_test

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
	"tarikh.org/tarikh/data/exchange/omnivore"
)

func packed(t testing.TB, files ...string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		w, err := z.Create(files[i])
		if err == nil {
			_, err = w.Write([]byte(files[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

const (
	list = `[{"id":"a1","slug":"the-bridge-1","title":"The bridge","description":"About it","author":"Amira","url":"https://news.example/bridge","state":"Archived","readingProgress":10,"thumbnail":"x","labels":["news"],"savedAt":"2022-02-05T08:00:00.000Z","updatedAt":"2022-02-05T08:00:00.000Z","publishedAt":"2022-02-04T00:00:00.000Z"},
{"id":"a2","slug":"gone","title":"Only its address","url":"https://news.example/gone","labels":5}]`
	content    = `<div id="readability-content"><p>The bridge was opened on Friday.</p><p>Many people came to see it, and some stayed late.</p></div>`
	highlights = "A note on the whole\n\n> Many people came \n\n#crowd #town\n\nreally many\n\n> opened on\n> Friday\n"
)

func read(t testing.TB, contents string) (*form.Container, form.Document, error) {
	t.Helper()
	return formtest.Contained(t, omnivore.Format(), "omnivore.zip", contents)
}

func TestRead(t *testing.T) {
	contents := packed(t, "metadata_0_to_20.json", list, "content/the-bridge-1.html", content, "highlights/the-bridge-1.md", highlights, "metadata_20_to_40.json", "[{")
	c, doc, err := read(t, contents)
	if err != nil {
		t.Fatal(err)
	}
	a := doc.Articles[0]
	if a.Key != "a1" || a.Title != "The bridge" || a.Byline != "Amira" || a.Published.EDTF != "2022-02-04" || a.Citation.Abstract != "About it" || strings.Join(a.Citation.Keywords, "") != "news" || !strings.HasPrefix(a.Text, "The bridge was opened on Friday.\n\nMany") {
		t.Errorf("%+v", a.Article)
	}
	if r := doc.Articles[1]; !r.IsReference() || r.URL != "https://news.example/gone" || len(c.Usual()) != 1 {
		t.Errorf("%+v", r.Article)
	}
	var notes []string
	for _, n := range doc.Notes {
		notes = append(notes, n.Anchor.Exact+"|"+n.Text+"|"+strings.Join(n.Tags, "+")+"|"+string(n.Doubt.State))
	}
	if want := "|A note on the whole||\nMany people came|really many|crowd+town|\nopened on Friday|||"; strings.Join(notes, "\n") != want {
		t.Errorf("notes\n%s\nwant\n%s", strings.Join(notes, "\n"), want)
	}
	if len(doc.Skipped) != 1 || doc.Skipped[0].Where.Path != "metadata_20_to_40.json" {
		t.Errorf("skipped %v", doc.Skipped)
	}
	if omnivore.Format().Likeness(form.NewProbe(formtest.File("x", contents))) != 100 || omnivore.Format().Likeness(form.NewProbe(formtest.File("x", packed(t, "a.json", "")))) != 0 {
		t.Error("it is not told by its files")
	}
}

// A list that was taken out of its archive is one of references.
func TestListAlone(t *testing.T) {
	_, doc, err := read(t, "\ufeff"+list)
	if err != nil || len(doc.Articles) != 2 || !doc.Articles[0].IsReference() || doc.Articles[0].Title != "The bridge" {
		t.Errorf("%+v, %v", doc.Articles, err)
	}
	if omnivore.Format().Likeness(form.NewProbe(formtest.File("x", list))) != 100 {
		t.Error("it is not recognised")
	}
}

func TestHostile(t *testing.T) {
	_, doc, err := read(t, packed(t, "metadata_1.json", list, "content/the-bridge-1.html", "<p>"+strings.Repeat("a", 13<<20)))
	if err != nil || len(doc.Articles) != 1 || len(doc.Skipped) != 1 || !strings.Contains(doc.Skipped[0].Detail, "12 MB") {
		t.Errorf("%v, %v", doc.Skipped, err)
	}
	for want, contents := range map[string]string{"damaged": packed(t, "metadata_1.json", list)[:50], "no article": packed(t, "metadata_1.json", "[]")} {
		if _, _, err := read(t, contents); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", want, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(list, content, highlights)
	f.Add(`[{"slug":"the-bridge-1"},{"slug":"../x"},null]`, "<", ">\n>\n#\n#a\n>")
	f.Fuzz(func(t *testing.T, list, content, highlights string) {
		if len(list)+len(content)+len(highlights) > 1<<16 {
			return
		}
		_, doc, err := read(t, packed(t, "metadata_1.json", list, "content/the-bridge-1.html", content, "highlights/the-bridge-1.md", highlights))
		for _, n := range doc.Notes {
			if err == nil && n.Text == "" && n.Anchor.Exact == "" && n.Doubt.State == data.Sure {
				t.Error("a note that says nothing")
			}
		}
	})
}
