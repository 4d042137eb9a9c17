package window

import (
	"strings"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/feature/backups"
	"tarikh.org/tarikh/ui/feature/bringin"
	"tarikh.org/tarikh/ui/feature/keys"
	"tarikh.org/tarikh/ui/feature/libraries"
	"tarikh.org/tarikh/ui/feature/review"
	"tarikh.org/tarikh/ui/feature/settings"
	"tarikh.org/tarikh/ui/feature/tour"
	"tarikh.org/tarikh/ui/theme"
)

// features are the parts of the window that stand alone, in the order in which they
// are made, where one needs another, and in which the sheet of keys lists them.
func (w *Window) features() []feature.Feature {
	return []feature.Feature{w.libraries, w.backups, w.history, w.reading, w.texts, w.events, w.strip, w.tags, w.notes, w.noteList, w.filter, w.views, w.search, w.palette, w.lists, w.bringIn, w.review, w.status, w.settings, w.keys, w.tour, w.about}
}

// newKit makes texts in the language in use.
func (w *Window) newKit() (*control.Kit, error) {
	locale, err := w.choices.Locale()
	if err != nil {
		return nil, err
	}
	return &control.Kit{Typesetter: w.ts, Locale: locale, Dialogs: &w.dialogs, Tips: control.NewTips()}, nil
}

// opening opens and closes libraries for features.
type opening struct{ w *Window }

var _ backups.Window = opening{}

func (o opening) Open(path string)     { o.w.Open(path) }
func (o opening) Show(store data.File) { o.w.libraries.Show(store) }

// Leave remembers where the reader is and closes the open library.
func (o opening) Leave(then func(error)) {
	o.w.SavePosition()
	o.w.session.Close(then)
}

// shell is the window as its features see it.
type shell struct{ w *Window }

var _ feature.Shell = shell{}

func (s shell) Run(command string) bool          { return s.w.run(command) }
func (s shell) Key(command string) string        { return s.w.key(command) }
func (s shell) Item(command string) control.Item { return s.w.toolbar.item(command) }
func (s shell) Fail(err error)                   { s.w.fail(err) }
func (s shell) FailFile(path string, err error)  { s.w.failFile(path, err) }
func (s shell) Say(err error) string             { return say(s.w.host.Kit().Locale, s.w.session.Path(), err) }
func (s shell) Remember()                        { s.w.remember() }
func (s shell) Later(run func())                 { s.w.later(run) }

// What the features of settings, keys and the tour ask of the window.
var (
	_ settings.Window = (*Window)(nil)
	_ keys.Table      = (*Window)(nil)
	_ tour.Window     = (*Window)(nil)
)

// ShowTheme is that of settings.Window.
func (w *Window) ShowTheme(t *theme.Theme) { w.App.Settings().SetTheme(t) }

// Commands is the table of all commands with the keys that they have now.
func (w *Window) Commands() *command.Table { return w.commands }

// Defaults are all commands with the keys that they have by default.
func (w *Window) Defaults() []command.Command { return w.all() }

// Named are all commands with their names in both languages.
func (w *Window) Named() []command.Named { return w.keys.Named() }

// SetKeys gives a command other keys.
func (w *Window) SetKeys(id string, to []command.Key) { w.keys.Set(id, to) }

// Rekey makes the table of commands again with the keys of the state.
func (w *Window) Rekey() {
	table, err := w.table()
	if err != nil {
		w.fail(err)
		return
	}
	w.commands = table
	w.bindKeys()
}

// Stops are the parts of the window that the tour points at.
func (w *Window) Stops() []tour.Stop {
	return []tour.Stop{
		{Key: "strip", Target: func() fyne.CanvasObject { return w.strip.Root }},
		{Key: "card", Target: func() fyne.CanvasObject { return w.columns.start.Root }},
		{Key: "reader", Target: func() fyne.CanvasObject {
			if w.session.Article() != nil {
				return w.reading.View()
			}
			return w.columns.middle.Root
		}},
		{Key: "notes", Target: func() fyne.CanvasObject { return w.columns.end.Root }},
		{Key: "search", Target: func() fyne.CanvasObject { return w.search.Field() }},
	}
}

// KeyTyped and RuneTyped are those of strip.Keyboard.
func (w *Window) KeyTyped(ev *fyne.KeyEvent) { w.typedKey(ev) }
func (w *Window) RuneTyped(r rune)           { w.typedRune(r) }

// showing shows parts of the window for features.
type showing struct{ w *Window }

var (
	_ bringin.Window = showing{}
	_ review.Window  = showing{}
)

// ShowProposals is that of bringin.Window and of review.Window.
func (s showing) ShowProposals() { s.w.columns.end.Select(tabFound) }

// tabFound is the key of the review's tab, in the column of the notes.
const tabFound = "found"

// countProposals shows the tab of the review while an article is open, with how many
// events there are to decide on.
func (w *Window) countProposals() {
	if w.session.Article() == nil {
		w.columns.end.Hide(tabFound)
		return
	}
	count := ""
	if p := w.review.Proposals(); p != nil && len(p.Candidates) > 0 {
		count = w.host.Kit().Locale.Count(len(p.Candidates))
	}
	w.columns.end.Show(tabFound)
	w.columns.end.SetCount(tabFound, count)
}

// dropped opens what is dropped on the window: a library, or what is to be brought in.
// While a dialog is open, nothing is taken.
func (w *Window) dropped(_ fyne.Position, dropped []fyne.URI) {
	if w.win.Canvas().Overlays().Top() != nil {
		return
	}
	for _, u := range dropped {
		if u.Scheme() == "file" && strings.EqualFold(u.Extension(), libraries.Extension) {
			w.Open(u.Path())
			return
		}
	}
	w.bringIn.Drop(dropped)
}
