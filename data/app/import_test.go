package app

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/tarikhjson"
	"tarikh.org/tarikh/data/text/anchor"
)

// must returns a value, or fails the test.
func must[T any](t testing.TB, v T, err error) T {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// readForeign reads a file from the disk.
func readForeign(t testing.TB, path string) Foreign {
	t.Helper()
	file, closeFile, err := OpenForeign(afero.NewOsFs(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = closeFile() })
	f, err := ReadForeign(t.Context(), file, "", form.Options{Lang: "en"})
	return must(t, f, err)
}

func write(t testing.TB, path, text string) string {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// full library: a row of every kind.
func everything(t testing.TB, l *Libraries, path string) data.File {
	t.Helper()
	ctx := t.Context()
	s, err := l.CreateSample(ctx, assets.Files, path, "عيّنة", "ar")
	must(t, s, err)
	library, err := s.Library(ctx)
	must(t, library, err)
	event := firstEvent(t, s)
	articles, err := s.Articles(ctx)
	article := must(t, articles, err)[0]
	whole, err := s.Article(ctx, article.ID)
	must(t, whole, err)
	page := data.NewPage([]byte("<p>\x00bytes \xff</p>"), "text/html", "https://example.org/", 12)
	named := library
	named.Zone, named.ColourNames = "Asia/Shanghai", map[string]string{"red": "للتحقق"}
	linked, paged := event, whole
	linked.Links = []data.Reference{{URL: "https://example.org/a", Title: "صفحة"}}
	linked.Tags = []string{"one", "اثنان"}
	paged.Page = page.Hash
	passage, err := anchor.Make(whole.Text, 0, len("ا"))
	must(t, passage, err)
	inTitle := titlePassage(t, whole.Title, strings.Fields(whole.Title)[0])
	old := data.Article{}.WithText("An older text.\n")
	shown := data.NewPage(pngOf(t, 30, 20), "image/png", "", 13)
	picture := data.Picture{
		ID: data.NewID(), Event: event.ID, Position: data.Lead, Order: 1, Hash: shown.Hash, Type: "image/png", Width: 30, Height: 20, Size: int64(len(shown.Body)), Name: "a.png",
		Caption: "شرح", Credit: "Somebody", Source: "https://example.org/a.png", Licence: "CC0", Alt: "What can be seen", Taken: event.Date,
	}
	placed, file := picture, picture
	placed.ID, placed.Event, placed.Article, placed.Position = data.NewID(), data.ID{}, article.ID, 7
	file.ID, file.Hash, file.Type, file.Width, file.Height, file.Size = data.NewID(), page.Hash, "text/html", 0, 0, int64(len(page.Body))
	edit := data.Edit{
		Library: []data.Change[data.Library]{data.Update(library, named)}, Pages: []data.Page{page, shown},
		Pictures:   []data.Change[data.Picture]{data.Insert(picture), data.Insert(placed), data.Insert(file)},
		Events:     []data.Change[data.Event]{data.Update(event, linked)},
		Articles:   []data.Change[data.Article]{data.Update(whole, paged)},
		Editions:   []data.Change[data.Edition]{data.Insert(data.Edition{ID: data.NewID(), Article: article.ID, Replaced: 5, Text: old.Text, Length: old.Length, Hash: old.Hash, Blocks: []data.Block{{Start: 0, End: 14, Kind: data.Heading}}})},
		Dismissals: []data.Change[data.Dismissal]{data.Insert(data.Dismissal{ID: data.NewID(), Article: article.ID, Anchor: passage, EDTF: "2020"})},
		Views:      []data.Change[data.View]{data.Insert(data.View{ID: data.NewID(), Name: "v", Query: "tag:one", Lo: -1 << 60, Hi: 1 << 60, Order: 1})},
		Origins:    []data.Change[data.Origin]{data.Insert(data.Origin{ID: data.NewID(), Source: "csv:a.csv", Foreign: "1", Row: event.ID, Of: "event", Base: map[string]string{"title": "x"}, Seen: 3})},
		Annotations: []data.Change[data.Annotation]{data.Insert(data.Annotation{
			ID: data.NewID(), Article: article.ID, Anchor: passage, Doubt: data.Doubt{State: data.CheckMe, Was: "was", Score: 0.5, Method: "context"}, Text: "a [[link]] <&>", Dir: "ltr",
			Colour: "rose", Tags: []string{"t"}, Links: []data.Link{{Text: "link", Event: event.ID}}, Author: "me", Created: 1, Changed: 2,
		}), data.Insert(data.Annotation{ID: data.NewID(), Article: article.ID, Anchor: inTitle, Colour: "red", Created: 1, Changed: 1})},
		Excerpts: []data.Change[data.Excerpt]{data.Insert(data.Excerpt{ID: data.NewID(), Event: event.ID, Article: article.ID, Anchor: inTitle})},
	}
	if _, err := s.Apply(ctx, edit); err != nil {
		t.Fatal(err)
	}
	return s
}

func firstEvent(t testing.TB, s data.Store) data.Event {
	t.Helper()
	for e, err := range s.Events(t.Context()) {
		return must(t, e, err)
	}
	t.Fatal("there is no event")
	return data.Event{}
}

func exported(t testing.TB, s data.Store) []byte {
	t.Helper()
	var out bytes.Buffer
	if _, err := tarikhjson.Write(t.Context(), &out, form.Taken{Store: s}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// What goes out as the program's own format comes in as the same library.
func TestALibraryGoesOutAndComesBack(t *testing.T) {
	l, dir := libraries(), t.TempDir()
	s := everything(t, l, filepath.Join(dir, "a.tarikh"))
	defer s.Close()
	file := filepath.Join(dir, "a.json")
	write(t, file, string(exported(t, s)))
	f := readForeign(t, file)
	if f.Format.Name != "tarikh-json" || f.Title() != "عيّنة" {
		t.Errorf("%s, %q", f.Format.Name, f.Title())
	}
	var report form.Report
	path := filepath.Join(dir, "b.tarikh")
	err := l.CreateWith(t.Context(), path, f.Title(), func(made data.File) error {
		in, err := New(made, l.Now).Compare(t.Context(), f, "", true, nil)
		if err != nil {
			return err
		}
		report = in.Report()
		return New(made, l.Now).Import(t.Context(), in, nil)
	})
	if err != nil {
		t.Fatal(err)
	}
	c, err := s.Counts(t.Context())
	must(t, c, err)
	if report.Events != c.Events || report.Articles != c.Articles || report.Notes+report.Eras != c.Annotations {
		t.Errorf("%+v of %+v", report, c)
	}
	made, err := l.Open(t.Context(), path)
	must(t, made, err)
	defer made.Close()
	was, err := data.ContentHash(t.Context(), s)
	must(t, was, err)
	is, err := data.ContentHash(t.Context(), made)
	if must(t, is, err) != was {
		t.Errorf("another content:\n%s\nwas\n%s", exported(t, made), exported(t, s))
	}
	if problems, err := made.Check(t.Context(), nil); err != nil || len(problems) > 0 {
		t.Errorf("%v, %q", err, problems)
	}
	there, err := made.Pictures(t.Context(), firstEvent(t, s).ID)
	if must(t, there, err); len(there) != 2 || there[0].Caption != "شرح" {
		t.Fatalf("%+v", there)
	}
	if page, err := made.Page(t.Context(), there[0].Hash); err != nil || len(page.Body) != int(there[0].Size) || page.Hash != there[0].Hash {
		t.Errorf("the bytes of the picture are %d of %d, %v", len(page.Body), there[0].Size, err)
	}
	// Both again, into the library that they came from: nothing is new.
	for _, store := range []data.File{s, made} {
		in, err := New(store, l.Now).Compare(t.Context(), f, "", false, nil)
		if must(t, in, err); !in.Empty() || in.Report().Unchanged != c.Events+c.Articles+c.Annotations {
			t.Errorf("%+v", in.Report())
		}
	}
}

func importInto(t testing.TB, s data.Store, f Foreign) (form.Report, error) {
	t.Helper()
	l := New(s, libraries().Now)
	in, err := l.Compare(t.Context(), f, "", false, nil)
	must(t, in, err)
	return in.Report(), l.Import(t.Context(), in, nil)
}

const twoEvents = `{"events": [
	{"unique_id": "a", "start_date": {"year": 2020}, "text": {"headline": "One"}, "group": "Wars"},
	{"unique_id": "b", "start_date": {"year": "2021"}, "text": {"headline": "Two"}, "group": "Wars"},
	{"text": {"headline": "Without a date"}}
]}`

func TestAnImportIsOneStep(t *testing.T) {
	l, dir := libraries(), t.TempDir()
	s, err := l.Create(t.Context(), filepath.Join(dir, "a.tarikh"), "A")
	must(t, s, err)
	defer s.Close()
	before, err := data.ContentHash(t.Context(), s)
	must(t, before, err)
	f := readForeign(t, write(t, filepath.Join(dir, "two.json"), twoEvents))
	r, err := importInto(t, s, f)
	if err != nil || r.Events != 2 || len(r.Skipped) != 1 || r.Format != "timelinejs" || !strings.HasSuffix(r.Skipped[0].Where, "events[2]") {
		t.Errorf("%v, %+v", err, r)
	}
	if _, err := s.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	if after, err := data.ContentHash(t.Context(), s); must(t, after, err) != before {
		t.Error("an import undone leaves something")
	}
	if r, err := importInto(t, s, f); err != nil || r.Events != 2 {
		t.Errorf("after undoing it: %v, %+v", err, r)
	}
}

func TestACancelledImportLeavesNothing(t *testing.T) {
	l, dir := libraries(), t.TempDir()
	s, err := l.Create(t.Context(), filepath.Join(dir, "a.tarikh"), "A")
	must(t, s, err)
	defer s.Close()
	f := readForeign(t, write(t, filepath.Join(dir, "two.json"), twoEvents))
	open := New(s, l.Now)
	in, err := open.Compare(t.Context(), f, "", false, nil)
	must(t, in, err)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := open.Import(ctx, in, nil); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if c, err := s.Counts(t.Context()); must(t, c, err) != (data.Counts{}) {
		t.Errorf("%+v", c)
	}
}

// What is gone from a file takes along what was attached to it here, where that is wanted.
func TestWhatIsGoneIsRemovedWithAllThatDependsOnIt(t *testing.T) {
	l, dir := libraries(), t.TempDir()
	s, err := l.Create(t.Context(), filepath.Join(dir, "a.tarikh"), "A")
	must(t, s, err)
	defer s.Close()
	path := filepath.Join(dir, "two.json")
	if _, err := importInto(t, s, readForeign(t, write(t, path, twoEvents))); err != nil {
		t.Fatal(err)
	}
	note := data.Annotation{ID: data.NewID(), Event: firstEvent(t, s).ID, Text: "mine", Colour: "amber"}
	if _, err := s.Apply(t.Context(), data.Edit{Annotations: []data.Change[data.Annotation]{data.Insert(note)}}); err != nil {
		t.Fatal(err)
	}
	left := strings.Replace(twoEvents, `"unique_id": "a"`, `"unique_id": "c"`, 1)
	open := New(s, l.Now)
	in, err := open.Compare(t.Context(), readForeign(t, write(t, path, left)), "", false, nil)
	must(t, in, err)
	in.Decide(false, true)
	if err := open.Import(t.Context(), in, nil); err != nil {
		t.Fatal(err)
	}
	if c, err := s.Counts(t.Context()); must(t, c, err).Events != 2 || c.Annotations != 0 {
		t.Errorf("%+v", c)
	}
}

// Of an article that is imported with another title, a note on the title is found again,
// and those on its text stay; what the file says of that article is taken in the same import.
func TestAnotherTitleOfAnArticle(t *testing.T) {
	l, dir := libraries(), t.TempDir()
	s, err := l.Create(t.Context(), filepath.Join(dir, "a.tarikh"), "A")
	must(t, s, err)
	defer s.Close()
	calendar := "BEGIN:VCALENDAR\nBEGIN:VJOURNAL\nUID:j\nSUMMARY:%s\nDESCRIPTION:They met in Beijing.\nEND:VJOURNAL\nEND:VCALENDAR\n"
	path := filepath.Join(dir, "a.ics")
	if _, err := importInto(t, s, readForeign(t, write(t, path, fmt.Sprintf(calendar, "A day in Beijing")))); err != nil {
		t.Fatal(err)
	}
	articles, err := s.Articles(t.Context())
	article, err2 := s.Article(t.Context(), must(t, articles, err)[0].ID)
	must(t, article, err2)
	passage, err := anchor.Make(article.Text, 12, 19)
	onText := data.Annotation{ID: data.NewID(), Article: article.ID, Anchor: must(t, passage, err), Text: "where", Colour: "amber"}
	onTitle := data.Annotation{ID: data.NewID(), Article: article.ID, Anchor: titlePassage(t, article.Title, "Beijing"), Colour: "amber"}
	if _, err := s.Apply(t.Context(), data.Edit{Annotations: []data.Change[data.Annotation]{data.Insert(onText), data.Insert(onTitle)}}); err != nil {
		t.Fatal(err)
	}
	if r, err := importInto(t, s, readForeign(t, write(t, path, fmt.Sprintf(calendar, "A long day in Beijing")))); err != nil || r.Updated != 1 {
		t.Errorf("%v, %+v", err, r)
	}
	rows, err := s.AnnotationRows(t.Context(), []data.ID{onText.ID, onTitle.ID})
	if n := must(t, rows, err); n[0].Anchor != onText.Anchor || n[1].Anchor != titlePassage(t, "A long day in Beijing", "Beijing") || n[1].Doubt.State != data.Sure {
		t.Errorf("%+v", n)
	}
	if e, err := s.Editions(t.Context(), article.ID); len(must(t, e, err)) != 0 {
		t.Error("the same text is an edition")
	}
	if problems, err := s.Check(t.Context(), nil); err != nil || len(problems) > 0 {
		t.Errorf("%v, %q", err, problems)
	}
}

// Of an article that is imported with another text, the passages are found again.
func TestAnotherTextOfAnArticleIsAnEdition(t *testing.T) {
	l, dir := libraries(), t.TempDir()
	s, err := l.Create(t.Context(), filepath.Join(dir, "a.tarikh"), "A")
	must(t, s, err)
	defer s.Close()
	calendar := "BEGIN:VCALENDAR\nBEGIN:VJOURNAL\nUID:j\nSUMMARY:A day\nDESCRIPTION:%s\nEND:VJOURNAL\nEND:VCALENDAR\n"
	path := filepath.Join(dir, "a.ics")
	if _, err := importInto(t, s, readForeign(t, write(t, path, fmt.Sprintf(calendar, "They met in Beijing.")))); err != nil {
		t.Fatal(err)
	}
	articles, err := s.Articles(t.Context())
	article, err2 := s.Article(t.Context(), must(t, articles, err)[0].ID)
	passage, err3 := anchor.Make(must(t, article, err2).Text, 12, 19)
	note := data.Annotation{ID: data.NewID(), Article: article.ID, Anchor: must(t, passage, err3), Text: "where", Colour: "amber"}
	if _, err := s.Apply(t.Context(), data.Edit{Annotations: []data.Change[data.Annotation]{data.Insert(note)}}); err != nil {
		t.Fatal(err)
	}
	r, err := importInto(t, s, readForeign(t, write(t, path, fmt.Sprintf(calendar, "On Friday they met in Beijing."))))
	if err != nil || r.Updated != 1 {
		t.Errorf("%v, %+v", err, r)
	}
	rows, err := s.AnnotationRows(t.Context(), []data.ID{note.ID})
	if n := must(t, rows, err)[0]; n.Anchor.Exact != "Beijing" || n.Anchor.Start != 22 {
		t.Errorf("%+v", n.Anchor)
	}
	if e, err := s.Editions(t.Context(), article.ID); len(must(t, e, err)) != 1 {
		t.Error("the earlier text is lost")
	}
}

func TestFilesThatCannotBeImportedAreNamed(t *testing.T) {
	dir := t.TempDir()
	for name, want := range map[string]string{
		write(t, filepath.Join(dir, "empty"), ""):                                                                "it is empty",
		write(t, filepath.Join(dir, "words.txt"), "Hi."):                                                         "of no format",
		write(t, filepath.Join(dir, "cut.json"), "{\"format\": \"tarikh-json\",\n\"version\": 2, \"events\": ["): "line 2",
		dir:                           "there are no notes in it",
		filepath.Join(dir, "nowhere"): "no such file",
	} {
		file, closeFile, err := OpenForeign(afero.NewOsFs(), name)
		if err == nil {
			_, err = ReadForeign(t.Context(), file, "", form.Options{})
			err = errors.Join(err, closeFile())
		}
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v, want %q", name, err, want)
		}
	}
}

func TestWhatIsOfNoFormatSaysWhy(t *testing.T) {
	dir := t.TempDir()
	s, err := libraries().Create(t.Context(), filepath.Join(dir, "a.tarikh"), "A")
	must(t, s, err)
	must(t, s, s.Close())
	raw, err := os.ReadFile(filepath.Join(dir, "a.tarikh"))
	library := string(must(t, raw, err))
	for name, c := range map[string]struct{ text, want string }{
		"empty.csv": {"", "it is empty"},
		"lib.json":  {library, "it is a library of Tarikh"},
		"cut.xlsx":  {"PK\x03\x04xl/workbook.xml", "it is no workbook"},
		"words.ics": {"Hello.", "line 1: this is no calendar"},
		"nul.csv":   {"Title,Date\nA\x00B,2020\n", "line 2: it is not a text"},
		"words.txt": {"Hello.", "it is of no format"},
		"any.json":  {`{"a": 1}`, "it is of no format"},
	} {
		file, closeFile, err := OpenForeign(afero.NewOsFs(), write(t, filepath.Join(dir, name), c.text))
		must(t, file, err)
		if _, err := ReadForeign(t.Context(), file, "", form.Options{Lang: "en"}); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
		must(t, file, closeFile())
	}
}

func TestRowsOfATableMayBeLongerThanWhatTellsItsFormat(t *testing.T) {
	text := "Title,Date,Text\nA,2020,\"" + strings.Repeat("many words ", 20_000) + "\"\n"
	if f := readForeign(t, write(t, filepath.Join(t.TempDir(), "long.csv"), text)); f.Format.Name != "csv" || len(f.Document.Events) != 1 {
		t.Errorf("%s: %d events", f.Format.Name, len(f.Document.Events))
	}
}

func TestWhatAFileSaysOfTheWholeIsCounted(t *testing.T) {
	text := `{"title": {"text": {"headline": "T", "text": "About"}}, "events": [{"start_date": {"year": 2020}, "text": {"headline": "One"}}]}`
	if f := readForeign(t, write(t, filepath.Join(t.TempDir(), "a.json"), text)); f.Document.Dropped["text about the whole"] != 1 {
		t.Errorf("dropped %v", f.Document.Dropped)
	}
}

func TestAFileThatGrowsWhileItIsReadIsRefused(t *testing.T) {
	path := write(t, filepath.Join(t.TempDir(), "a.csv"), "Title,Date\nA,2020\nB,20")
	file, closeFile, err := OpenForeign(afero.NewOsFs(), path)
	must(t, file, err)
	write(t, path, "Title,Date\nA,2020\nB,2021-05-04\n")
	if _, err := ReadForeign(t.Context(), file, "", form.Options{}); err == nil || !strings.Contains(err.Error(), "while it was read") {
		t.Error(err)
	}
	must(t, file, closeFile())
}
