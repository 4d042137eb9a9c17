package webannotation

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/annotations"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
)

var now = time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)

func readText(t testing.TB, contents string) form.Document {
	t.Helper()
	return formtest.MustRead(t, readFile, "a.jsonld", contents, form.Options{Now: now, Lang: "ar"})
}

// in puts the members of an annotation on a page into a file.
func in(members string) string {
	return `{"@context": "http://www.w3.org/ns/anno.jsonld", "id": "urn:x", "type": "Annotation", ` + members + `}`
}

func TestSelectors(t *testing.T) {
	quote := `{"type": "TextQuoteSelector", "exact": "the talks", "prefix": "after ", "suffix": " ended"}`
	for name, c := range map[string]struct {
		selector              string
		exact, prefix, suffix string
		position              int
		dropped               []string
	}{
		"quotation":            {quote, "the talks", "after ", " ended", 0, nil},
		"with its place":       {`[{"type": "TextPositionSelector", "start": 40, "end": 49}, ` + quote + `]`, "the talks", "after ", " ended", 40, nil},
		"beside others":        {`[{"type": "XPathSelector", "value": "/p"}, ` + quote + `]`, "the talks", "after ", " ended", 0, nil},
		"refines a fragment":   {`{"type": "FragmentSelector", "value": "p5", "refinedBy": ` + quote + `}`, "the talks", "after ", " ended", 0, nil},
		"types of a list":      {`{"type": ["TextQuoteSelector"], "exact": ["the talks"]}`, "the talks", "", "", 0, nil},
		"refined by a place":   {`{"type": "TextQuoteSelector", "exact": "بعد المحادثات", "refinedBy": {"type": "TextPositionSelector", "start": 4, "end": 13}}`, "المحادثات", "بعد ", "", 0, nil},
		"refined by words":     {`{"type": "TextQuoteSelector", "exact": "talks on talks", "prefix": "a ", "refinedBy": {"type": "TextQuoteSelector", "exact": "talks", "prefix": "on "}}`, "talks", "a talks on ", "", 0, nil},
		"refined out of it":    {`{"type": "TextQuoteSelector", "exact": "talks", "refinedBy": {"type": "TextPositionSelector", "start": 4, "end": 13}}`, "talks", "", "", 0, nil},
		"space around":         {`{"type": "TextQuoteSelector", "exact": " the\r\ntalks ", "prefix": "after"}`, "the\ntalks", "after ", " ", 0, nil},
		"in a list of a draft": {`{"type": "List", "members": [{"type": "SvgSelector"}, ` + quote + `]}`, "the talks", "after ", " ended", 0, nil},
		"place alone":          {`{"type": "TextPositionSelector", "start": 4, "end": 13}`, "", "", "", 0, []string{"TextPositionSelector"}},
		"others":               {`[{"type": "RangeSelector", "startSelector": ` + quote + `}, {"type": "CssSelector", "refinedBy": {"type": "DataPositionSelector"}}]`, "", "", "", 0, []string{"CssSelector", "DataPositionSelector", "RangeSelector"}},
		"an address":           {`"http://example.org/selector"`, "", "", "", 0, []string{"selector"}},
		"without words":        {`{"type": "TextQuoteSelector", "exact": ""}`, "", "", "", 0, []string{"TextQuoteSelector"}},
	} {
		t.Run(name, func(t *testing.T) {
			d := readText(t, in(`"bodyValue": "said", "target": {"source": "http://example.org/a", "selector": `+c.selector+`}`))
			if len(d.Notes) != 1 || len(d.Articles) != 1 {
				t.Fatalf("%d notes on %d articles", len(d.Notes), len(d.Articles))
			}
			a := d.Notes[0].Anchor
			if a.Exact != c.exact || a.Prefix != c.prefix || a.Suffix != c.suffix || a.Start != c.position {
				t.Errorf("%+v", a)
			}
			var dropped []string
			for _, n := range d.Dropped.Sorted() {
				dropped = append(dropped, n.What)
			}
			slices.Sort(dropped)
			if !slices.Equal(dropped, c.dropped) {
				t.Errorf("dropped %q, want %q", dropped, c.dropped)
			}
			if !d.Articles[0].IsReference() || d.Articles[0].URL != "http://example.org/a" {
				t.Errorf("article %+v", d.Articles[0].Article)
			}
		})
	}
}

func TestBodies(t *testing.T) {
	for name, c := range map[string]struct {
		members, text, tags string
	}{
		"text":                      {`"bodyValue": "said"`, "said", ""},
		"an address":                {`"body": "http://example.org/post1"`, "http://example.org/post1", ""},
		"Markdown stays as it is":   {`"body": {"type": "TextualBody", "value": "**so** [x](http://a.b)", "format": "text/markdown"}`, "**so** [x](http://a.b)", ""},
		"HTML":                      {`"body": {"value": "<p>a <a href='http://a.b/c'>b</a></p><p>c</p>", "format": "text/html"}`, "a b\n\nc\n\nhttp://a.b/c", ""},
		"tags":                      {`"body": [{"value": "economy", "purpose": "tagging"}, {"value": "said"}, {"value": "اقتصاد", "purpose": ["tagging"]}]`, "said", "economy,اقتصاد"},
		"tags alone":                {`"motivation": "tagging", "body": {"value": "economy"}`, "economy", "economy"},
		"a choice of languages":     {`"body": {"type": "Choice", "items": [{"value": "talks", "language": "en"}, {"value": "محادثات", "language": ["ar"]}]}`, "محادثات", ""},
		"several":                   {`"body": ["http://example.org/1", {"type": "Composite", "items": [{"value": "a"}, {"value": "b"}]}]`, "http://example.org/1\n\na\n\nb", ""},
		"names of JSON-LD":          {`"oa:motivatedBy": "oa:tagging", "oa:hasBody": {"@id": "x", "@type": "oa:TextualBody", "value": "economy"}`, "economy", "economy"},
		"a resource with a purpose": {`"body": {"type": "SpecificResource", "purpose": "tagging", "source": "http://example.org/city1"}`, "http://example.org/city1", "http://example.org/city1"},
	} {
		t.Run(name, func(t *testing.T) {
			d := readText(t, in(c.members+`, "target": "http://example.org/a"`))
			if len(d.Notes) != 1 {
				t.Fatalf("%d notes; skipped %v", len(d.Notes), d.Skipped)
			}
			if n := d.Notes[0]; n.Text != c.text || strings.Join(n.Tags, ",") != c.tags {
				t.Errorf("%q, tags %q", n.Text, n.Tags)
			}
		})
	}
}

func TestWhoAndWhen(t *testing.T) {
	d := readText(t, in(`"bodyValue": "x", "target": "http://example.org/a#t", "created": "2015-01-28T12:00:00Z", "modified": "2015-01-29T09:00:00+03:00",
		"creator": [{"name": "Ann"}, "acct:bo@example.org", {"id": "http://example.org/c", "nickname": "cy"}],
		"stylesheet": {"type": "CssStylesheet", "value": ".a { color: #c98a1b } .mine { background: rgb(45, 108, 192) }"}`))
	n := d.Notes[0]
	if n.Author != "Ann, bo, cy" || n.Created != 1422446400 || n.Changed != 1422511200 || n.Colour != annotations.DefaultColour {
		t.Errorf("%+v", n.Annotation)
	}
	if d.Dropped["FragmentSelector"] != 1 || d.Articles[0].URL != "http://example.org/a" {
		t.Errorf("dropped %v, on %s", d.Dropped, d.Articles[0].URL)
	}
	d = readText(t, in(`"bodyValue": "x", "target": {"source": "http://example.org/a", "styleClass": "mine"},
		"stylesheet": {"type": "CssStylesheet", "value": ".a { color: #c98a1b } .mine { background: rgb(45, 108, 192) }"}`))
	if got := d.Notes[0].Colour; got != "blue" {
		t.Errorf("colour %q", got)
	}
}

// A reply names what it answers as its target; a deeper one answers the root, and one whose
// thread is not in the file is a note of its own.
func TestThreads(t *testing.T) {
	anno := func(id, text, target, more string) string {
		return fmt.Sprintf(`{"id": "urn:%s", "type": "Annotation", "bodyValue": %q, "target": %q%s}`, id, text, target, more)
	}
	d := readText(t, `{"type": "AnnotationPage", "items": [`+strings.Join([]string{
		anno("c", "third", "urn:b", `, "motivation": "replying"`), anno("b", "second", "urn:a", ``), anno("a", "first", "http://example.org/a", ""),
		anno("d", "lost", "urn:gone", `, "motivation": "replying"`), anno("e", "to the lost", "urn:d", `, "motivation": "replying"`),
	}, ",")+`]}`)
	byText := map[string]form.Note{}
	for _, n := range d.Notes {
		byText[n.Text] = n
	}
	first, lost := byText["first"], byText["lost"]
	if len(d.Notes) != 5 || byText["second"].Parent != first.ID || byText["third"].Parent != first.ID || byText["to the lost"].Parent != lost.ID {
		t.Errorf("%+v", d.Notes)
	}
	if lost.Parent != (data.ID{}) || lost.Article == (data.ID{}) || d.Dropped[annotations.LostParents] != 1 || d.Dropped[annotations.DeepReplies] != 1 {
		t.Errorf("lost %+v, dropped %v", lost, d.Dropped)
	}
}

func TestContainers(t *testing.T) {
	anno := func(id string) string {
		return fmt.Sprintf(`{"id": %q, "type": "Annotation", "bodyValue": "said", "target": "http://example.org/a"}`, id)
	}
	for name, c := range map[string]struct {
		file           string
		notes, skipped int
	}{
		"one":                         {anno("1"), 1, 0},
		"a list":                      {`[` + anno("1") + `, ` + anno("2") + `]`, 2, 0},
		"a page":                      {`{"type": "AnnotationPage", "items": [` + anno("1") + `], "next": "http://example.org/p2"}`, 1, 1},
		"a page with addresses":       {`{"type": "AnnotationPage", "items": ["http://example.org/1", ` + anno("1") + `]}`, 1, 1},
		"a page with one":             {`{"type": "AnnotationPage", "items": ` + anno("1") + `}`, 1, 0},
		"a collection":                {`{"type": ["BasicContainer", "AnnotationCollection"], "label": "Mine", "first": {"type": "AnnotationPage", "items": [` + anno("1") + `]}, "last": "http://example.org/p1"}`, 1, 0},
		"a collection with its last":  {`{"type": "AnnotationCollection", "first": {"items": [` + anno("1") + `]}, "last": {"items": [` + anno("1") + `, ` + anno("2") + `]}}`, 2, 0},
		"a collection of addresses":   {`{"type": "AnnotationCollection", "first": "http://example.org/p1", "last": "http://example.org/p2"}`, 0, 2},
		"a graph":                     {`{"@context": "http://www.w3.org/ns/anno.jsonld", "@graph": [` + anno("1") + `]}`, 1, 0},
		"pages in a list":             {`[{"type": "AnnotationPage", "items": [` + anno("1") + `, 7]}]`, 1, 1},
		"without a target":            {`{"type": "Annotation", "bodyValue": "x"}`, 0, 1},
		"a target that is a number":   {`{"type": "Annotation", "bodyValue": "x", "target": 9}`, 0, 1},
		"neither quotation nor words": {`{"type": "Annotation", "target": "http://example.org/a"}`, 0, 1},
		"targets":                     {`{"type": "Annotation", "bodyValue": "x", "target": ["http://example.org/a", {"type": "List", "items": ["http://example.org/b"]}]}`, 2, 0},
		"a source that is no address": {`{"type": "Annotation", "bodyValue": "x", "target": {"source": "urn:x-pdf:1"}}`, 1, 0},
		"a source with a title":       {`{"type": "Annotation", "bodyValue": "x", "target": {"source": {"id": "http://example.org/a", "dc:title": "T"}}}`, 1, 0},
	} {
		t.Run(name, func(t *testing.T) {
			d := readText(t, c.file)
			if len(d.Notes) != c.notes || len(d.Skipped) != c.skipped {
				t.Errorf("%d notes, skipped %v", len(d.Notes), d.Skipped)
			}
			if strings.Contains(name, "a collection") && strings.Contains(c.file, "Mine") && d.Title != "Mine" {
				t.Errorf("title %q", d.Title)
			}
			if like := likeness(form.NewProbe(formtest.File("a.json", c.file))); like < 60 && !strings.Contains(name, "in a list") && name != "without a target" {
				t.Errorf("likeness %d", like)
			}
		})
	}
}

// A file whose annotations have more targets than anybody needs fills no memory.
func TestTargetsAreBounded(t *testing.T) {
	many := strings.TrimSuffix(strings.Repeat(`"http://a.b/",`, maxTargets+500), ",")
	d := readText(t, `{"type": "AnnotationPage", "items": [`+strings.TrimSuffix(strings.Repeat(`{"bodyValue": "x", "target": [`+many+`]},`, 2), ",")+`]}`)
	if len(d.Notes) != 2*maxTargets || d.Dropped["target"] != 2*500 {
		t.Errorf("%d notes, dropped %v", len(d.Notes), d.Dropped)
	}
	r := &reader{Reader: annotations.NewReader(context.Background(), form.Options{Now: now}), made: annotations.MaxAnnotations}
	r.annotation(object{"bodyValue": "x", "target": "http://a.b/"}, form.Place{Line: 1})
	if len(r.notes) != 0 || len(r.Skipped) != 1 {
		t.Errorf("%d notes, skipped %v", len(r.notes), r.Skipped)
	}
}

func TestRefused(t *testing.T) {
	for file, want := range map[string]string{
		``:                                  "line 1: it has no object ({…})",
		`7`:                                 "it begins with 7, where an object ({…}) is expected",
		`{}`:                                "it has no annotation",
		"{\"type\": \"Annotation\",\n}":     "line 2: it is not JSON: invalid character '}' looking for beginning of object key string",
		`{"type": "Annotation"`:             "the file ends before its JSON does",
		strings.Repeat(`{"first":`, 20_000): "exceeded max depth",
	} {
		_, err := readFile(context.Background(), formtest.File("a.jsonld", file), form.Options{Now: now})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.40q: %v, want %q", file, err, want)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := readFile(ctx, formtest.File("a.jsonld", in(`"target": "http://a.b"`)), form.Options{Now: now}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(in(`"bodyValue": "said", "target": {"source": "http://example.org/a", "selector": {"type": "TextQuoteSelector", "exact": "x"}}`)))
	formtest.Fuzz(f, readFile, "a.json", form.Options{Now: now})
}
