package markdown

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
	"tarikh.org/tarikh/data/text/anchor"
)

var now = time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)

func folder(notes map[string]string) form.File {
	files := fstest.MapFS{}
	for name, text := range notes {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return form.File{Name: "vault", ReaderAt: strings.NewReader(""), Folder: files}
}

func readFolder(t rapid.TB, notes map[string]string) form.Document {
	t.Helper()
	d, err := read(context.Background(), folder(notes), form.Options{Now: now})
	if err != nil {
		t.Fatal(err)
	}
	formtest.Check(t, d)
	return d
}

// told are the events of a document in lines.
func told(d form.Document) (lines []string) {
	for _, e := range d.Events {
		track := ""
		for _, t := range d.Tracks {
			if t.ID == e.Track {
				track = t.Name
			}
		}
		lines = append(lines, e.Title+" | "+e.Date.EDTF+" | "+track+" | "+strings.Join(e.Tags, ","))
	}
	return lines
}

func TestNotes(t *testing.T) {
	for _, c := range []struct{ name, text, event string }{
		{"a.md", "---\naat-event-start-date: 359\naat-event-end-date: 435\ntimelines: [empire, city]\n---\nText", "a | 0359/0435 | empire | city"},
		{"a.md", "---\naat-event-start-date: 2020-2-0\naat-event-end-date: true\naat-event-title: \"T\"\n---\n", "T | 2020-02/.. |  | "},
		{"a.md", "---\naat-event-start-date: -44-3-15\n---\n", "a | -0043-03-15 |  | "},
		{"a.md", "---\naat-event-start-date: 1-1-100\naat-event-end-date: 1-5-100\n---\n", "a | 0100-01-01/0100-05-01 |  | "},
		{"x/y/a.md", "---\nstart-date: 1824-05-07-18\nend-date: 1824-05-08\ntags: timeline, music\n---\n", "a | 1824-05-07T18:00/1824-05-08 | y | timeline,music"},
		{"a.md", "---\ndate: 2022-02-04\nend: 2022-02-20\ntitle: \"[[Games|The Games]]\"\ntags:\n  - \"#sport\"\n---\n", "The Games | 2022-02-04/2022-02-20 |  | sport"},
		{"a.md", "---\ndate: 4 February 2022\n---\n", "a | 2022-02-04 |  | "},
		{"2022-02-04 Opening.md", "# Heading", "Opening | 2022-02-04 |  | "},
		{"2022-02-04.md", "text\n\n# The day\n", "The day | 2022-02-04 |  | "},
		{"a.md", "before\n%%aat-inline-event\naat-event-start-date: 54\naat-event-end-date: true\naat-event-title: Inline\ntimelines: [x]\n%%\nWhat *happened*.\n", "Inline | 0054/.. | x | "},
		{"a.md", "---\ntags: [timeline, war]\n---\n<span \n class='ob-timelines' data-date='1444-10-00-00' data-title='[[Battle]]' data-class='orange' data-img = 'p.png' data-type='range' data-end='1445-00-00-00'> some text </span>", "Battle | 1444-10/1445 |  | war"},
		{"قمة.md", "---\naat-event-start-date: 2022-2-4\n---\nنص", "قمة | 2022-02-04 |  | "},
	} {
		d := readFolder(t, map[string]string{c.name: c.text})
		if got := told(d); !slices.Equal(got, []string{c.event}) {
			t.Errorf("%s\n%s\n%q\n%v", c.name, c.text, got, form.SkippedRows(d.Skipped))
		}
	}
}

func TestSettingsOfPluginsCount(t *testing.T) {
	d := readFolder(t, map[string]string{
		".obsidian/plugins/april-s-automatic-timelines/data.json": `{"metadataKeyEventStartDate": "fc-date", "dateParserRegex": "(?<day>[0-9]*)/(?<month>[0-9]*)/(?<year>-?[0-9]*)", "dateParserGroupPriority": "year,month,day"}`,
		".obsidian/plugins/obsidian-timelines/data.json":          `{"frontMatterKeys": {"startDateKey": ["begins"], "endDateKey": ["ends"]}}`,
		".obsidian/plugins/broken/data.json":                      `{`,
		"a.md":                                                    "---\nfc-date: 4/2/2022\n---\n",
		"b.md":                                                    "---\nbegins: 1824-05\nends: 1825\n---\n",
		".trash/c.md":                                             "---\ndate: 2020\n---\n", "p.png": "x",
	})
	if got, want := told(d), []string{"a | 2022-02-04 |  | ", "b | 1824-05/1825 |  | "}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if len(d.Skipped) != 1 || d.Skipped[0].Where.Path != ".obsidian/plugins/broken/data.json" || d.Dropped["file .png"] != 1 {
		t.Errorf("%v %v", form.SkippedRows(d.Skipped), d.Dropped)
	}
}

func TestNotesAreArticlesAndLinkToEachOther(t *testing.T) {
	notes := map[string]string{
		"War/Battle.md": "---\ndate: 1805-10-21\nauthor: Me\nurl: https://example.org/b\n---\n# Battle\n\nNelson fought near [[Cape#Top|the cape]] and [[nowhere]].\n\n%%hidden%%\n\nMore ![[p.png]] text.\n",
		"Cape.md":       "A cape. See [[Battle]], [[Battle]] and [[Cape]].\n",
		"Empty.md":      "",
	}
	check := func(d form.Document) {
		t.Helper()
		formtest.Check(t, d)
		if len(d.Articles) != 2 || len(d.Events) != 1 || len(d.Excerpts) != 1 || len(d.Notes) != 2 {
			t.Fatalf("%d articles, %d events, %d excerpts, %d notes; %v", len(d.Articles), len(d.Events), len(d.Excerpts), len(d.Notes), form.SkippedRows(d.Skipped))
		}
		battle, cape := d.Articles[1], d.Articles[0]
		if battle.Title != "Battle" || battle.Byline != "Me" || battle.URL != "https://example.org/b" || battle.Published.EDTF != "1805-10-21" ||
			!strings.Contains(battle.Text, "Nelson fought near the cape and nowhere.") || strings.Contains(battle.Text, "hidden") || battle.Key != "article:War/Battle.md" {
			t.Errorf("%+v", battle)
		}
		if x := d.Excerpts[0]; x.Article != battle.ID || x.Event != d.Events[0].ID || x.Anchor.Exact == "" {
			t.Errorf("%+v", x)
		}
		if n := d.Notes[0]; n.Article != cape.ID || n.Text != "[[Battle]]" || len(n.Links) != 1 || n.Links[0].Article != battle.ID {
			t.Errorf("%+v", n)
		}
		if d.Dropped["link to a note that is not there"] != 1 || len(d.Skipped) != 2 || d.Skipped[0].Where.Path != "Empty.md" || d.Skipped[1].Why != form.PictureMissing {
			t.Errorf("%v %v", d.Dropped, form.SkippedRows(d.Skipped))
		}
	}
	check(readFolder(t, notes))
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	for name, text := range notes {
		w, _ := z.Create("My vault/" + name)
		fmt.Fprint(w, text)
	}
	z.Close()
	file := formtest.File("vault.zip", packed.String())
	if likeness(form.NewProbe(file)) < 60 || likeness(form.NewProbe(folder(notes))) < 60 {
		t.Error("it is not known for what it is")
	}
	d, err := read(context.Background(), file, form.Options{Now: now})
	if err != nil {
		t.Fatal(err)
	}
	check(d)
}

func TestErrorsNameThePlace(t *testing.T) {
	for _, c := range []struct {
		file form.File
		want string
	}{
		{folder(nil), "import vault: there is no note (.md) in it"},
		{formtest.File("a.zip", "PK\x03\x04"), "import a.zip: the archive is damaged: "},
	} {
		_, err := read(context.Background(), c.file, form.Options{Now: now})
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%v", err)
		}
	}
	d := readFolder(t, map[string]string{"a.md": "---\ndate: someday\n---\n", "b.md": "---\na: [\n---\ntext", "big.md": strings.Repeat("x", maxNote+1)})
	var why []string
	for _, s := range form.SkippedRows(d.Skipped) {
		why = append(why, s.Where+": "+s.Why)
	}
	if len(why) != 4 || why[0] != "big.md: it cannot be read: it is larger than 8 MB" || why[1] != "line 1, a.md: its date cannot be read: someday" || !strings.HasPrefix(why[3], "line 2, b.md: it cannot be read: yaml") {
		t.Errorf("%q", why)
	}
}

// written is a folder in memory.
type written map[string]string

func (w written) Write(name string, fill func(io.Writer) error) error {
	var b bytes.Buffer
	err := fill(&b)
	if _, there := w[name]; there {
		return fmt.Errorf("%s is written twice", name)
	}
	w[name] = b.String()
	return err
}

// What is written is read as the same, but for what is counted.
func TestEventsComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		taken := formtest.Taken(t)
		into := written{}
		if _, err := write(context.Background(), into, taken); err != nil {
			t.Fatal(err)
		}
		if len(into) == 0 {
			return
		}
		doc := readFolder(t, into)
		eras := taken.Eras()
		if len(doc.Events) != len(taken.Events) || len(doc.Notes) != len(eras) || len(doc.Skipped) > 0 || len(doc.Articles) > 0 {
			t.Fatalf("%d events, %d eras; skipped %v\n%v", len(doc.Events), len(doc.Notes), form.SkippedRows(doc.Skipped), into)
		}
		names := taken.DistinctNames()
		for _, e := range taken.Events {
			got := doc.Events[slices.IndexFunc(doc.Events, func(g form.Event) bool { return g.Key == e.ID.String() })]
			track := doc.Tracks[slices.IndexFunc(doc.Tracks, func(track data.Track) bool { return track.ID == got.Track })]
			want := taken.Tracks[slices.IndexFunc(taken.Tracks, func(track data.Track) bool { return track.ID == e.Track })]
			if got.Title != e.Title || got.Date != e.Date || got.Event.Place != e.Place || got.Event.Source != e.Event.Source || got.Importance != e.Importance ||
				got.Description != form.Clean(e.Description) || !slices.Equal(got.Tags, e.Tags) || !slices.Equal(got.Links, e.Links) ||
				track.Name != names[e.Track] || track.Colour != want.Colour {
				t.Fatalf("%+v\nis read as\n%+v on %+v\n%v", e, got, track, into)
			}
		}
		for _, n := range eras {
			got := doc.Notes[slices.IndexFunc(doc.Notes, func(g form.Note) bool { return g.Key == n.ID.String() })]
			if !got.Era || got.Span != n.Span || got.Text != form.Clean(n.Text) || got.Colour != n.Colour {
				t.Fatalf("%+v\nis read as\n%+v\n%v", n, got, into)
			}
		}
	})
}

func TestWrittenNotesAreForBothPlugins(t *testing.T) {
	date, err := dates.Parse("-0043-03-15/0014~")
	if err != nil {
		t.Fatal(err)
	}
	article := data.Article{ID: data.NewID(), Title: "Source [1]", URL: "https://example.org/a", Publisher: "Press"}
	track := data.Track{ID: data.NewID(), Name: "Rome: a/b", Colour: "red"}
	event := data.Event{ID: data.NewID(), Title: "Ides: *?", Date: date, Track: track.ID, Importance: 3, Description: "# no heading", Tags: []string{"two words"}}
	into := written{}
	_, err = write(context.Background(), into, form.Taken{
		Tracks: []data.Track{track}, Articles: []data.Article{article},
		Events: []form.TakenEvent{{Event: event, Excerpts: []data.Excerpt{{ID: data.NewID(), Event: event.ID, Article: article.ID, Anchor: anchor.Selector{Exact: "one\ntwo"}}}}},
	})
	want := `---
id: "` + event.ID.String() + `"
title: "Ides: *?"
aat-event-title: "Ides: *?"
edtf: "-0043-03-15/0014~"
date: "-0043-03-15"
aat-event-start-date: "-44-03-15"
start-date: "-44-03-15-00"
aat-event-end-date: "14-00-00"
end-date: "14-00-00-00"
track: "Rome: a/b"
colour: "red"
timelines: ["Rome: a/b"]
aat-render-enabled: true
keywords: ["two words"]
tags: ["timeline","two_words"]
---

\# no heading

%%aat-event-end-of-body%%

> one
> two
>
> — [Source \[1\]](<https://example.org/a>), Press
`
	if got := into["Rome a b/-0043-03-15 Ides.md"]; err != nil || got != want {
		t.Errorf("%v\n%s", err, got)
	}
}

func FuzzRead(f *testing.F) {
	f.Add("---\naat-event-start-date: 1-1-100\ntimelines: [a]\ntags: x\n---\n[[a]] %%aat-inline-event\naat-event-start-date: 54\n%%\n<span class='ob-timelines' data-date='1444-10-00-00' data-end='x'>y</span>")
	f.Add("---\nid: x\nedtf: 2020~\nlinks: [http://a.b/c]\nkind: era\n---\n\\* text\n%%aat-event-end-of-body%%\n> q\n> — s")
	f.Fuzz(func(t *testing.T, text string) {
		d, err := read(context.Background(), folder(map[string]string{"x/2020-01-02 a.md": text, "a.md": "[[2020-01-02 a]]"}), form.Options{Now: now})
		if err == nil {
			formtest.Check(t, d)
		}
	})
}
