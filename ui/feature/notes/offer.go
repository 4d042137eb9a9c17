package notes

import (
	"slices"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature/reading"
	"tarikh.org/tarikh/ui/feature/retext"
)

// offer is what can be done with a highlight, on it.
func offer(b *actions, id any) reading.Offer {
	n := b.note(id.(data.ID))
	if n == nil {
		return reading.Offer{}
	}
	k := b.host.Kit()
	var colours, does []fyne.CanvasObject
	if b.library.Writable() {
		for _, c := range data.Colours() {
			colours = append(colours, k.Dot(c, b.with(n.ID, func(n data.Annotation) { b.recolour(n, c) })))
		}
	}
	for _, item := range b.does(*n) {
		if !item.Disabled {
			does = append(does, k.Button(control.Quiet, item.Text, nil, item.Run))
		}
	}
	rows := []fyne.CanvasObject{k.Row(2, -1, does...)}
	if len(colours) > 0 {
		rows = append([]fyne.CanvasObject{k.Row(2, -1, colours...)}, rows...)
	}
	return reading.Offer{Rows: rows, Menu: b.items(*n)}
}

// note is a note as it is now; nil for one that is gone.
func (b *actions) note(id data.ID) *data.Annotation {
	n := b.library.Snapshot()
	if n == nil {
		return nil
	}
	if i := slices.IndexFunc(n.Notes, func(a data.Annotation) bool { return a.ID == id }); i >= 0 {
		return &n.Notes[i]
	}
	return nil
}

// with does something with a note as it is by then.
func (b *actions) with(id data.ID, do func(data.Annotation)) func() {
	return func() {
		if n := b.note(id); n != nil {
			do(*n)
		}
	}
}

// does is what can be done with a note on a passage, in few words.
func (b *actions) does(n data.Annotation) []control.Item {
	h, k, fixed := b.host, b.host.Kit(), !b.library.Writable()
	// What takes the passage takes that of the note that is shown.
	run := func(id string) func() {
		return b.with(n.ID, func(n data.Annotation) {
			b.Show(n)
			h.Run(id)
		})
	}
	return []control.Item{
		{Text: k.T("mark.note"), Key: h.Key("note.edit"), Disabled: fixed, Run: b.with(n.ID, b.Edit)},
		{Text: k.T("mark.tags"), Key: h.Key("tags.edit"), Disabled: fixed, Run: b.with(n.ID, b.Tag)},
		{Text: k.T("mark.event"), Key: h.Key("event.new"), Disabled: fixed || h.State.Locked, Run: run("event.new")},
		{Text: k.T("command.passage.link"), Key: h.Key("passage.link"), Disabled: fixed, Run: run("passage.link")},
		{Text: k.T("note.reply"), Disabled: fixed, Run: b.with(n.ID, b.Reply)},
		{Text: k.T("selection.copy"), Run: func() { h.Clipboard.SetContent(n.Anchor.Exact) }},
		{Text: k.T("button.delete"), Key: h.Key("note.delete"), Disabled: fixed, Run: b.with(n.ID, b.Delete)},
	}
}

// Menu offers at a place what can be done with a note.
func (b *actions) Menu(n data.Annotation, at fyne.Position) {
	b.host.Kit().ShowMenu(b.host.Canvas, at, b.items(n))
}

// items are the menu of a note.
func (b *actions) items(n data.Annotation) []control.Item {
	k, h, fixed := b.host.Kit(), b.host, !b.library.Writable()
	nowhere := n.Parent != (data.ID{}) || n.Article == data.ID{} && n.Event == data.ID{} && n.Span.IsZero()
	items := []control.Item{{Text: k.T("note.goto"), Disabled: nowhere, Run: func() { b.Show(n) }}, {}}
	end := []control.Item{{}, {Text: k.T("note.private"), Checked: n.Private, Disabled: fixed, Run: b.with(n.ID, b.togglePrivate)}, {Text: k.T("command.note.delete"), Key: h.Key("note.delete"), Disabled: fixed, Run: b.with(n.ID, b.Delete)}}
	edit := control.Item{Text: k.T("command.note.edit"), Key: h.Key("note.edit"), Disabled: fixed, Run: b.with(n.ID, b.Edit)}
	switch {
	case n.Parent != (data.ID{}):
		return append(append(items, edit), end...)
	case n.OnPassage():
		does := b.does(n)
		items = append(append(items, does[:len(does)-1]...), control.Item{Text: k.T("note.move"), Disabled: fixed, Run: func() { b.texts.Move(retext.OfNote(n)) }})
	default:
		items = append(items, edit, control.Item{Text: k.T("note.reply"), Disabled: fixed, Run: b.with(n.ID, b.Reply)},
			control.Item{Text: k.T("command.tags.edit"), Key: h.Key("tags.edit"), Disabled: fixed, Run: b.with(n.ID, b.Tag)})
	}
	items = append(items, control.Item{})
	for _, c := range data.Colours() {
		items = append(items, control.Item{
			Text: b.tags.ColourName(c), Key: h.Key(reading.HighlightCommand(c)), Colour: c, Disabled: fixed,
			Run: b.with(n.ID, func(n data.Annotation) { b.recolour(n, c) }),
		})
	}
	if n.OnPassage() {
		items = append(items, control.Item{}, control.Item{Text: k.T("command.words.elsewhere"), Key: h.Key("words.elsewhere"), Run: func() {
			b.reading.ClearSelection()
			b.library.Activate(n.ID)
			h.Run("words.elsewhere")
		}})
	}
	return append(items, end...)
}
