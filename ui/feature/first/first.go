// Package first is what the window shows below the timeline while a library is empty:
// how to put the first article into it, and the sample.
//
// The one idea behind it: everything on it is a command of another feature, with its
// key, and is left out where it cannot be run.
package first

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/text"
)

// Libraries is the libraries that were opened before.
type Libraries interface {
	Earlier(most int) []string // places, newest first, without the open one
	Open(path string)
}

// Feature is the first start of a library.
type Feature struct {
	host      *feature.Host
	libraries Libraries
}

var _ feature.Feature = (*Feature)(nil)

// New makes the feature.
func New(h *feature.Host, l Libraries) *Feature { return &Feature{host: h, libraries: l} }

// Commands are those of feature.Feature: it has none of its own.
func (f *Feature) Commands() []command.Command { return nil }

// Relocale is that of feature.Feature: what is shown is made when it is asked for.
func (f *Feature) Relocale() {}

// Shown reports whether the open library is empty.
func (f *Feature) Shown() bool {
	n := f.host.Library.Snapshot()
	return n != nil && n.Counts.Events+n.Counts.Articles+n.Counts.Annotations == 0
}

// The measures of the page in units: how wide it is at most, and how many earlier
// libraries it lists.
const (
	pageWidth = 920
	mostOpen  = 4
)

// View is what is shown in place of the columns, as the library is now.
func (f *Feature) View() fyne.CanvasObject {
	k := f.host.Kit()
	parts := []fyne.CanvasObject{
		k.Text(k.T("first.title"), text.LabelStyle{Size: 26, Bold: true, LineHeight: 40}),
		k.Text(k.T("first.text"), text.LabelStyle{Size: 15, LineHeight: 25, Colour: fynetheme.ColorNamePlaceHolder}),
		control.Gap(0, 6),
	}
	sample := f.card("first.sample.title", "first.sample.text", f.button(control.Outline, "library.sample"))
	if f.host.Library.Writable() {
		goes := "first.add.text"
		if f.host.Library.Login() != "" {
			goes = "first.add.text.server"
		}
		parts = append(parts, control.Pair(k, 14, f.card("first.add.title", goes,
			f.button(control.Primary, "article.files"), f.button(control.Outline, "article.paste"), f.button(control.Quiet, "article.add")),
			control.Column(14, f.card("first.import.title", "first.import.text", f.button(control.Outline, "import.files")), sample)),
			k.Wrap(18, f.button(control.Link, "event.new"), f.button(control.Link, "library.open"), f.button(control.Link, "library.connect")))
	} else {
		parts = append(parts, k.Muted(f.host.WhyReadOnly()), sample, k.Wrap(18, f.button(control.Link, "library.open"), f.button(control.Link, "library.connect")))
	}
	if earlier := f.libraries.Earlier(mostOpen); len(earlier) > 0 {
		parts = append(parts, control.Gap(0, 6), control.HLine(), control.Gap(0, 2), k.Muted(k.T("command.library.recent")))
		for _, path := range earlier {
			parts = append(parts, f.earlier(path))
		}
	}
	page := k.Scroll()
	page.SetContent(k.Pad(24, 30, 24, 24, control.Centred(pageWidth, control.Column(10, parts...))), true)
	return page
}

// card is a way to begin: what it is, and its buttons.
func (f *Feature) card(title, words string, buttons ...fyne.CanvasObject) fyne.CanvasObject {
	k := f.host.Kit()
	return control.Stack(control.NewSurface(control.Panel, control.Line, 10), k.Pad(18, 16, 18, 18, control.Column(10,
		k.Text(k.T(title), text.LabelStyle{Size: 16, Bold: true, LineHeight: 25}),
		k.Text(k.T(words), text.LabelStyle{Size: control.SizeSmall, LineHeight: 22, Colour: fynetheme.ColorNamePlaceHolder}),
		k.Wrap(8, buttons...))))
}

// button runs a command; it says its key where it has one.
func (f *Feature) button(kind control.Kind, id string) fyne.CanvasObject {
	k := f.host.Kit()
	words := k.T("command." + id)
	if key := f.host.Key(id); key != "" {
		words += "  (\u2066" + key + "\u2069)"
	}
	return k.Button(kind, words, nil, func() { f.host.Run(id) })
}

// earlier is a library that was opened before, with where it is.
func (f *Feature) earlier(path string) fyne.CanvasObject {
	k := f.host.Kit()
	name, where := f.host.State.Called(path)
	open := k.Button(control.Link, k.Given(name), nil, func() { f.libraries.Open(path) })
	folder := k.Name(where, text.LabelStyle{Size: control.SizeSmall, Lines: 1, Shrink: true, Align: k.Start(), Colour: fynetheme.ColorNamePlaceHolder})
	return k.Row(10, 1, open, folder)
}
