package search

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/text"
)

// field is the line in which words are typed, with the buttons beside it.
type field struct {
	host  *feature.Host
	entry *control.Entry
	clear *control.Button
	root  *fyne.Container
}

// does is what the field asks for.
type does struct {
	write func(words string)
	empty func()
	show  func()      // the results
	first func()      // goes to the first hit
	list  func() bool // gives the keyboard to the results; false where there are none
	leave func()
}

func newField(h *feature.Host, do does) *field {
	k := h.Kit()
	l := &field{host: h, entry: k.Entry(1, "", k.T("search.placeholder"))}
	l.clear = k.IconButton(fynetheme.CancelIcon(), k.T("tip.clear"), do.empty)
	l.clear.Hide()
	l.entry.OnChanged = func(words string) {
		l.show(words)
		do.write(words)
	}
	l.entry.OnSubmit = func(string) { do.first() }
	l.entry.OnCancel = do.leave
	l.entry.OnKey = func(ev *fyne.KeyEvent) bool { return ev.Name == fyne.KeyDown && do.list() }
	l.entry.OnFocus = func(on bool) {
		if on && l.entry.Text() == "" {
			do.show()
		}
	}
	l.root = k.Row(2, 1, h.CommandButton(fynetheme.SearchIcon(), "search"), l.entry, l.clear, h.CommandButton(control.FunnelIcon(), "filter"))
	return l
}

// set puts words into the line, without looking for them.
func (l *field) set(words string) {
	l.entry.SetText(words)
	l.show(words)
}

// show shows the button that empties the line while there is something in it.
func (l *field) show(words string) {
	if words == "" {
		l.clear.Hide()
	} else {
		l.clear.Show()
	}
	l.root.Refresh() // the line makes room for it
}

func (l *field) focus() {
	l.host.Canvas.Focus(l.entry)
	l.entry.Do(text.SelectAll)
}
