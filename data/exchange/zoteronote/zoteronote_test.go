package zoteronote

import (
	"context"
	"net/url"
	"strings"
	"testing"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
)

var now = time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)

// encoded is JSON as an attribute of a note has it.
func encoded(json string) string { return url.PathEscape(json) }

const item = `"uris": ["http://zotero.org/users/1/items/AAAA"]`

// noted is a note that is made of annotations, made up.
func noted() string {
	annotation := func(key, colour, page string) string {
		return encoded(`{"attachmentURI": "http://zotero.org/users/1/items/FILE", "annotationKey": "` + key + `", "color": "` + colour + `", "pageLabel": "` + page +
			`", "position": {"pageIndex": 3, "rects": [[1, 2, 3, 4]]}, "citationItem": {` + item + `, "locator": "` + page + `"}}`)
	}
	citation := `<span class="citation" data-citation="` + encoded(`{"citationItems": [{`+item+`, "locator": "4"}], "properties": {}}`) + `">(<span class="citation-item">Saleh, 2020, p. 4</span>)</span>`
	return `<div data-citation-items="` + encoded(`[{`+item+`, "itemData": {"id": "x", "type": "article-journal", "title": "On the talks", "container-title": "Journal", "DOI": "10.1000/xyz",
		"URL": "https://example.org/paper", "author": [{"family": "Saleh", "given": "Mona"}, {"literal": "Institute"}]}}]`) + `" data-schema-version="9"><h1>Annotations<br>(11/29/2026)</h1>
<p><span class="highlight" data-annotation="` + annotation("K1", "#ffd400", "4") + `">“the talks &amp; more”</span> ` + citation + ` Is this <em>so</em>?</p>
<p>First <span class="underline" data-annotation="` + annotation("K2", "#a28ae5", "5") + `">“one”</span> ` + citation + ` and <span class="highlight" data-annotation="` + annotation("K3", "#5fb236", "6") + `">«قمة»</span> last</p>
<ul><li><img data-attachment-key="X" data-annotation="` + annotation("K4", "#ff6666", "7") + `"><br>` + citation + ` a chart</li></ul>
<p>My own summary</p>
<script>alert(1)</script>
</div>`
}

func readText(t testing.TB, name, contents string) form.Document {
	t.Helper()
	reads := readHTML
	if strings.HasSuffix(name, ".md") {
		reads = readMarkdown
	}
	d, err := reads(context.Background(), formtest.File(name, contents), form.Options{Now: now})
	if err != nil {
		t.Fatal(err)
	}
	formtest.Check(t, d)
	return d
}

// said is a note in one line: key, quotation, text, colour.
func said(n form.Note) string {
	return strings.Join([]string{n.Key, n.Anchor.Exact, strings.ReplaceAll(n.Text, "\n", "/"), n.Colour}, "|")
}

func same(t *testing.T, notes []form.Note, want []string) {
	t.Helper()
	for i, n := range notes {
		if i >= len(want) || said(n) != want[i] {
			t.Errorf("note %d is %q", i, said(n))
		}
	}
	if len(notes) != len(want) {
		t.Errorf("%d notes, want %d", len(notes), len(want))
	}
}

func TestNoteInHTML(t *testing.T) {
	d := readText(t, "a.html", noted())
	if like := likeHTML(form.NewProbe(formtest.File("a.html", noted()))); like < 90 {
		t.Errorf("likeness %d", like)
	}
	same(t, d.Notes, []string{
		"K1|the talks & more|Is this so?//Page: 4|amber",
		"K2|one|First   and//Page: 5|violet",
		"K3|قمة|last//Page: 6|green",
		"K4||a chart//Page: 7|red",
		"||My own summary|amber",
	})
	if len(d.Articles) != 1 || d.Dropped["pictures"] != 1 || len(d.Skipped) > 0 {
		t.Fatalf("%+v, dropped %v, skipped %v", d.Articles, d.Dropped, d.Skipped)
	}
	a := d.Articles[0]
	if a.Title != "On the talks" || a.URL != "https://example.org/paper" || a.Citation.DOI != "10.1000/xyz" || a.Byline != "Mona Saleh, Institute" ||
		len(a.Citation.Authors) != 2 || a.Citation.Authors[0] != (data.Name{Family: "Saleh", Given: "Mona"}) || a.Citation.Container != "Journal" {
		t.Errorf("%+v", a.Article)
	}
	if !strings.HasPrefix(d.Title, "Annotations") {
		t.Errorf("title %q", d.Title)
	}
}

// A note that does not say its sources whole has them as they are cited.
func TestNoteWithCitationsOnly(t *testing.T) {
	whole := noted()
	start, end := strings.Index(whole, `data-citation-items="`), strings.Index(whole, `" data-schema-version`)
	d := readText(t, "a.html", whole[:start]+`x="`+whole[end:])
	if len(d.Articles) != 1 || d.Articles[0].Title != "Saleh, 2020" || len(d.Notes) != 5 {
		t.Errorf("%+v, %d notes", d.Articles, len(d.Notes))
	}
}

func TestNoteInMarkdown(t *testing.T) {
	for name, c := range map[string]struct {
		text  string
		title string // of the source
		notes []string
	}{
		"words, citation, link": {
			"# Annotations\n\n“the talks” ([Saleh, 2020, p. 4](zotero://select/library/items/AAAA)) ([pdf](zotero://open-pdf/library/items/FILE?page=4&annotation=K1)) Is this *so*?\n",
			"Saleh, 2020",
			[]string{"K1|the talks|Is this *so*?//Page: 4|amber"},
		},
		"two in a paragraph": {
			"First “one” ([pdf](zotero://open-pdf/library/items/FILE?page=4&annotation=K1)) said “two” ([pdf](zotero://open-pdf/library/items/FILE?page=5&annotation=K2)) last",
			"a.md",
			[]string{"K1|one|First/said//Page: 4|amber", "K2|two|last//Page: 5|amber"},
		},
		"words that lead": {
			"- [“قمة”](zotero://open/library/items/FILE?page=4&annotation=K1) ([صالح، 2020، ص. 4](zotero://select/groups/7/items/AAAA)) كذا",
			"صالح، 2020",
			[]string{"K1|قمة|كذا//Page: 4|amber"},
		},
		"marked in colour": {
			"<mark style=\"background: #5fb236\">the \\[talks\\]</mark> [(p. 2)](zotero://open-pdf/library/items/FILE?page=2)\n\nA summary",
			"a.md",
			[]string{"|the [talks]|Page: 2|green", "||A summary|amber"},
		},
		"a quotation of Markdown": {
			"> the talks\n> ended [(p. 29)](zotero://open-pdf/library/items/FILE?page=29&annotation=K1)",
			"a.md",
			[]string{"K1|the talks\nended|Page: 29|amber"},
		},
		"embedded": {
			"---\ntags: []\n---\n# Summary\n\n<span class=\"highlight\" data-annotation=\"" + encoded(`{"annotationKey": "K1", "color": "#ff6666", "pageLabel": "1", "citationItem": {`+item+`}}`) +
				"\" ztype=\"zhighlight\"><a href=\"zotero://open-pdf/library/items/FILE?page=1&#x26;annotation=K1\">“talks”</a></span> said",
			"Summary",
			[]string{"K1|talks|said//Page: 1|red"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := readText(t, "a.md", c.text)
			same(t, d.Notes, c.notes)
			if len(d.Articles) != 1 || d.Articles[0].Title != c.title {
				t.Errorf("on %+v", d.Articles)
			}
			if like := likeMarkdown(form.NewProbe(formtest.File("a.md", c.text))); like < 60 {
				t.Errorf("likeness %d", like)
			}
		})
	}
}

func TestRefused(t *testing.T) {
	for name, contents := range map[string]string{"a.html": "<p>Hello</p>", "a.md": "# Hello\n\nthere"} {
		reads := map[string]func(context.Context, form.File, form.Options) (form.Document, error){"a.html": readHTML, "a.md": readMarkdown}[name]
		if _, err := reads(context.Background(), formtest.File(name, contents), form.Options{Now: now}); err == nil || !strings.Contains(err.Error(), "it has no annotation of Zotero") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzReadHTML(f *testing.F) {
	f.Add([]byte(noted()))
	formtest.Fuzz(f, readHTML, "a.html", form.Options{Now: now})
}

func FuzzReadMarkdown(f *testing.F) {
	f.Add([]byte("# T\n\n“a” ([b, p. 4](zotero://select/library/items/A)) ([pdf](zotero://open-pdf/library/items/F?page=4&annotation=K)) c\n\n" + noted()))
	formtest.Fuzz(f, readMarkdown, "a.md", form.Options{Now: now})
}
