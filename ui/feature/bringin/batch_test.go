package bringin

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/intake"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature/featuretest"
)

// shown counts how often proposals were shown.
type shown struct {
	proposals int
	reported  []app.RetextReport
	imports   bool // what is pasted is offered for import
	offered   []string
}

func (s *shown) ShowProposals()            { s.proposals++ }
func (s *shown) Report(r app.RetextReport) { s.reported = append(s.reported, r) }
func (s *shown) Offer(words string, _ func()) bool {
	s.offered = append(s.offered, words)
	return s.imports
}

// What is pasted and can be imported is no article until the reader says so.
func TestPasteIsOfferedForImport(t *testing.T) {
	read := make(chan intake.Source, 8)
	w, f, s := made(t, func(_ context.Context, source intake.Source, _ intake.Progress) (intake.Draft, error) {
		read <- source
		return intake.Draft{}, errors.New("read")
	})
	w.Host.Clipboard.SetContent("Date\tTitle\n2022-02-04\tThe opening\n")
	s.imports = true
	f.paste()
	if len(s.offered) != 1 || len(read) != 0 {
		t.Fatalf("offered %q", s.offered)
	}
	s.imports = false
	f.paste()
	w.Until("it is read as an article", func() bool { return w.Dialog() != nil })
	if len(read) != 1 {
		t.Errorf("%d sources are read", len(read))
	}
}

// made is the feature in a window without a library, whose sources are read by a function.
func made(t testing.TB, read app.Read) (*featuretest.Window, *Feature, *shown) {
	t.Helper()
	w, s := featuretest.New(t), &shown{}
	return w, New(w.Host, read, s, s, s), s
}

// states are the lines of a report.
func (b *batch) states() string {
	var all []string
	for _, s := range b.items {
		all = append(all, sourceName(b.host.Kit(), s.source)+": "+b.state(s))
	}
	return strings.Join(all, "\n")
}

func TestBatchReportsEverySource(t *testing.T) {
	w, f, _ := made(t, func(_ context.Context, s intake.Source, progress intake.Progress) (intake.Draft, error) {
		progress(1, 2)
		if strings.HasSuffix(s.Path, ".docx") {
			return intake.Draft{}, errors.New("it is damaged\n\nat byte 7")
		}
		return intake.Draft{Title: intake.Field{Value: "Of " + nameOf(s.Path)}}, nil
	})
	b := begin(f.outside, nil, []intake.Source{intake.File("/x/a.txt"), intake.File("/x/b.docx"), intake.File("/x/c.html"), intake.Pasted("words")})
	if b.dialog == nil {
		t.Fatal("several sources, and no report")
	}
	w.Until("all are read", func() bool { return b.over })
	want := "a.txt: Read: Of a.txt\nb.docx: it is damaged\nc.html: Read: Of c.html\nPasted text: Read: Of text"
	if got := plain(b.states()); got != want {
		t.Errorf("the report says\n%s\nwant\n%s", got, want)
	}
	if got := plain(b.summary()); got != "3 to look at · 1 could not be read" {
		t.Errorf("all in all: %s", got)
	}
}

// nameOf names what a draft is of.
func nameOf(path string) string {
	if path == "" {
		return "text"
	}
	return path[strings.LastIndexByte(path, '/')+1:]
}

// plain is a line of the interface without its isolates.
func plain(s string) string {
	return strings.NewReplacer("\u2068", "", "\u2069", "").Replace(s)
}

func TestBatchIsStopped(t *testing.T) {
	started := make(chan bool, 100)
	w, f, _ := made(t, func(ctx context.Context, _ intake.Source, _ intake.Progress) (intake.Draft, error) {
		started <- true
		<-ctx.Done()
		return intake.Draft{}, ctx.Err()
	})
	sources := make([]intake.Source, 20)
	for i := range sources {
		sources[i] = intake.File("/x/slow.pdf")
	}
	b := begin(f.outside, nil, sources)
	for range app.ReadAtOnce {
		<-started
	}
	b.stop()
	w.Until("the reading ends", func() bool { return b.over })
	if n := strings.Count(b.states(), "Not read"); n != len(sources) {
		t.Errorf("%d of %d were not read:\n%s", n, len(sources), b.states())
	}
	if len(started) > 0 {
		t.Errorf("%d more were begun after the stop", len(started))
	}
}

// One source that is read at once shows no report, and one that fails says why.
func TestOneSourceNeedsNoReport(t *testing.T) {
	w, f, _ := made(t, func(context.Context, intake.Source, intake.Progress) (intake.Draft, error) {
		return intake.Draft{}, errors.New("there is nothing in it")
	})
	b := begin(f.outside, nil, []intake.Source{intake.File("/x/empty.txt")})
	w.Until("it is read", func() bool { return b.over })
	if b.dialog != nil || w.Host.Kit().Dialogs.Top() == nil {
		t.Errorf("a report %v, a dialog %v", b.dialog != nil, w.Host.Kit().Dialogs.Top() != nil)
	}
}

// opened is the feature over a library that an edit has filled.
func opened(t testing.TB, edit data.Edit, read app.Read) (*featuretest.Window, *Feature, *shown) {
	t.Helper()
	w, f, s := made(t, read)
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Create(t.Context(), filepath.Join(t.TempDir(), "l.tarikh"), "Test")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.Apply(t.Context(), edit); err != nil {
		t.Fatal(err)
	}
	w.Show(store)
	return w, f, s
}

// sourceNamed reads sources that are texts of their own, each named by its path.
func sourceNamed(day dates.Date) app.Read {
	return func(_ context.Context, s intake.Source, _ intake.Progress) (intake.Draft, error) {
		text := featuretest.ReportedText
		if !strings.HasPrefix(s.Path, "there") {
			text = "Nothing is said in " + strings.Repeat(s.Path+" ", 9) + "but this.\n"
		}
		return intake.Draft{Title: intake.Field{Value: s.Path}, Text: text, Published: intake.DateField{Value: day}}, nil
	}
}

// All that can be added as it is is added by one press; what the library has is left
// to be looked at.
func TestAllAreAddedAtOnce(t *testing.T) {
	r := featuretest.NewReported(t)
	w, f, _ := opened(t, r.Edit(), sourceNamed(r.Article.Published))
	b := begin(f.outside, nil, []intake.Source{intake.File("first"), intake.File("there"), intake.File("second")})
	w.Until("all are read", func() bool { return b.over })
	b.addAll()
	b.addAll() // pressed twice
	w.Until("they are added", func() bool { return !b.asking && w.Host.Library.Snapshot().Counts.Articles == 3 })
	if got := plain(b.states()); got != "first: Added: first\nthere: Read: there\nsecond: Added: second" {
		t.Errorf("the report says\n%s", got)
	}
}

// Where many were added, what they report together is next.
func TestMainEventsOfManyAreOffered(t *testing.T) {
	for n, offered := range map[int]bool{2: false, 3: true} {
		r := featuretest.NewReported(t)
		w, f, _ := opened(t, r.Edit(), sourceNamed(r.Article.Published))
		var sources []intake.Source
		for i := range n {
			sources = append(sources, intake.File(strings.Repeat("x", i+1)))
		}
		b := begin(f.outside, nil, sources)
		w.Until("all are read", func() bool { return b.over })
		b.addAll()
		w.Until("they are added", func() bool { return !b.asking && b.count(added) == n })
		words := w.Host.Kit().T("story.begin")
		if got := slices.Contains(featuretest.Texts(w.Dialog()), words); got != offered {
			t.Errorf("of %d, main events are offered: %v", n, got)
		}
		if offered {
			featuretest.Press(t, w.Dialog(), words)
			w.Until("they are looked for", func() bool { return slices.Contains(w.Ran, "story") })
			if w.Dialog() != nil {
				t.Error("the report is still open")
			}
		}
	}
	r := featuretest.NewReported(t)
	w, f, _ := opened(t, r.Edit(), sourceNamed(r.Article.Published))
	b := begin(f.outside, nil, []intake.Source{intake.File("first"), intake.File("second"), intake.File("third")})
	w.Until("all are read", func() bool { return b.over })
	b.ask(b.next())
	for range 3 {
		w.Until("a form is open", func() bool { return w.Host.Kit().Dialogs.Top() != b.dialog })
		before := b.count(added)
		w.Host.Kit().Dialogs.Top().Submit()
		w.Until("it is added", func() bool { return b.count(added) == before+1 && !w.Host.Library.Saving() })
	}
	if len(w.Then) != 1 || w.Then[0].Text != "story" {
		t.Errorf("after the last form: %v", w.Then)
	}
}

// A form that is submitted twice adds one article.
func TestAFormAddsOnce(t *testing.T) {
	r := featuretest.NewReported(t)
	w, f, s := opened(t, r.Edit(), sourceNamed(r.Article.Published))
	f.BringIn([]intake.Source{intake.File("first")})
	w.Until("the form is open", func() bool { return w.Host.Kit().Dialogs.Top() != nil })
	top := w.Host.Kit().Dialogs.Top()
	top.Submit()
	top.Submit()
	w.Until("it is added and read", func() bool { return w.Host.Library.Article() != nil && s.proposals == 1 && !w.Host.Library.Saving() })
	n, err := w.Host.Library.Store().Counts(t.Context())
	if err != nil || n.Articles != 2 {
		t.Errorf("%d articles, want 2; %v", n.Articles, err)
	}
}

// What is dropped is brought in where the library can be written to; else that is said.
func TestDrop(t *testing.T) {
	r := featuretest.NewReported(t)
	w, f, s := opened(t, r.Edit(), sourceNamed(r.Article.Published))
	file := []fyne.URI{storage.NewFileURI("/x/first")}
	f.Drop(file)
	w.Until("its form is open", func() bool { return w.Host.Kit().Dialogs.Top() != nil })
	w.Host.Kit().Dialogs.Top().Submit()
	w.Until("it is added and read", func() bool { return s.proposals == 1 && !w.Host.Library.Saving() })
	w.Close()
	f.Drop(nil)
	f.Drop(file)
	if len(w.Failed) != 1 || !errors.Is(w.Failed[0], data.ErrReadOnly) {
		t.Errorf("without a library: %v", w.Failed)
	}
}

// The dialog of adding takes addresses and a text; where there is nothing it stays.
func TestAsking(t *testing.T) {
	w, f, _ := made(t, nil)
	f.ask()
	d := w.Host.Kit().Dialogs.Top()
	d.Submit()
	if w.Host.Kit().Dialogs.Top() != d {
		t.Error("the dialog is gone with nothing in it")
	}
}

// The text of a reference is asked for and takes its place, with what waits in it.
func TestTextOfAReference(t *testing.T) {
	r := featuretest.NewReported(t)
	r.Article.Citation.DOI = "10.1000/1"
	r.Article = r.Article.WithText("")
	read := make(chan intake.Source, 8)
	w, f, s := opened(t, r.Edit(), func(_ context.Context, source intake.Source, _ intake.Progress) (intake.Draft, error) {
		read <- source
		return intake.Draft{Title: intake.Field{Value: "Other"}, Text: strings.Replace(featuretest.ReportedText, "bridge was", "bridges were", 1)}, nil
	})
	if w.Run(f, "reference.text") || w.Run(f, "reference.fetch") {
		t.Error("no reference is open")
	}
	w.Host.Library.Read(r.Article.ID)
	w.Until("it is open", func() bool { return w.Host.Library.Article() != nil })
	if !w.Run(f, "reference.fetch") {
		t.Fatal("it cannot be fetched")
	}
	w.Until("the form is open", func() bool { return w.Host.Kit().Dialogs.Top() != nil })
	if source := <-read; source.URL != "https://doi.org/10.1000/1" {
		t.Errorf("fetched %+v", source)
	}
	if words := plain(strings.Join(featuretest.Texts(w.Dialog()), "|")); !strings.Contains(words, "takes the place of the reference “The mill”") {
		t.Errorf("the form says %s", words)
	}
	w.Host.Kit().Dialogs.Top().Submit()
	w.Until("it is filled", func() bool { return !w.Host.Library.Article().IsReference() && len(s.reported) == 1 })
	a := w.Host.Library.Article()
	if a.ID != r.Article.ID || a.Title != "The mill" || a.Citation.DOI != "10.1000/1" || a.Published != r.Article.Published {
		t.Errorf("%+v", a.Article)
	}
	if counts := s.reported[0].All(); counts.All() != 3 || counts.Check != 1 || counts.Orphan != 0 {
		t.Errorf("the passages: %+v", counts)
	}
	if n := w.Host.Library.Snapshot().Counts.Articles; n != 1 {
		t.Errorf("%d articles", n)
	}
	if w.Run(f, "reference.text") {
		t.Error("it has a text")
	}
}

// What is pasted is the text of the reference that is open, not of another one.
func TestPasteForAReference(t *testing.T) {
	r := featuretest.NewReported(t)
	r.Article = r.Article.WithText("")
	w, f, _ := opened(t, r.Edit(), func(_ context.Context, s intake.Source, _ intake.Progress) (intake.Draft, error) {
		return intake.Draft{Text: string(s.Data), Citation: data.Citation{Volume: "3"}}, nil
	})
	w.Host.Library.Read(r.Article.ID)
	w.Until("it is open", func() bool { return w.Host.Library.Article() != nil })
	f.askFor(w.Host.Library.Article().Article)
	d := w.Host.Kit().Dialogs.Top()
	d.Submit()
	if w.Host.Kit().Dialogs.Top() != d {
		t.Fatal("the dialog is gone with nothing in it")
	}
	entry, ok := featuretest.Find[*control.Entry](w.Dialog())
	if !ok {
		t.Fatal("there is no field")
	}
	entry.SetText("A text of its own.\n")
	d.Submit()
	w.Until("the form is open", func() bool { top := w.Host.Kit().Dialogs.Top(); return top != nil && top != d })
	w.Host.Kit().Dialogs.Top().Submit()
	w.Until("it is filled", func() bool { return w.Host.Library.Article().Text != "" })
	if a := w.Host.Library.Article(); a.ID != r.Article.ID || a.Citation.Volume != "3" {
		t.Errorf("%+v", a.Article)
	}
}
