package control

import (
	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/ui/text"
	"tarikh.org/tarikh/ui/text/uax9"
)

// Entry is a field of a form.
type Entry = text.Editor

// Entry makes a field of one line, or of several where lines > 1, with a menu at the
// secondary button.
func (k *Kit) Entry(lines int, words, placeholder string) *Entry {
	return k.entry(words, text.EditorOptions{Placeholder: placeholder, Lines: lines, Single: lines <= 1})
}

// Paper makes a field that is as high as what is written in it.
func (k *Kit) Paper(words, placeholder string) *Entry {
	const least, most = 3, 18
	return k.entry(words, text.EditorOptions{Placeholder: placeholder, Lines: least, Grow: most})
}

func (k *Kit) entry(words string, o text.EditorOptions) *Entry {
	if k.RTL() {
		o.Neutral = uax9.RTL
	}
	e := text.NewEditor(k.Typesetter, words, o)
	e.OnMenu = func(at fyne.Position) {
		if c := fyne.CurrentApp().Driver().CanvasForObject(e); c != nil {
			k.ShowMenu(c, at, k.writing(e))
		}
	}
	return e
}

// writing is the menu of an entry.
func (k *Kit) writing(e *Entry) []Item {
	fixed, none := e.Disabled(), e.SelectedText() == ""
	turn := func(key string, d uax9.Direction) Item {
		return Item{Text: k.T(key), Checked: e.Direction() == d, Disabled: fixed, Run: func() { e.SetDirection(d) }}
	}
	return []Item{
		{Text: k.T("command.undo"), Key: "Ctrl+Z", Disabled: fixed || !e.CanUndo(), Run: e.Undo},
		{Text: k.T("command.redo"), Key: "Ctrl+Shift+Z", Disabled: fixed || !e.CanRedo(), Run: e.Redo},
		{},
		{Text: k.T("writing.cut"), Key: "Ctrl+X", Disabled: fixed || none, Run: e.Cut},
		{Text: k.T("selection.copy"), Key: "Ctrl+C", Disabled: none, Run: e.Copy},
		{Text: k.T("writing.paste"), Key: "Ctrl+V", Disabled: fixed, Run: e.Paste},
		{Text: k.T("selection.all"), Key: "Ctrl+A", Disabled: e.Text() == "", Run: e.SelectAll},
		{},
		{Text: k.T("writing.direction")},
		turn("writing.auto", uax9.Auto),
		turn("writing.rtl", uax9.RTL),
		turn("writing.ltr", uax9.LTR),
	}
}
