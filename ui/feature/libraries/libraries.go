// Package libraries opens, creates, renames and copies libraries in the window.
//
// The one idea behind it: a library is opened and checked on another goroutine, and
// replaces the open one only when that has succeeded; a note that could not be saved
// can keep the open one.
package libraries

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
)

// Feature is the libraries of the user.
type Feature struct{ *opener }

var _ feature.Feature = (*Feature)(nil)

// New makes the feature. A library that another process held is opened again for
// writing once that process has closed it.
func New(h *feature.Host, p Parts) *Feature {
	f := &Feature{&opener{Parts: p, host: h}}
	h.Library.Subscribe(func(c library.Change) {
		if c.Kind == library.Released {
			f.reopen()
		}
	})
	return f
}

// Commands are those of feature.Feature.
func (f *Feature) Commands() []command.Command {
	open := func() bool { return f.host.Library.Snapshot() != nil }
	file := func() bool { return open() && f.host.Library.Path() != "" }
	return []command.Command{
		{ID: "library.new", Title: "command.library.new", Keys: []command.Key{command.Ctrl(fyne.KeyN)}, Run: f.newLibrary},
		{ID: "library.open", Title: "command.library.open", Keys: []command.Key{command.Ctrl(fyne.KeyO)}, Run: f.openLibrary},
		{ID: "library.connect", Title: "command.library.connect", Run: f.connect},
		{ID: "library.share", Title: "command.library.share", Enabled: file, Run: f.shareLibrary},
		{ID: "library.recent", Title: "command.library.recent", Keys: []command.Key{command.CtrlShift(fyne.KeyO)}, Run: f.showRecent},
		{ID: "library.sample", Title: "command.library.sample", Run: f.openSample},
		{ID: "library.copy", Title: "command.library.copy", Keys: []command.Key{command.CtrlShift(fyne.KeyS)}, Enabled: open, Run: func() { f.saveCopy(f.tellCopied) }},
		{ID: "library.title", Title: "command.library.title", Enabled: f.host.Library.Writable, Run: f.nameLibrary},
	}
}

// Relocale is that of feature.Feature: an open dialog stays as it is.
func (f *Feature) Relocale() {}

// Recent are the libraries opened before, newest first, as items of a menu; at most most.
func (f *Feature) Recent(most int) []control.Item {
	var items []control.Item
	for _, path := range f.Earlier(most) {
		name, _ := f.host.State.Called(path)
		items = append(items, control.Item{Text: name, Run: func() { f.Open(path) }})
	}
	return items
}

// Earlier are the places of the libraries opened before, newest first, at most most,
// without the open one.
func (f *Feature) Earlier(most int) []string {
	paths := slices.DeleteFunc(slices.Clone(f.host.State.Recent), func(path string) bool { return path == f.host.Library.Place() })
	return paths[:min(most, len(paths))]
}

// Start opens what the command line named, else the last library, else the sample.
func (f *Feature) Start(path string, sample bool) {
	switch {
	case path != "":
		f.Open(path)
	case !sample && len(f.host.State.Recent) > 0 && (data.IsAddress(f.host.State.Recent[0]) || f.exists(f.host.State.Recent[0])):
		f.Open(f.host.State.Recent[0])
	default:
		f.openSample()
	}
}

// openSample opens the sample library, and creates it if it does not exist.
func (f *Feature) openSample() {
	feature.Background(f.host, func(ctx context.Context) (string, error) { return f.Sample(ctx, f.Lang()) }, func(path string, err error) {
		if err != nil {
			f.host.FailFile(path, err)
			return
		}
		f.Open(path)
	})
}

func (f *Feature) openLibrary() {
	k := f.host.Kit()
	f.host.ChooseFile(feature.Choice{Title: k.T("command.library.open"), Button: k.T("button.open"), Dir: f.host.Dir(), Suffix: []string{Extension}, Kind: k.T("choose.libraries")}, f.Open)
}

// nameLibrary asks for another title of the open library.
func (f *Feature) nameLibrary() {
	before := f.host.Library.Snapshot().Library
	f.host.AskName("command.library.title", before.Title, func(title string) {
		after := before
		after.Title = title
		if after.Title != before.Title {
			f.host.Library.Do(data.Edit{Label: "edit.library.title", Library: []data.Change[data.Library]{data.Update(before, after)}}, nil)
		}
	})
}

// showRecent lists the libraries opened before, newest first.
func (f *Feature) showRecent() {
	k := f.host.Kit()
	items := f.Recent(len(f.host.State.Recent))
	if len(items) == 0 {
		k.Tell(f.host.Canvas, k.T("command.library.recent"), k.T("recent.none"), k.T("button.ok"))
		return
	}
	items = append([]control.Item{{Text: k.T("command.library.recent")}}, items...)
	const edge = 10
	at := k.Over(f.Window.MenuPlace())
	if at.X = edge; k.RTL() {
		at.X = f.host.Canvas.Size().Width - edge
	}
	k.ShowMenu(f.host.Canvas, at, items)
}
