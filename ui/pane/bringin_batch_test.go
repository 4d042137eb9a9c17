package pane

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"
	"github.com/spf13/afero"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/app"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/intake"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/feature/featuretest"
	"tarikh.org/tarikh/ui/feature/tags"
	"tarikh.org/tarikh/ui/i18n"
	"tarikh.org/tarikh/ui/session"
	"tarikh.org/tarikh/ui/text"
	"tarikh.org/tarikh/ui/text/layout"
)

// posted is the interface's goroutine of a test.
type posted chan func()

func (q posted) until(t testing.TB, what string, done func() bool) {
	t.Helper()
	limit := time.After(20 * time.Second)
	for !done() {
		select {
		case f := <-q:
			f()
		case <-limit:
			t.Fatalf("never happened: %s", what)
		}
	}
}

// testEnv is an Env without a library, whose sources are read by a function.
func testEnv(t testing.TB, read func(context.Context, intake.Source, intake.Progress) (intake.Draft, error)) (*Env, posted) {
	t.Helper()
	test.NewTempApp(t)
	fonts, err := layout.Embedded(assets.Files)
	if err != nil {
		t.Fatal(err)
	}
	locale, err := i18n.New(assets.Files, "en")
	if err != nil {
		t.Fatal(err)
	}
	q := make(posted, 4096)
	post := func(f func()) { q <- f }
	e := &Env{
		Kit:     &control.Kit{Typesetter: text.NewTypesetter(fonts), Locale: locale, Dialogs: &control.Dialogs{}},
		Session: session.New(post, func(err error) { t.Error(err) }, time.Now),
		Canvas:  test.NewTempWindow(t, control.Gap(900, 700)).Canvas(),
		Now:     time.Now, Fail: func(err error) { t.Error(err) }, Say: error.Error,
		Intake: &Intake{Read: read, Post: post},
	}
	e.Host = feature.New(feature.Parts{Library: e.Session.Open(), Canvas: e.Canvas, Post: post, Now: time.Now, Shell: strict{t: t}}, e.Kit)
	e.Tags = tags.New(e.Host)
	return e, q
}

// strict is a window around panes in which nothing may fail.
type strict struct {
	feature.Shell
	t testing.TB
}

func (s strict) Fail(err error)       { s.t.Error(err) }
func (s strict) Say(err error) string { return err.Error() }

// states are the lines of a report.
func (b *batch) states() string {
	var all []string
	for _, s := range b.items {
		all = append(all, b.env.sourceName(s.source)+": "+b.state(s))
	}
	return strings.Join(all, "\n")
}

func TestBatchReportsEverySource(t *testing.T) {
	e, q := testEnv(t, func(_ context.Context, s intake.Source, progress intake.Progress) (intake.Draft, error) {
		progress(1, 2)
		if strings.HasSuffix(s.Path, ".docx") {
			return intake.Draft{}, errors.New("it is damaged\n\nat byte 7")
		}
		return intake.Draft{Title: intake.Field{Value: "Of " + nameOf(s.Path)}}, nil
	})
	b := e.bringIn([]intake.Source{intake.File("/x/a.txt"), intake.File("/x/b.docx"), intake.File("/x/c.html"), intake.Pasted("words")})
	if b.dialog == nil {
		t.Fatal("several sources, and no report")
	}
	q.until(t, "all are read", func() bool { return b.over })
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
	e, q := testEnv(t, func(ctx context.Context, _ intake.Source, _ intake.Progress) (intake.Draft, error) {
		started <- true
		<-ctx.Done()
		return intake.Draft{}, ctx.Err()
	})
	sources := make([]intake.Source, 20)
	for i := range sources {
		sources[i] = intake.File("/x/slow.pdf")
	}
	b := e.bringIn(sources)
	for range app.ReadAtOnce {
		<-started
	}
	b.stop()
	q.until(t, "the reading ends", func() bool { return b.over })
	if n := strings.Count(b.states(), "Not read"); n != len(sources) {
		t.Errorf("%d of %d were not read:\n%s", n, len(sources), b.states())
	}
	if len(started) > 0 {
		t.Errorf("%d more were begun after the stop", len(started))
	}
}

// One source that is read at once shows no report, and one that fails says why.
func TestOneSourceNeedsNoReport(t *testing.T) {
	e, q := testEnv(t, func(context.Context, intake.Source, intake.Progress) (intake.Draft, error) {
		return intake.Draft{}, errors.New("there is nothing in it")
	})
	b := e.bringIn([]intake.Source{intake.File("/x/empty.txt")})
	q.until(t, "it is read", func() bool { return b.over })
	if b.dialog != nil || e.Kit.Dialogs.Top() == nil {
		t.Errorf("a report %v, a dialog %v", b.dialog != nil, e.Kit.Dialogs.Top() != nil)
	}
}

// openedWith is an Env with a library that an edit has filled.
func openedWith(t testing.TB, edit data.Edit) (*Env, posted) {
	t.Helper()
	e, q := testEnv(t, nil)
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Create(t.Context(), filepath.Join(t.TempDir(), "l.tarikh"), "Test")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.Apply(t.Context(), edit); err != nil {
		t.Fatal(err)
	}
	shown := false
	e.Session.Show(store, func() { shown = true })
	t.Cleanup(func() {
		closed := false
		e.Session.Close(func(err error) {
			if closed = true; err != nil {
				t.Error(err)
			}
		})
		q.until(t, "the library is closed", func() bool { return closed })
	})
	q.until(t, "the library is open", func() bool { return shown })
	return e, q
}

// sourceNamed reads sources that are texts of their own, each named by its path.
func sourceNamed(day dates.Date) func(context.Context, intake.Source, intake.Progress) (intake.Draft, error) {
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
	e, q := openedWith(t, r.Edit())
	e.Intake.Read = sourceNamed(r.Article.Published)
	b := e.bringIn([]intake.Source{intake.File("first"), intake.File("there"), intake.File("second")})
	q.until(t, "all are read", func() bool { return b.over })
	b.addAll()
	b.addAll() // pressed twice
	q.until(t, "they are added", func() bool { return !b.asking && e.Session.Library().Counts.Articles == 3 })
	if got := plain(b.states()); got != "first: Added: first\nthere: Read: there\nsecond: Added: second" {
		t.Errorf("the report says\n%s", got)
	}
}

// A form that is submitted twice adds one article.
func TestAFormAddsOnce(t *testing.T) {
	r := featuretest.NewReported(t)
	e, q := openedWith(t, r.Edit())
	shown := ""
	e.Intake.Read, e.ShowTab = sourceNamed(r.Article.Published), func(key string) { shown = key }
	e.BringIn([]intake.Source{intake.File("first")})
	q.until(t, "the form is open", func() bool { return e.Kit.Dialogs.Top() != nil })
	top := e.Kit.Dialogs.Top()
	top.Submit()
	top.Submit()
	q.until(t, "it is added and read", func() bool { return e.Session.Article() != nil && shown == "found" && !e.Session.Saving() })
	n, err := e.Session.Store().Counts(t.Context())
	if err != nil || n.Articles != 2 {
		t.Errorf("%d articles, want 2; %v", n.Articles, err)
	}
}
