package copying

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/png"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/afero"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite"
	"tarikh.org/tarikh/data/text/anchor"
	"tarikh.org/tarikh/ui/clipboard"
	"tarikh.org/tarikh/ui/feature/featuretest"
)

// desk is a library with two events that an article reports, and a desktop that takes what
// it is given.
type desk struct {
	*featuretest.Window
	*featuretest.Reported
	f       *Feature
	words   string // that are selected
	can     bool
	fails   error
	kind    string
	content []byte
}

func (d *desk) Selection() (anchor.Selector, bool) {
	return anchor.Selector{Exact: d.words}, d.words != ""
}

func (d *desk) Can() bool { return d.can }

// Put is called on another goroutine; what it was given is told on that of the window.
func (d *desk) Put(_ context.Context, kind string, content []byte) error {
	if d.fails != nil {
		return d.fails
	}
	d.Host.Post(func() { d.kind, d.content = kind, content })
	return nil
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{Window: featuretest.New(t), Reported: featuretest.NewReported(t), can: true}
	d.Article.Publisher, d.Article.URL, d.Article.Lang = "Press", "https://example.org/mill", "en"
	store, err := sqlite.NewOpener(afero.NewOsFs(), "test").Create(t.Context(), filepath.Join(t.TempDir(), "a.tarikh"), "A library")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.Apply(t.Context(), d.Edit()); err != nil {
		t.Fatal(err)
	}
	d.f = New(d.Host, d, d)
	d.Show(store)
	return d
}

// answered waits until the clipboard, or the desktop, has something.
func (d *desk) answered(what string) {
	d.Until(what, func() bool { return d.Host.Clipboard.Content() != "" || d.kind != "" || len(d.Failed) > 0 })
}

func TestEventsAreCopied(t *testing.T) {
	d := newDesk(t)
	if d.Run(d.f, "event.copy") || d.Run(d.f, "event.copy.rich") {
		t.Error("no event is selected, and one was copied")
	}
	d.Host.Library.Select(d.Events[1].ID)
	d.Until("an event is selected", func() bool { return d.Host.Library.Event() != nil })
	if !d.Run(d.f, "event.copy") {
		t.Fatal("nothing was copied")
	}
	d.answered("it is copied")
	const passage = "“The bridge was opened in June.” — The mill · Press · 3 May 2021 · https://example.org/mill"
	if got := d.Host.Clipboard.Content(); !strings.HasPrefix(got, d.Events[1].Title+"\n") || !strings.HasSuffix(got, "\n"+passage) {
		t.Errorf("copied is %q", got)
	}
	d.Host.Clipboard.SetContent("")
	d.f.Events([]data.ID{d.Events[1].ID, data.NewID(), d.Events[0].ID}, false)
	d.answered("both are copied")
	if both := strings.Split(d.Host.Clipboard.Content(), "\n\n"); len(both) != 2 || !strings.HasPrefix(both[0], d.Events[1].Title) || !strings.HasPrefix(both[1], d.Events[0].Title) {
		t.Errorf("copied is %q", both)
	}
	steps := d.Host.Library.Snapshot().Counts
	if steps.Events != 2 {
		t.Errorf("%d events after copying", steps.Events)
	}
}

// With formatting it goes to the desktop, and the plain text stays what it was.
func TestFormatting(t *testing.T) {
	d := newDesk(t)
	d.Host.Clipboard.SetContent("before")
	d.Host.Library.Select(d.Events[0].ID)
	d.Until("an event is selected", func() bool { return d.Host.Library.Event() != nil })
	if !d.Run(d.f, "event.copy.rich") {
		t.Fatal("nothing was copied")
	}
	d.Until("it is copied", func() bool { return d.kind != "" })
	if got := string(d.content); d.kind != clipboard.HTML || !strings.Contains(got, "<b>"+d.Events[0].Title+"</b>") || !strings.Contains(got, `<a href="https://example.org/mill">`) {
		t.Errorf("%s: %s", d.kind, got)
	}
	if got := d.Host.Clipboard.Content(); got != "before" {
		t.Errorf("the plain text is %q", got)
	}
	d.can = false
	if d.Run(d.f, "event.copy.rich") {
		t.Error("a desktop without a program took formatting")
	}
	d.can, d.fails = true, errors.New("no display")
	d.Run(d.f, "event.copy.rich")
	d.Until("that it failed is said", func() bool { return len(d.Failed) == 1 })
	d.Failed = nil
}

func TestPassagesAreCopied(t *testing.T) {
	d := newDesk(t)
	d.Host.Library.Read(d.Article.ID)
	d.Until("an article is open", func() bool { return d.Host.Library.Article() != nil })
	if d.Run(d.f, "selection.quote") {
		t.Error("no words are selected, and some were copied")
	}
	d.words = "Nobody was hurt."
	d.Run(d.f, "selection.quote")
	const want = "“Nobody was hurt.” — The mill · Press · 3 May 2021 · https://example.org/mill"
	if got := d.Host.Clipboard.Content(); got != want {
		t.Errorf("copied is %q, want %q", got, want)
	}
	d.Host.Clipboard.SetContent("")
	d.f.Passage("Nobody was hurt.", d.Article)
	if got := d.Host.Clipboard.Content(); got != want {
		t.Errorf("copied is %q", got)
	}
	d.Run(d.f, "selection.quote.rich")
	d.Until("it is copied", func() bool { return d.kind == clipboard.HTML })
}

// A second calendar of the reader is in what is copied, too.
func TestDatesAreAsTheReaderHasThem(t *testing.T) {
	d := newDesk(t)
	d.Host.State.Reading.Second = "hijri"
	if got := d.f.Words().Date(d.Article.Published); got != "3 May 2021 (21 Ramadan 1442 AH)" {
		t.Errorf("%q", got)
	}
}

func TestPictures(t *testing.T) {
	d := newDesk(t)
	d.f.Picture(image.NewRGBA(image.Rect(0, 0, 30, 20)))
	d.Until("it is copied", func() bool { return d.kind != "" })
	picture, err := png.Decode(bytes.NewReader(d.content))
	if err != nil || d.kind != clipboard.PNG || picture.Bounds() != image.Rect(0, 0, 30, 20) {
		t.Errorf("%s, %v", d.kind, err)
	}
	d.f.SavePicture(picture, "Picture", "A / library")
	d.Until("a name is asked for", func() bool { return d.Dialog() != nil })
}
