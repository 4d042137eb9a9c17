package hypothesis

import (
	"context"
	"strings"
	"testing"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/annotations"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
)

var now = time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)

// exported is what the client writes, made up: a passage with a thread below it, a
// highlight that only its author sees, a note on the page, and a reply to what is gone.
const exported = `{"export_date": "2026-11-20T10:00:00.000Z", "export_userid": "acct:layla@hypothes.is", "client_version": "1.1500.0", "annotations": [
{"id": "r2", "created": "2026-11-03T10:00:00+00:00", "updated": "2026-11-03T10:00:00+00:00", "user": "acct:layla@hypothes.is", "uri": "https://example.org/news?id=7",
 "text": "Third", "tags": [], "group": "__world__", "permissions": {"read": ["group:__world__"]}, "references": ["a1", "r1"],
 "target": [{"source": "https://example.org/news?id=7"}], "document": {"title": ["News of the talks"]}},
{"id": "a1", "created": "2026-11-01T10:00:00.123456+00:00", "updated": "2026-11-02T10:00:00+00:00", "user": "acct:layla@hypothes.is", "uri": "https://example.org/news?id=7",
 "text": "Is this **so**? $$x^2$$", "tags": ["economy", "اقتصاد"], "group": "__world__", "permissions": {"read": ["group:__world__"], "update": ["acct:layla@hypothes.is"]},
 "target": [{"source": "https://example.org/news?id=7", "selector": [
  {"type": "RangeSelector", "startContainer": "/div[1]/p[2]", "endContainer": "/div[1]/p[2]", "startOffset": 4, "endOffset": 13},
  {"type": "TextPositionSelector", "start": 412, "end": 421},
  {"type": "TextQuoteSelector", "exact": "the talks", "prefix": "that after ", "suffix": " no word"}]}],
 "document": {"title": ["News of the talks"]}, "links": {"html": "https://hypothes.is/a/a1"}, "flagged": false, "hidden": false, "user_info": {"display_name": "Layla"}},
{"id": "r1", "created": "2026-11-02T10:00:00+00:00", "updated": "2026-11-02T10:00:00+00:00", "user": "acct:omar@hypothes.is", "uri": "https://example.org/news?id=7",
 "text": "Second", "tags": [], "group": "__world__", "permissions": {"read": ["group:__world__"]}, "references": ["a1"],
 "target": [{"source": "https://example.org/news?id=7"}], "document": {"title": ["News of the talks"]}},
{"id": "a2", "created": "2026-11-01T11:00:00+00:00", "updated": "2026-11-01T11:00:00+00:00", "user": "acct:layla@hypothes.is", "uri": "urn:x-pdf:abc",
 "text": "", "tags": [], "group": "5PN7oYKd", "permissions": {"read": ["acct:layla@hypothes.is"]},
 "target": [{"source": "urn:x-pdf:abc", "selector": [{"type": "PageSelector", "index": 3, "label": "iv"}, {"type": "TextQuoteSelector", "exact": "قمّة"}]}],
 "document": {"title": ["paper.pdf"]}},
{"id": "a3", "created": "2026-11-01T12:00:00+00:00", "updated": "2026-11-01T12:00:00+00:00", "user": "acct:omar@hypothes.is", "uri": "https://example.org/news?id=7",
 "text": "On the whole page", "tags": [], "group": "__world__", "permissions": {"read": ["group:__world__"]}, "target": [{"source": "https://example.org/news?id=7"}],
 "document": {"title": ["News of the talks"]}},
{"id": "r9", "created": "2026-11-01T12:00:00+00:00", "updated": "2026-11-01T12:00:00+00:00", "user": "acct:omar@hypothes.is", "uri": "https://example.org/news?id=7",
 "text": "To what is gone", "tags": [], "group": "__world__", "permissions": {"read": ["group:__world__"]}, "references": ["gone"],
 "target": [{"source": "https://example.org/news?id=7"}], "document": {"title": ["News of the talks"]}},
{"id": "a4", "created": "2026-11-01T12:00:00+00:00", "updated": "2026-11-01T12:00:00+00:00", "user": "acct:omar@hypothes.is", "uri": "https://example.org/picture",
 "text": "", "tags": [], "group": "__world__", "permissions": {"read": ["group:__world__"]},
 "target": [{"source": "https://example.org/picture", "description": "a chart", "selector": [{"type": "ShapeSelector", "shape": {"type": "point", "x": 1, "y": 2}}]}]},
{"id": "a5", "user": "acct:omar@hypothes.is", "uri": "https://example.org/picture", "target": []}, 7]}`

func readText(t testing.TB, name, contents string) form.Document {
	t.Helper()
	reads := read
	if strings.HasSuffix(name, ".csv") {
		reads = readTable
	}
	d, err := reads(context.Background(), formtest.File(name, contents), form.Options{Now: now})
	if err != nil {
		t.Fatal(err)
	}
	formtest.Check(t, d)
	return d
}

func TestExportOfTheClient(t *testing.T) {
	d := readText(t, "a.json", exported)
	byKey, urls := map[string]form.Note{}, map[data.ID]string{}
	for _, n := range d.Notes {
		byKey[n.Key] = n
	}
	for _, a := range d.Articles {
		urls[a.ID] = a.URL
		if !a.IsReference() {
			t.Errorf("%q has a text", a.Title)
		}
	}
	if len(d.Notes) != 7 || len(d.Articles) != 3 || len(d.Skipped) != 2 {
		t.Fatalf("%d notes, %d articles, skipped %v", len(d.Notes), len(d.Articles), d.Skipped)
	}
	n := byKey["a1"]
	if n.Text != "Is this **so**? $$x^2$$" || n.Author != "layla" || strings.Join(n.Tags, ",") != "economy,اقتصاد" || n.Created != 1793527200 || n.Changed != 1793613600 || n.Private {
		t.Errorf("%+v", n)
	}
	if a := n.Anchor; a.Exact != "the talks" || a.Prefix != "that after " || a.Suffix != " no word" || a.Start != 412 || urls[n.Article] != "https://example.org/news?id=7" {
		t.Errorf("%+v on %s", a, urls[n.Article])
	}
	for _, key := range []string{"r1", "r2"} {
		if r := byKey[key]; r.Parent != n.ID || r.Article != (data.ID{}) {
			t.Errorf("%s answers %v", key, r.Parent)
		}
	}
	if d.Dropped[annotations.DeepReplies] != 1 || d.Dropped[annotations.LostParents] != 1 || d.Dropped["group"] != 1 || d.Dropped["ShapeSelector"] != 1 || len(d.Dropped) != 4 {
		t.Errorf("dropped %v", d.Dropped)
	}
	if p := byKey["a2"]; !p.Private || p.Anchor.Exact != "قمّة" || p.Text != "Page: iv" || urls[p.Article] != "" {
		t.Errorf("private %+v", p)
	}
	if p := byKey["a3"]; p.OnPassage() || p.Article != n.Article || p.Text != "On the whole page" {
		t.Errorf("page note %+v", p)
	}
	if p := byKey["r9"]; p.Parent != (data.ID{}) || p.Article != n.Article {
		t.Errorf("reply to what is gone %+v", p)
	}
	if p := byKey["a4"]; p.Text != "Description: a chart" {
		t.Errorf("picture %+v", p)
	}
	for _, a := range d.Articles {
		if a.URL == "" && (a.Title != "paper.pdf" || a.Citation.Extra["URI"] != "urn:x-pdf:abc") {
			t.Errorf("file %+v", a.Article)
		}
	}
}

func TestAnswerOfTheService(t *testing.T) {
	row := `{"id": "a", "user": "acct:x@y", "uri": "https://example.org/a", "text": "t", "target": [{"selector": [{"type": "TextQuoteSelector", "exact": "q"}]}]}`
	for name, contents := range map[string]string{
		"answer": `{"total": 1, "rows": [` + row + `], "replies": []}`,
		"list":   `[` + row + `]`,
	} {
		d := readText(t, "a.json", contents)
		if len(d.Notes) != 1 || d.Notes[0].Anchor.Exact != "q" {
			t.Errorf("%s: %+v", name, d.Notes)
		}
		if like := likeness(form.NewProbe(formtest.File("a.json", contents))); like < 80 {
			t.Errorf("%s: likeness %d", name, like)
		}
	}
	if like := likeness(form.NewProbe(formtest.File("a.json", exported))); like < 90 {
		t.Errorf("likeness of the export %d", like)
	}
}

const tabled = "Created at,Author,Page,URL,Group,Type,Quote/description,Comment,Tags\n" +
	"2026-11-01 10:00,layla,,https://example.org/news,Public,Annotation,\"the \"\"talks\"\"\nof, May\",Is this so?,\"economy,اقتصاد\"\n" +
	"2026-11-01 10:05,omar,iv,https://example.org/news,Readers,Highlight,ended,,\n" +
	"2026-11-01 10:06,omar,,https://example.org/news,Public,Reply,,No,\n" +
	"2026-11-01 10:07,omar,,https://example.org/news,Public,Page note,,On the whole,\n"

func TestTable(t *testing.T) {
	for name, contents := range map[string]string{"commas": tabled, "tabs": strings.NewReplacer(
		"\"the \"\"talks\"\"\nof, May\"", "\"the \"\"talks\"\"\nof, May\"", "\"economy,اقتصاد\"", "\"economy\x00اقتصاد\"", ",", "\t").Replace(tabled)} {
		contents = strings.ReplaceAll(strings.ReplaceAll(contents, "\x00", ","), "of\t May", "of, May")
		d := readText(t, "a.csv", contents)
		if len(d.Notes) != 4 || len(d.Articles) != 1 || d.Dropped["Group"] != 1 || d.Dropped[annotations.LostParents] != 1 {
			t.Fatalf("%s: %+v, dropped %v", name, d.Notes, d.Dropped)
		}
		texts := map[string]form.Note{}
		for _, n := range d.Notes {
			texts[n.Text] = n
		}
		n := texts["Is this so?"]
		if n.Anchor.Exact != "the \"talks\"\nof, May" || n.Author != "layla" || len(n.Tags) != 2 || n.Created != 1793527200 || n.Place.Row != 1 {
			t.Errorf("%s: %+v", name, n)
		}
		if texts["Page: iv"].Anchor.Exact != "ended" || texts["No"].OnPassage() || texts["On the whole"].OnPassage() {
			t.Errorf("%s: %+v", name, d.Notes)
		}
		if like := likeTable(form.NewProbe(formtest.File("a.csv", contents))); like < 80 {
			t.Errorf("%s: likeness %d", name, like)
		}
	}
}

func TestRefused(t *testing.T) {
	for file, want := range map[string]string{
		`{"total": 0}`:            `it has no list of "annotations" or "rows"`,
		`{"annotations": {}}`:     `it has no list of "annotations" or "rows"`,
		`{"annotations": [{"id":`: "line 1: the file ends before its JSON does",
	} {
		_, err := read(context.Background(), formtest.File("a.json", file), form.Options{Now: now})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", file, err, want)
		}
	}
	_, err := readTable(context.Background(), formtest.File("a.csv", "Created at,Author\n"), form.Options{Now: now})
	if err == nil || !strings.Contains(err.Error(), `it has no column "URL"`) {
		t.Errorf("table: %v", err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(exported))
	formtest.Fuzz(f, read, "a.json", form.Options{Now: now})
}

func FuzzReadTable(f *testing.F) {
	f.Add([]byte(tabled))
	formtest.Fuzz(f, readTable, "a.csv", form.Options{Now: now})
}
