package control

import (
	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/ui/input"
	"tarikh.org/tarikh/ui/text"
	"tarikh.org/tarikh/ui/text/uax9"
)

// Entry is a field of a form.
type Entry = text.Editor

// Entry makes a field of one line, or of several where lines > 1, with a menu at the
// secondary button.
func (k *Kit) Entry(lines int, words, placeholder string) *Entry {
	return entry(k, words, text.EditorOptions{Placeholder: placeholder, Lines: lines, Single: lines <= 1})
}

// Paper makes a field that is as high as what is written in it.
func (k *Kit) Paper(words, placeholder string) *Entry {
	const least, most = 3, 18
	return entry(k, words, text.EditorOptions{Placeholder: placeholder, Lines: least, Grow: most})
}

func entry(k *Kit, words string, o text.EditorOptions) *Entry {
	if k.RTL() {
		o.Neutral = uax9.RTL
	}
	var e *Entry
	o.OnMenu = func(at fyne.Position) {
		if c := input.Canvas(e); c != nil {
			k.ShowMenu(c, at, writing(k, e))
		}
	}
	o.OnReached = func() { k.reach(e) }
	e = text.NewEditor(k.Typesetter, words, o)
	return e
}

// writing is the menu of an entry.
func writing(k *Kit, e *Entry) []Item {
	act := func(key, keys string, a text.Action) Item {
		return Item{Text: k.T(key), Key: keys, Disabled: !e.Can(a), Run: func() { e.Do(a) }}
	}
	turn := func(key string, d uax9.Direction) Item {
		return Item{Text: k.T(key), Checked: e.Direction() == d, Disabled: e.Disabled(), Run: func() { e.SetDirection(d) }}
	}
	return []Item{
		act("command.undo", "Ctrl+Z", text.Undo),
		act("command.redo", "Ctrl+Shift+Z", text.Redo),
		{},
		act("writing.cut", "Ctrl+X", text.Cut),
		act("selection.copy", "Ctrl+C", text.Copy),
		act("writing.paste", "Ctrl+V", text.Paste),
		act("selection.all", "Ctrl+A", text.SelectAll),
		{},
		{Text: k.T("writing.direction")},
		turn("writing.auto", uax9.Auto),
		turn("writing.rtl", uax9.RTL),
		turn("writing.ltr", uax9.LTR),
	}
}
