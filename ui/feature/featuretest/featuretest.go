// Package featuretest is the window around a feature, for the feature's tests: a host
// over a real library, on Fyne's test driver.
//
// The one idea behind it: what is posted to the interface's goroutine waits until the
// test runs it, so that a test decides when answers come back, and the race detector
// sees which goroutine uses what.
package featuretest

import (
	"log/slog"
	"net/url"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/spf13/afero"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/gazetteer"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/i18n"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/state"
	"tarikh.org/tarikh/ui/text"
	"tarikh.org/tarikh/ui/text/layout"
)

// Window is the window around a feature.
type Window struct {
	t      testing.TB
	Host   *feature.Host
	fonts  *layout.Fonts
	posted chan func()

	Ran        []string       // commands that were run
	Failed     []error        // errors that were shown
	Told       []string       // what was said at the foot
	Then       []control.Item // what can be done then
	Opened     []string       // addresses that were opened in the browser
	Remembered int            // how often the state was saved
}

// New is a window without a library, in English.
func New(t testing.TB) *Window {
	t.Helper()
	app := test.NewTempApp(t)
	fonts, err := layout.Embedded(assets.Files)
	if err != nil {
		t.Fatal(err)
	}
	w := &Window{t: t, fonts: fonts, posted: make(chan func(), 4096)}
	post := func(f func()) { w.posted <- f }
	w.Host = feature.New(feature.Parts{
		Library: library.New(post, func(err error) { w.Failed = append(w.Failed, err) }, time.Now), State: &state.State{},
		Canvas: test.NewTempWindow(t, control.Gap(1200, 800)).Canvas(), Files: afero.NewOsFs(), Gazetteer: gazetteer.New(), Post: post,
		StateDir: t.TempDir(), CacheDir: t.TempDir(), Clipboard: app.Clipboard(), OpenURL: func(u *url.URL) error { w.Opened = append(w.Opened, u.String()); return nil },
		Now: func() time.Time { return time.Date(2022, 2, 20, 12, 0, 0, 0, time.UTC) }, Log: slog.New(slog.DiscardHandler), Parent: func() string { return "x11:1" }, Shell: shell{w},
	}, w.kit("en"))
	return w
}

func (w *Window) kit(lang string) *control.Kit {
	w.t.Helper()
	locale, err := i18n.New(assets.Files, lang)
	if err != nil {
		w.t.Fatal(err)
	}
	return &control.Kit{Typesetter: text.NewTypesetter(w.fonts), Locale: locale, Dialogs: &control.Dialogs{}}
}

// Put shows a pane in the window, 1200 units wide and 800 high.
func (w *Window) Put(pane fyne.CanvasObject) {
	w.Host.Canvas.SetContent(control.Stack(control.Gap(1200, 800), pane))
}

// Show opens a library, which is closed with the test, and waits until it is shown.
func (w *Window) Show(store data.Store) {
	w.t.Helper()
	w.t.Cleanup(w.Close)
	shown := false
	w.Host.Library.Show(store, func() { shown = true })
	w.Until("the library is shown", func() bool { return shown })
}

// Close closes the library, if one is open, and waits for that.
func (w *Window) Close() {
	w.t.Helper()
	closed := false
	w.Host.Library.Close(func(err error) {
		if closed = true; err != nil {
			w.t.Error(err)
		}
	})
	w.Until("the library is closed", func() bool { return closed })
}

// Reading is how texts are set: as usual.
func (w *Window) Reading() text.Reading { return text.Reading{} }

// Author is who new notes are by.
func (w *Window) Author() string { return "A reader" }

// Until runs what is posted until done reports true.
func (w *Window) Until(what string, done func() bool) {
	w.t.Helper()
	limit := time.After(20 * time.Second)
	for !done() {
		select {
		case f := <-w.posted:
			f()
		case <-limit:
			w.t.Fatalf("never happened: %s", what)
		}
	}
}

// Do writes an edit and waits until it is loaded.
func (w *Window) Do(edit data.Edit) {
	w.t.Helper()
	loaded := false
	stop := w.Host.Library.Subscribe(func(c library.Change) { loaded = loaded || c.Kind == library.Edited })
	defer stop()
	w.Host.Library.Do(edit, func(err error) {
		if err != nil {
			w.t.Fatal(err)
		}
	})
	w.Until(edit.Label+" is loaded", func() bool { return loaded })
}

// Relocale changes the language of a feature.
func (w *Window) Relocale(lang string, f feature.Feature) {
	w.t.Helper()
	w.Host.SetKit(w.kit(lang))
	f.Relocale()
}

// Run runs a command of a feature, and reports whether it was enabled.
func (w *Window) Run(f feature.Feature, id string) bool {
	w.t.Helper()
	for _, c := range f.Commands() {
		if c.ID != id {
			continue
		}
		if !c.On() {
			return false
		}
		c.Run()
		return true
	}
	w.t.Fatalf("no command %q", id)
	return false
}

// Dialog is what the topmost dialog shows, nil where none is open.
func (w *Window) Dialog() fyne.CanvasObject { return w.Host.Canvas.Overlays().Top() }

// Texts are the words that are shown below an object, in labels and in what is typed,
// in no order that matters.
func Texts(o fyne.CanvasObject) (all []string) {
	if written, ok := o.(interface{ Text() string }); ok {
		return []string{written.Text()}
	}
	for _, part := range parts(o) {
		all = append(all, Texts(part)...)
	}
	return all
}

// Find is the first object of a type below another; false where there is none.
func Find[T fyne.CanvasObject](o fyne.CanvasObject) (found T, ok bool) {
	if found, ok = o.(T); ok {
		return found, true
	}
	for _, part := range parts(o) {
		if found, ok = Find[T](part); ok {
			return found, true
		}
	}
	return found, false
}

// Press presses the innermost object below another that shows some words and can be
// pressed, and fails where there is none.
func Press(t testing.TB, o fyne.CanvasObject, words string) {
	t.Helper()
	if !press(o, words) {
		t.Fatalf("nothing to press shows %q", words)
	}
}

func press(o fyne.CanvasObject, words string) bool {
	if slices.ContainsFunc(parts(o), func(part fyne.CanvasObject) bool { return press(part, words) }) {
		return true
	}
	tappable, ok := o.(fyne.Tappable)
	if !ok || !slices.Contains(Texts(o), words) {
		return false
	}
	tappable.Tapped(&fyne.PointEvent{})
	return true
}

// All are the objects of a type in a tree, in order.
func All[T fyne.CanvasObject](o fyne.CanvasObject) (all []T) {
	if found, ok := o.(T); ok {
		return []T{found}
	}
	for _, part := range parts(o) {
		all = append(all, All[T](part)...)
	}
	return all
}

// parts are the objects inside another one.
func parts(o fyne.CanvasObject) []fyne.CanvasObject {
	switch o := o.(type) {
	case *fyne.Container:
		return o.Objects
	case fyne.Widget:
		return test.WidgetRenderer(o).Objects()
	}
	return nil
}

// shell is the feature.Shell of a Window.
type shell struct{ w *Window }

func (s shell) Run(command string) bool {
	s.w.Ran = append(s.w.Ran, command)
	return true
}
func (s shell) Key(string) string { return "" }
func (s shell) Item(command string) control.Item {
	return control.Item{Text: command, Run: func() { s.Run(command) }}
}
func (s shell) Fail(err error)               { s.w.Failed = append(s.w.Failed, err) }
func (s shell) FailFile(_ string, err error) { s.Fail(err) }
func (s shell) Say(err error) string         { return err.Error() }

func (s shell) SayOf(_ string, err error) string { return err.Error() }
func (s shell) Tell(words string, then ...control.Item) {
	s.w.Told, s.w.Then = append(s.w.Told, words), then
}
func (s shell) Inform(words string) { s.Tell(words) }
func (s shell) Remember()           { s.w.Remembered++ }
func (s shell) Later(run func())    { s.w.Host.Post(run) }
