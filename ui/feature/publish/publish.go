// Package publish is the one way out of a library in the window: a page, documents,
// pictures, data and citations.
//
// The one idea behind it: what would be written is made on another goroutine as the dialog
// is filled in, and counted instead of written; so how large it is, how it begins and what
// it leaves out are known before a file is there.
package publish

import (
	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/ui/command"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/text"
)

var _ feature.Feature = (*Feature)(nil)

// New makes the feature.
func New(h *feature.Host, p Parts) *Feature {
	f := &Feature{host: h, parts: p, made: map[string]made{}, previews: previews{host: h}}
	h.Library.Subscribe(func(c library.Change) {
		switch c.Kind {
		case library.Closed:
			clear(f.made)
			f.previews.remove()
		case library.Edited:
			clear(f.made)
		default:
		}
	})
	return f
}

// Commands are those of feature.Feature.
func (f *Feature) Commands() []command.Command {
	open := func() bool { return f.host.Library.Snapshot() != nil }
	return []command.Command{
		{ID: "publish", Title: "command.publish", Keys: []command.Key{command.Ctrl(fyne.KeyP)}, Enabled: open, Run: func() { f.ask("") }},
		{ID: "print", Title: "command.print", Enabled: open, Run: func() { f.ask(printed) }},
	}
}

// Relocale is that of feature.Feature: an open dialog stays as it is.
func (f *Feature) Relocale() {}

// printed is the name of the format that is opened to be printed, by the desktop's own
// program for it.
const printed = "pdf"

// ask opens the dialog with a format, "" for the one chosen last; of an empty library it says
// what to do first.
func (f *Feature) ask(name string) {
	if f.host.Library.Snapshot().Counts.Events > 0 {
		d := newDialog(f)
		for _, format := range d.of(form.GroupDocument) {
			if format.Name == name {
				d.choose(format)
			}
		}
		return
	}
	k := f.host.Kit()
	actions := []control.Action{{Text: k.T("button.close")}}
	if f.host.Library.Writable() {
		var d *control.Dialog
		add := func(id string, primary bool) {
			actions = append([]control.Action{{Text: f.host.Item(id).Text, Primary: primary, Run: func() bool {
				d.Close()
				f.host.Later(func() { f.host.Run(id) })
				return false
			}}}, actions...)
		}
		add("event.new", false)
		add("article.add", true)
		d = k.ShowDialog(f.host.Canvas, k.T("publish.title"), 520, k.Text(k.T("publish.empty"), text.LabelStyle{}), actions...)
		return
	}
	actions[0].Primary = true
	k.ShowDialog(f.host.Canvas, k.T("publish.title"), 520, k.Text(k.T("publish.empty"), text.LabelStyle{}), actions...)
}
